import { matchesGlob } from 'node:path/posix';
import type { RuffSettings } from '../../../codebase/languages/ruff.ts';
import {
  listOf,
  settingsFilesAbove,
  type SettingsFile,
} from '../../../codebase/manifests/python-settings.ts';
import type { SourceTree } from '../../../domain/ports.ts';
import { firstPartyNames } from './first-party.ts';
import { isortStyle } from './isort-style.ts';
import { ruffStyle } from './ruff-style.ts';
import type { ImportStyle } from './import-style.ts';

/** The settings for one file, or why it is to be left. */
export type FileStyle =
  | { readonly kind: 'style'; readonly settings: RuffSettings }
  | { readonly kind: 'refused'; readonly reason: string };

const ISORT_SECTION = /^(?:tool\.isort|isort|tool:isort|settings)\./;
const RUFF_FILE = /(?:^|\/)\.?ruff\.toml$/;

/** Reads the settings that the project has for ruff or for isort; without any, ruff's defaults count. */
export async function styleFor(path: string, tree: SourceTree): Promise<FileStyle> {
  const files = await settingsFilesAbove(path, tree);
  const ruff = files.find(hasRuff);
  const file = ruff !== undefined && sortsByRuff(ruff) ? ruff : (files.find(hasIsort) ?? ruff);
  const style = file === undefined ? DEFAULTS : readStyle(file);
  if (typeof style === 'string') return { kind: 'refused', reason: `${path} was left: ${style}.` };
  const folder = file?.folder ?? '';
  const inside = folder === '' ? path : path.slice(folder.length + 1);
  const pattern = style.excluded.find((one) => isExcluded(inside, one));
  if (pattern !== undefined && file !== undefined)
    return { kind: 'refused', reason: `${file.path} leaves ${path} out, by "${pattern}".` };
  const own = await firstPartyNames(path, tree, { folder, roots: style.roots });
  return { kind: 'style', settings: { ...style.general, lint: { isort: withOwn(style.isort, own) } } };
}

const DEFAULTS: ImportStyle = { general: {}, isort: {}, roots: ['', 'src'], excluded: [] };

function readStyle(file: SettingsFile): ImportStyle | string {
  if (hasIsort(file) && !sortsByRuff(file)) {
    const entries = [...file.values].filter(([key]) => ISORT_SECTION.test(key));
    return isortStyle(
      file.path,
      new Map(entries.map(([key, value]) => [key.replace(ISORT_SECTION, ''), value])),
    );
  }
  return ruffStyle(file.path, ruffValues(file));
}

/** Settings by their path below ruff's own table. */
function ruffValues({ path, values }: SettingsFile): ReadonlyMap<string, string> {
  if (RUFF_FILE.test(path)) return values;
  return new Map(
    [...values].flatMap(([key, value]) =>
      key.startsWith('tool.ruff.') ? [[key.slice('tool.ruff.'.length), value] as const] : [],
    ),
  );
}

function hasRuff(file: SettingsFile): boolean {
  return ruffValues(file).size > 0;
}

function hasIsort({ path, values }: SettingsFile): boolean {
  return !RUFF_FILE.test(path) && [...values.keys()].some((key) => ISORT_SECTION.test(key));
}

/** Whether ruff is told to look at imports: it has settings for them, or the rules are switched on. */
function sortsByRuff(file: SettingsFile): boolean {
  return [...ruffValues(file)].some(
    ([key, value]) =>
      /^(?:lint\.)?isort\b/.test(key) ||
      (/^(?:lint\.)?(?:extend-)?select$/.test(key) &&
        listOf(value).some((rule) => /^(?:I|I0\d*|ALL)$/.test(rule))),
  );
}

/** Names of the project's own, but for those that the settings put elsewhere. */
function withOwn(
  isort: Readonly<Record<string, unknown>>,
  own: readonly string[],
): Readonly<Record<string, unknown>> {
  const placed = JSON.stringify([isort['known-third-party'], isort['known-local-folder'], isort['sections']]);
  const stated = isort['known-first-party'];
  const names = [
    ...(Array.isArray(stated) ? stated : []),
    ...own.filter((name) => !placed.includes(`"${name}"`)),
  ];
  return { ...isort, 'known-first-party': [...new Set(names)] };
}

function isExcluded(path: string, pattern: string): boolean {
  if (pattern.startsWith('!')) return !isExcluded(path, pattern.slice(1));
  const bare = pattern.replace(/^\.\//, '').replace(/\/$/, '');
  const parts = path.split('/');
  return parts.some((_, at) => {
    const upTo = parts.slice(0, at + 1).join('/');
    return matchesGlob(upTo, bare) || matchesGlob(parts[at] ?? '', bare);
  });
}
