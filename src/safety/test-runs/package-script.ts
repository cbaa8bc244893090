import type { Manifest } from './manifest.ts';

/**
 * What a script of package.json comes to. `call`: one program with its arguments, and the variables set for it; anything
 * else is `text` for a shell.
 */
export type PackageScript =
  | {
      readonly kind: 'call';
      readonly text: string;
      readonly words: readonly string[];
      readonly environment: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'text'; readonly text: string };

/**
 * Follows a script that does nothing but start another one by npm, yarn or pnpm, to the one that does the work. Scripts
 * before and after one of them are run in the order of the package manager, which only a shell can do.
 */
export function readScript(name: string, manifest: Manifest): PackageScript | null {
  return follow({ name, more: [], manifest, passed: [] });
}

type Step = {
  readonly name: string;
  /** Arguments that the script before hands over. */
  readonly more: readonly string[];
  readonly manifest: Manifest;
  /** The scripts that led here. */
  readonly passed: readonly string[];
};

function follow({ name, more, manifest, passed }: Step): PackageScript | null {
  const text = manifest.scripts[name]?.trim() ?? '';
  if (text === '' || passed.includes(name)) return null;
  const whole = [text, ...more.map(quoted)].join(' ');
  const call = callIn(whole);
  const next = call === null ? null : scriptCalled(call.words, manifest);
  const isPlain = call !== null && Object.keys(call.environment).length === 0;
  const followed =
    next === null || !isPlain ? null : follow({ ...next, manifest, passed: [...passed, name] });
  const body: PackageScript = followed ?? call ?? { kind: 'text', text: whole };
  const around = (when: string): readonly string[] => hookOf(`${when}${name}`, manifest);
  const [before, after] = [around('pre'), around('post')];
  if (before.length + after.length === 0) return body;
  return { kind: 'text', text: [...before, body.text, ...after].map((part) => `(${part})`).join(' && ') };
}

/** Yarn 2 and newer run no scripts around others. */
function hookOf(name: string, { scripts, manager }: Manifest): readonly string[] {
  const text = scripts[name]?.trim() ?? '';
  return text === '' || /^yarn@(?:[2-9]|\d\d)/.test(manager) ? [] : [text];
}

const WORD = /(?:[^\s"']|"[^"]*"|'[^']*')+/g;

/** A text without any syntax of the shell but quotes. */
function callIn(text: string): Extract<PackageScript, { kind: 'call' }> | null {
  if (/[&|;<>$`()\\\n#~]/.test(text) || text.replace(/"[^"]*"|'[^']*'/g, '').match(/["']/)) return null;
  const words = text.match(WORD) ?? [];
  const start = /^cross-env(?:-shell)?$/.test(words[0] ?? '') ? 1 : 0;
  const length = words.slice(start).findIndex((word) => !/^\w+=/.test(word));
  if (length < 0) return null;
  const settings = words.slice(start, start + length).map(bare);
  return {
    kind: 'call',
    text,
    words: words.slice(start + length).map(bare),
    environment: Object.fromEntries(
      settings.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
    ),
  };
}

function bare(word: string): string {
  return word.replace(/"([^"]*)"|'([^']*)'/g, (_, one?: string, two?: string) => one ?? two ?? '');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./*-]+$/.test(word) ? word : `'${word}'`;
}

type Called = Pick<Step, 'name' | 'more'>;

/** The script that a call starts; null for any other program, and for options of the package manager. */
function scriptCalled([program = '', ...words]: readonly string[], { scripts }: Manifest): Called | null {
  if (!['npm', 'yarn', 'pnpm'].includes(program)) return null;
  const said = words.filter((word, index) => !(SILENT.test(word) && index < 2));
  const [first = '', ...rest] = said;
  const isRun = first === 'run' || first === 'run-script';
  const [name = '', ...more] = isRun ? rest : said;
  const known = program === 'npm' && !isRun ? NPM_SHORT[name] : name;
  if (known === undefined || !(known in scripts)) return null;
  if (program !== 'npm') return { name: known, more: more[0] === '--' ? more.slice(1) : more };
  const end = more.indexOf('--');
  const own = end < 0 ? more : more.slice(0, end);
  if (own.some((word) => word.startsWith('-'))) return null;
  return { name: known, more: [...own, ...(end < 0 ? [] : more.slice(end + 1))] };
}

const SILENT = /^(?:-s|--silent)$/;
const NPM_SHORT: Readonly<Record<string, string>> = { test: 'test', t: 'test', tst: 'test', start: 'start' };
