import { countCallers } from '../codebase/callers.ts';
import type { CodeKnowledge } from '../codebase/index/code-knowledge.ts';
import type { MeasuredCoverage } from '../codebase/measured-coverage/measured-coverage.ts';
import type { Config } from '../domain/config.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import type { InterfaceDifference } from '../domain/interface-difference.ts';
import { operationOf, type Engine, type FileChange } from '../domain/patch.ts';
import type { SourceTree } from '../domain/ports.ts';
import type { RunRecord } from '../domain/run-record.ts';
import type { Risk } from '../domain/risk.ts';
import { decodeText, linesOf } from '../domain/text.ts';
import { countLines } from '../domain/unified-diff.ts';
import { assessRisk, type RiskInput } from './risk-factors.ts';
import { whySensitive } from './sensitive-paths.ts';
import { testsOfFile } from './tests-of-file.ts';

/** A change with what its run knows of it. */
export type PatchRiskRequest = {
  readonly change: FileChange;
  /** What it does to what other files can use. */
  readonly difference: Pick<InterfaceDifference, 'changed' | 'removed'>;
  readonly engines: readonly Engine[];
  /** Whether every gate passed. */
  readonly isValid: boolean;
  /** How the run came to its changes, and the parsers that vouch for each file. */
  readonly built: {
    readonly changes: readonly Pick<FileChange, 'path'>[];
    readonly retries: number;
    readonly check: {
      readonly verifiedBy: ReadonlyMap<string, readonly string[]>;
      readonly unjudged: ReadonlySet<string>;
      readonly doubts: readonly Pick<Diagnostic, 'path' | 'line' | 'message'>[];
    };
  };
  /** Runs of the project's tests on this change and on earlier attempts, in their order. */
  readonly testRuns?: RunRecord['tests'];
  readonly run: {
    readonly tree: SourceTree;
    readonly index: CodeKnowledge;
    readonly coverage: MeasuredCoverage;
    readonly config: Pick<Config, 'sensitivePaths'>;
  };
};

/** Finds out what the score asks about a patch, from its two sides and the work tree around it, and scores it. */
export async function assessPatchRisk({
  change,
  difference,
  engines,
  isValid,
  built,
  testRuns = [],
  run,
}: PatchRiskRequest): Promise<Risk> {
  const { path, before, after, tolerances } = change;
  const lines = countLines(before, after);
  const input: RiskInput = {
    operation: operationOf(change),
    linesBefore: lineCountOf(before),
    linesAdded: lines.added,
    linesRemoved: lines.removed,
    engines,
    ...(await reachOf(path, { difference, built, run })),
    tests: await testsOf({ path, engines, run }),
    changedCoverage: changedCoverageOf(path, testRuns),
    tolerances,
    retries: engines.some((engine) => engine.kind === 'model') ? built.retries : 0,
    sensitivity: whySensitive(path, run.config.sensitivePaths),
    verifiedBy: built.check.verifiedBy.get(path) ?? [],
    isUnjudged: built.check.unjudged.has(path),
    doubts: built.check.doubts.filter((doubt) => doubt.path === path),
    isValid,
  };
  return assessRisk(input);
}

/** The index is asked only in the run of a model, which has it open: a recipe would wait for it longer than it works. */
async function testsOf({
  path,
  engines,
  run: { tree, coverage, index },
}: Pick<PatchRiskRequest, 'engines' | 'run'> & { readonly path: string }): Promise<RiskInput['tests']> {
  const isByModel = engines.some(({ kind }) => kind === 'model');
  return testsOfFile({ path, tree, coverage, index: isByModel ? index : null });
}

/** By the last run that measured the file: earlier ones measured earlier attempts. */
function changedCoverageOf(path: string, testRuns: RunRecord['tests']): RiskInput['changedCoverage'] {
  return testRuns.flatMap(({ coverage = [] }) => coverage).findLast((file) => file.path === path);
}

/** Callers are only looked for where something that they could call is touched; those that change too are not in danger. */
async function reachOf(
  path: string,
  { difference, built, run }: Pick<PatchRiskRequest, 'difference' | 'built' | 'run'>,
): Promise<Pick<RiskInput, 'publicNames' | 'callers' | 'strandedCallers'>> {
  const gone = difference.removed.map(({ name }) => name);
  const publicNames = [...difference.changed.map(({ name }) => name), ...gone];
  if (publicNames.length === 0) return { publicNames, callers: 0, strandedCallers: 0 };
  const search = { path, except: new Set([path]) };
  const others = new Set([path, ...built.changes.map((change) => change.path)]);
  return {
    publicNames,
    callers: await countCallers({ ...search, names: publicNames }, run.tree),
    strandedCallers: await countCallers({ ...search, names: gone, except: others }, run.tree),
  };
}

function lineCountOf(bytes: Uint8Array | null): number {
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? linesOf(decoded.text).length : 0;
}
