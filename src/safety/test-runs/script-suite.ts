import type { SourceTree } from '../../domain/ports.ts';
import type { TestRunner } from '../../domain/test-events.ts';
import { readManifest } from './manifest.ts';
import type { Suite } from './suite.ts';

/** What a folder says of tests: it is no project of this language, or one that says nothing of them, or how they run. */
export type FolderSuite =
  | { readonly kind: 'no-project' }
  | { readonly kind: 'no-suite' }
  | { readonly kind: 'suite'; readonly suite: Suite };

/** By `scripts.test` of package.json, or by the runner among its packages. */
export async function scriptSuiteIn(folder: string, tree: SourceTree): Promise<FolderSuite> {
  const manifest = await readManifest(folder, tree);
  if (manifest === null) return { kind: 'no-project' };
  if (manifest === 'broken') return { kind: 'no-suite' };
  const script = manifest.scripts['test'] ?? '';
  const found = runnerOfScript(script) ?? runnerOfPackages(manifest.packages) ?? plain(script);
  return found === null ? { kind: 'no-suite' } : { kind: 'suite', suite: { ...found, folder } };
}

type Found = Pick<Suite, 'runner' | 'args'>;

/** A script that is one call of a runner is called with the arguments that it gives. */
function runnerOfScript(script: string): Found | null {
  if (/[&|;<>$`()\\]/.test(script)) return null;
  const words = [...script.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, one, two, bare]) => one ?? two ?? bare ?? '',
  );
  const [program, ...args] = words[0] === 'npx' ? words.slice(1) : words;
  if (program === 'node' && args.includes('--test')) return { runner: 'node', args };
  const runner = RUNNERS.find((name) => name === program);
  return runner === undefined ? null : { runner, args: args.filter((arg) => !NOT_FOR_GATES.test(arg)) };
}

const RUNNERS = ['vitest', 'jest', 'mocha'] as const satisfies readonly TestRunner[];

/** What waits for changes, measures, or says how results are shown. */
const NOT_FOR_GATES = /^(?:run|watch|dev|-w|-u|--(?:run|watch|watchAll|ui|update|coverage|reporter)\b.*)$/;

function runnerOfPackages(packages: readonly string[]): Found | null {
  const runner = RUNNERS.find((name) => packages.includes(name));
  return runner === undefined ? null : { runner, args: [] };
}

/** What `npm init` writes is no test. */
function plain(script: string): Found | null {
  return script === '' || script.includes('no test specified') ? null : { runner: 'command', args: [script] };
}
