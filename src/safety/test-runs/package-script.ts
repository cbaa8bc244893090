import type { Manifest } from './manifest.ts';

/** One program with its arguments, and the variables set for it. */
export type ProgramCall = {
  readonly kind: 'call';
  readonly text: string;
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** What a shell runs, in which `"$@"` stands for the call; left out where there is nothing besides it. */
  readonly around?: string;
};
/** What a script of package.json comes to: a call, or `text` for a shell. */
export type PackageScript = ProgramCall | { readonly kind: 'text'; readonly text: string };

/** Whether a call is one to be run by itself, and the rest of its script around it. */
type IsSought = (call: ProgramCall) => boolean;

/**
 * Follows a script that starts another one by npm, yarn or pnpm, to the one that does the work. Commands before and after
 * a call that is sought, and scripts before and after its script, are run in the order of the package manager.
 */
export function readScript(name: string, manifest: Manifest, isSought: IsSought): PackageScript | null {
  return follow({ name, more: [], manifest, passed: [], isSought });
}

type Step = {
  readonly name: string;
  /** Arguments that the script before hands over. */
  readonly more: readonly string[];
  readonly manifest: Manifest;
  /** The scripts that led here. */
  readonly passed: readonly string[];
  readonly isSought: IsSought;
};

const THE_CALL = '"$@"';

function follow(step: Step): PackageScript | null {
  const { name, more, manifest, passed, isSought } = step;
  const text = manifest.scripts[name]?.trim() ?? '';
  if (text === '' || passed.includes(name)) return null;
  const whole = [text, ...more.map(quoted)].join(' ');
  const here = { ...step, passed: [...passed, name] };
  const body = callBehind(whole, here) ?? callAmong(whole, here) ?? { kind: 'text', text: whole };
  const [before, after] = [hookOf(`pre${name}`, manifest), hookOf(`post${name}`, manifest)];
  if (before.length + after.length === 0) return body;
  const chain = (own: string): string => [...before, own, ...after].map((part) => `(${part})`).join(' && ');
  return body.kind === 'call' && isSought(body)
    ? { ...body, around: chain(body.around ?? THE_CALL) }
    : { kind: 'text', text: chain(body.text) };
}

/** A text that is one call, or what the script that it starts comes to. */
function callBehind(text: string, step: Step): PackageScript | null {
  const call = callIn(text);
  const next = call === null ? null : scriptCalled(call.words, step.manifest);
  const isPlain = call !== null && Object.keys(call.environment).length === 0;
  return (next === null || !isPlain ? null : follow({ ...step, ...next })) ?? call;
}

/** The one call that is sought among commands of which each is run when those before it have succeeded. */
function callAmong(text: string, step: Step): PackageScript | null {
  const parts = text.split('&&').map((part) => part.trim());
  if (parts.some((part) => hasOpenQuote(part))) return null;
  const found = parts.map((part) => callBehind(part, step));
  const sought = found.filter((one) => one?.kind === 'call' && step.isSought(one));
  const [call] = sought;
  if (call?.kind !== 'call' || sought.length > 1) return null;
  const index = found.indexOf(call);
  if (parts.slice(0, index).some((part) => LEAVES_FOLDER.test(part))) return null;
  const around = parts.with(index, call.around ?? THE_CALL).join(' && ');
  return { ...call, text, around };
}

const LEAVES_FOLDER = /(?:^|[\s;|(])(?:cd|pushd)\s/;

/** Yarn 2 and newer run no scripts around others. */
function hookOf(name: string, { scripts, manager }: Manifest): readonly string[] {
  const text = scripts[name]?.trim() ?? '';
  return text === '' || /^yarn@(?:[2-9]|\d\d)/.test(manager) ? [] : [text];
}

const WORD = /(?:[^\s"']|"[^"]*"|'[^']*')+/g;

/** A text without any syntax of the shell but quotes. */
function callIn(text: string): ProgramCall | null {
  if (/[&|;<>$`()\\\n#~]/.test(text) || hasOpenQuote(text)) return null;
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

function hasOpenQuote(text: string): boolean {
  return /["']/.test(text.replace(/"[^"]*"|'[^']*'/g, ''));
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
