import { posix } from 'node:path';
import type { SourceTree } from '../../domain/ports.ts';
import { decodeText } from '../../domain/text.ts';
import { stringsIn, tomlEntries } from './toml-lists.ts';

/** A file with settings of Python tools. */
export type SettingsFile = {
  readonly path: string;
  /** The folder that it stands in, empty for the root. */
  readonly folder: string;
  /** Each value as written, by its table and key: `tool.ruff.lint.select`; `isort.profile` of a file with sections. */
  readonly values: ReadonlyMap<string, string>;
};

const NAMES = ['ruff.toml', '.ruff.toml', 'pyproject.toml', '.isort.cfg', 'setup.cfg', 'tox.ini'] as const;
const SECTION = /^\[([^\]]+)\]\s*$/;
const ENTRY = /^([\w.-]+)\s*[=:]\s*(.*)$/;

/** The files with settings that may count for a file: those of its own folder first, those of the root last. */
export async function settingsFilesAbove(path: string, tree: SourceTree): Promise<readonly SettingsFile[]> {
  const found: SettingsFile[] = [];
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    for (const name of NAMES) {
      const candidate = posix.join(folder, name);
      const bytes = await tree.read(candidate);
      const decoded = bytes === null ? null : decodeText(bytes);
      if (decoded?.kind !== 'text') continue;
      const values = name.endsWith('.toml') ? tomlValues(decoded.text) : iniValues(decoded.text);
      found.push({ path: candidate, folder: folder === '.' ? '' : folder, values });
    }
    if (folder === '.' || folder === '/') return found;
  }
}

/** A value that is a number, a truth value, a string or a list of strings, in TOML or in the words of an INI file; null for others. */
export function settingOf(written: string): string | number | boolean | readonly string[] | null {
  const text = written.trim();
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (/^\d+$/.test(text)) return Number(text);
  if (text.startsWith('[')) return stringsIn(text);
  if (/^(["'])[^"']*\1$/.test(text)) return text.slice(1, -1);
  return /^[{"']/.test(text) ? null : text;
}

/** The items of a value that is a list, or of one that an INI file writes with commas or lines. */
export function listOf(written: string): readonly string[] {
  const value = settingOf(written);
  if (Array.isArray(value)) return stringsIn(written);
  return String(value ?? '')
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function tomlValues(text: string): ReadonlyMap<string, string> {
  return new Map(
    tomlEntries(text).map(({ table, key, value }) => [table === '' ? key : `${table}.${key}`, value]),
  );
}

/** Lines that are indented go on with the value above. */
function iniValues(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let section = '';
  let key: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*[#;]/.test(line)) continue;
    const [, named] = SECTION.exec(line) ?? [];
    const [, own, value] = ENTRY.exec(line) ?? [];
    if (named !== undefined) section = named.trim();
    if (own !== undefined && value !== undefined) {
      key = `${section}.${own.trim()}`;
      values.set(key, value.trim());
    } else if (key !== null && /^\s+\S/.test(line)) values.set(key, `${values.get(key)}\n${line.trim()}`);
    else key = null;
  }
  return values;
}
