import { isSameInterface } from '../domain/interface-difference.ts';
import { operationOf, digestOrNull, type FileChange, type Patch } from '../domain/patch.ts';
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
  });
  const risk = await assessPatchRisk({ change, difference, engines, isValid, built, run });
  run.emit({ type: 'risk.scored', path: change.path, risk });
  return { ...change, engines, isValid, risk, diff, linesAdded: lines.added, linesRemoved: lines.removed };
}
