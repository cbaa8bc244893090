import { posix } from 'node:path';
import * as z from 'zod';
import type { SourceTree } from '../../domain/ports.ts';
import type { TestRunner } from '../../domain/test-events.ts';
import type { Suite } from './suite.ts';

/** What a folder says of tests: it is no project of this language, or one that says nothing of them, or how they run. */
export type FolderSuite =
  | { readonly kind: 'no-project' }
  | { readonly kind: 'no-suite' }
  | { readonly kind: 'suite'; readonly suite: Suite };

const names = z.record(z.string(), z.unknown()).optional();
const manifest = z.object({
  scripts: z.object({ test: z.string().optional() }).optional(),
  dependencies: names,
  devDependencies: names,
});

/** By `scripts.test` of package.json, or by the runner among its packages. */
export async function scriptSuiteIn(folder: string, tree: SourceTree): Promise<FolderSuite> {
  const bytes = await tree.read(posix.join(folder, 'package.json'));
  if (bytes === null) return { kind: 'no-project' };
  const parsed = manifest.safeParse(parseJson(new TextDecoder().decode(bytes)));
  if (!parsed.success) return { kind: 'no-suite' };
  const { scripts, dependencies, devDependencies } = parsed.data;
  const script = scripts?.test ?? '';
  const found =
    runnerOfScript(script) ?? runnerOfPackages({ ...dependencies, ...devDependencies }) ?? plain(script);
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

function runnerOfPackages(packages: Readonly<Record<string, unknown>>): Found | null {
  const runner = RUNNERS.find((name) => name in packages);
  return runner === undefined ? null : { runner, args: [] };
}

/** What `npm init` writes is no test. */
function plain(script: string): Found | null {
  return script === '' || script.includes('no test specified') ? null : { runner: 'command', args: [script] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}
