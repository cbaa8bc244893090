import { nodesBelow, textOf, type PyNode } from '../../python/tree.ts';
import type { Candidate } from './candidates.ts';
import { argumentUses } from './arguments.ts';
import { placeOf, type PythonProject } from '../../python/project.ts';
import type { SymbolUses } from './renaming.ts';
import { scopeObstacle, scopeRenamings, type Names } from './scope-uses.ts';

const READS_FRAME = new Set(['locals', 'vars', 'eval', 'exec']);

/** Every use of a variable or a parameter of a function, and for a parameter the keyword arguments that name it. */
export function usesOfLocal(project: PythonProject, candidate: Candidate, names: Names): SymbolUses {
  const { file, scope } = candidate;
  const frames = [...nodesBelow(scope)].filter(
    (node) =>
      node.type === 'identifier' &&
      node.parent?.type === 'call' &&
      node.field === 'function' &&
      READS_FRAME.has(textOf(file.tree, node)),
  );
  const given =
    candidate.kind === 'parameter'
      ? argumentUses(project, candidate, names)
      : { renamings: [], uncertain: [], obstacle: null };
  return {
    renamings: [...scopeRenamings({ file, scope }, names), ...given.renamings],
    homes: [{ file, scope }],
    uncertain: [...frames.map((node: PyNode) => placeOf(file, node)), ...given.uncertain],
    unknown: [],
    obstacle: scopeObstacle(file, scope, names.name) ?? given.obstacle,
  };
}
