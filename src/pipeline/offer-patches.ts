import type { ComplexityDifference } from '../domain/complexity.ts';
import { isSameInterface } from '../domain/interface-difference.ts';
import { operationOf, digestOrNull, type Engine, type FileChange, type Patch } from '../domain/patch.ts';
import { countLines, unifiedDiff } from '../domain/unified-diff.ts';
import { assessPatchRisk } from '../safety/risk.ts';
import type { Built } from './build.ts';
import type { RunContext } from './run-context.ts';

/** Turns the built changes into patches: diff and new bytes stored, risk scored, everything on record. */
export async function offerPatches(built: Built, run: RunContext): Promise<readonly Patch[]> {
  const patches: Patch[] = [];
  for (const change of built.changes) patches.push(await offerPatch(change, built, run));
  return patches;
}

async function offerPatch(change: FileChange, built: Built, run: RunContext): Promise<Patch> {
  const engines = built.enginesByPath.get(change.path) ?? [];
  const isValid = built.check.failure === null;
  const diff = unifiedDiff(change.path, change.before, change.after);
  const lines = countLines(change.before, change.after);
  if (change.after !== null) run.files.storeBlob(change.after);
  const { interfaceDifference } = await import('../codebase/interface/interface-difference.ts');
  const difference = await interfaceDifference(change.path, change.before, change.after);
  const complexity = isByModel(engines) ? await complexityOf(change) : null;
  run.emit({
    type: 'patch.staged',
    path: change.path,
    operation: operationOf(change),
    engines: [...engines],
    originalHash: digestOrNull(change.before),
    modifiedHash: digestOrNull(change.after),
    linesAdded: lines.added,
    linesRemoved: lines.removed,
    tolerances: [...change.tolerances],
    valid: isValid,
    diffPath: run.files.storeDiff(change.path, diff),
    ...(isSameInterface(difference) ? {} : { interface: difference }),
    ...(complexity === null ? {} : { complexity }),
  });
  const testRuns = run.record().tests;
  const risk = await assessPatchRisk({ change, difference, engines, isValid, built, testRuns, run });
  run.emit({ type: 'risk.scored', path: change.path, risk });
  return { ...change, engines, isValid, risk, diff, linesAdded: lines.added, linesRemoved: lines.removed };
}

/** A recipe renames and moves: what it would cost to count is more than the recipe does. */
function isByModel(engines: readonly Engine[]): boolean {
  return engines.some(({ kind }) => kind === 'model');
}

async function complexityOf({ path, before, after }: FileChange): Promise<ComplexityDifference | null> {
  const { complexityDifference } = await import('../codebase/complexity.ts');
  return complexityDifference(path, before, after);
}
