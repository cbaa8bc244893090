import { posix } from 'node:path';
import type { SourceTree } from '../../domain/ports.ts';
import type { TestRunner } from '../../domain/test-events.ts';
import { readManifest, type Manifest } from './manifest.ts';
import { readScript, type PackageScript, type ProgramCall } from './package-script.ts';
import type { Suite } from './suite.ts';

/** What a folder says of tests: it is no project of this language, or one that says nothing of them, or how they run. */
export type FolderSuite =
  | { readonly kind: 'no-project' }
  | { readonly kind: 'no-suite' }
  | {
      readonly kind: 'suite';
      readonly suite: Suite;
      /** Whether the project names what is run: then its files need no names of tests. */
      readonly namesTests?: boolean;
    };

/** By `scripts.test` of package.json, or where there is none by the runner among its packages. */
export async function scriptSuiteIn(folder: string, tree: SourceTree): Promise<FolderSuite> {
  const manifest = await readManifest(folder, tree);
  if (manifest === null) return { kind: 'no-project' };
  if (manifest === 'broken') return { kind: 'no-suite' };
  const script = isStub(manifest.scripts['test'] ?? '')
    ? null
    : readScript('test', manifest, (call) => calledRunner(call) !== null);
  const found = script === null ? runnerOfPackages(manifest.packages) : runnerOfScript(script);
  if (found === null) return { kind: 'no-suite' };
  const namesTests =
    found.args.some((arg) => arg !== '--test') ||
    (found.runner === 'mocha' && (await setsMocha(manifest, folder, tree)));
  return { kind: 'suite', suite: { ...found, folder }, namesTests };
}

/** What `npm init` writes is no test. */
function isStub(script: string): boolean {
  return script.includes('no test specified');
}

const MOCHA_SETTINGS = ['js', 'cjs', 'mjs', 'yaml', 'yml', 'json', 'jsonc'];

/** Mocha reads its settings itself; they may name any files. */
async function setsMocha(manifest: Manifest, folder: string, tree: SourceTree): Promise<boolean> {
  if (manifest.setsMocha) return true;
  const names = ['', ...MOCHA_SETTINGS.map((ending) => `.${ending}`)].map((ending) => `.mocharc${ending}`);
  const found = await Promise.all(names.map(async (name) => tree.read(posix.join(folder, name))));
  return found.some((bytes) => bytes !== null);
}

type Found = Omit<Suite, 'folder'>;

/** A script with one call of a runner calls it with the arguments that it gives; any other is for a shell. */
function runnerOfScript(script: PackageScript): Found {
  const called = script.kind === 'call' ? calledRunner(script) : null;
  if (script.kind === 'text' || called === null) return { runner: 'command', args: [script.text] };
  const { environment, around } = script;
  return {
    ...called,
    ...(Object.keys(environment).length === 0 ? {} : { environment }),
    ...(around === undefined ? {} : { around }),
  };
}

function calledRunner({ words }: ProgramCall): Pick<Suite, 'runner' | 'args'> | null {
  const [program = '', ...args] = words[0] === 'npx' ? words.slice(1) : words;
  if (program === 'node' && args.includes('--test')) return { runner: 'node', args };
  const runner = RUNNERS.find((name) => name === program);
  return runner === undefined ? null : { runner, args: withoutShown(args, NOT_FOR_GATES[runner]) };
}

const RUNNERS = ['vitest', 'jest', 'mocha'] as const satisfies readonly TestRunner[];

type NotForGates = { readonly alone: RegExp; readonly withValue: RegExp };

const OF_BOTH = { withValue: /^--reporters?$/ } as const;

/** What waits for changes, measures, or says how results are shown; some of it stands before its value. */
const NOT_FOR_GATES: Readonly<Record<(typeof RUNNERS)[number], NotForGates>> = {
  vitest: { ...OF_BOTH, alone: /^(?:run|watch|dev|-w|-u|--(?:run|watch|ui|update|coverage|reporter)\b.*)$/ },
  jest: { ...OF_BOTH, alone: /^(?:-u|--(?:watch|watchAll|updateSnapshot|coverage|reporters)\b.*)$/ },
  mocha: {
    withValue: /^(?:-R|--reporter|-O|--reporter-options?)$/,
    alone: /^(?:-w|--(?:watch|reporter|reporter-options?)\b.*)$/,
  },
};

function withoutShown(args: readonly string[], { alone, withValue }: NotForGates): readonly string[] {
  return args.filter(
    (arg, index) => !alone.test(arg) && !withValue.test(arg) && !withValue.test(args[index - 1] ?? ''),
  );
}

function runnerOfPackages(packages: readonly string[]): Found | null {
  const runner = RUNNERS.find((name) => packages.includes(name));
  return runner === undefined ? null : { runner, args: [] };
}
