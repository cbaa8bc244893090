import { contextAround } from '../../domain/diagnostic.ts';
import { digestOf } from '../../domain/digest.ts';
import { positionAt } from '../../domain/text.ts';
import type { Candidate, Gate, Verdict } from '../../domain/ports.ts';
import type { GoFault } from '../go/go-names.ts';
import { createTextReaders, type TextReaders } from '../text-readers.ts';

const MAX_TOLD = 5;

/**
 * Refuses Go that its compiler refuses for its names, without asking it: names that nothing defines, those of its package
 * that the change takes away among them, imports and variables that nothing uses, and imports of nothing. No name is undefined in
 * files with dot imports or cgo, and a change is not judged of which a file does not parse.
 */
export function createGoNamesGate(
  { root }: { readonly root: string },
  { goNames }: Readers = createTextReaders(),
): Gate {
  return {
    id: 'go-names',
    checkType: 'go-names',
    isHealable: true,
    judges: 'whole-change',
    appliesTo: (path) => path.endsWith('.go'),
    check: async (candidate) => verdictOf(candidate, await faultsIn(candidate, { root, goNames })),
  };
}

type Readers = Pick<TextReaders, 'goNames'>;

async function faultsIn(
  candidate: Candidate,
  { root, goNames }: Readers & { readonly root: string },
): Promise<readonly GoFault[] | null> {
  const { changedGo } = await import('../go/go-tree.ts');
  const changed = await changedGo(candidate, goNames);
  if (changed === null) return null;
  const { newlyUnused, undefinedNames } = await import('../go/go-names.ts');
  const { importsOfNothing } = await import('../go/go-imports.ts');
  return [
    ...(await undefinedNames(changed, candidate, goNames)),
    ...changed.flatMap(newlyUnused),
    ...(await importsOfNothing(changed, candidate, root)),
  ];
}

function verdictOf({ changes }: Candidate, faults: readonly GoFault[] | null): Verdict {
  const diagnostics = (faults ?? []).slice(0, MAX_TOLD).map(({ path, text, offset, message }) => {
    const place = positionAt(text, offset);
    const context = contextAround(text, place);
    return { path, ...place, kind: 'go-names', message: `${message}.`, source: 'guard', context };
  });
  const judged = faults === null ? [] : changes.filter(({ path }) => path.endsWith('.go'));
  return {
    passed: diagnostics.length === 0,
    summary: summaryOf(
      faults,
      diagnostics.map(({ path, line, message }) => `${path}:${line} ${message}`),
    ),
    diagnostics,
    judged: judged.flatMap(({ path, after }) =>
      after === null ? [] : [{ path, digest: digestOf(after), verifiedBy: [] }],
    ),
  };
}

function summaryOf(faults: readonly GoFault[] | null, places: readonly string[]): string {
  if (faults === null) return 'Not judged: a changed file does not parse.';
  return places.length === 0 ? 'No new name of Go is known to be undefined.' : places.join(' ');
}
