import { surelyExits } from '../python/flow.ts';
import { functionsOf, labelOf, ownNodes, type PyFunction } from '../python/functions.ts';
import { usesOfName } from '../python/scopes.ts';
import { childIn, nodesBelow, textOf, type PyNode } from '../python/tree.ts';
import { placeOf, type PythonFile } from '../python/project.ts';
import { assignedName, type Holder } from './sites.ts';

/** A variable that is given dictionary literals, or a function that returns them. */
export type Candidate = Holder & {
  readonly kind: 'variable' | 'function';
  /** Where it stands first, as path:line. */
  readonly place: string;
  readonly literals: readonly PyNode[];
  /** The annotations that say what it is: of the variable or of what the function returns. */
  readonly types: readonly PyNode[];
  /** What speaks against it before anybody has looked at its uses. */
  readonly fault: string | null;
};

/** What a file has that may become a dataclass, in the order of the text. */
export function candidatesIn(file: PythonFile): readonly Candidate[] {
  const variables = variablesIn(file);
  const functions = functionsOf(file.tree).flatMap((one) => functionCandidate(file, one) ?? []);
  return [...variables, ...functions].toSorted((a, b) => firstOf(a) - firstOf(b));
}

function firstOf({ literals }: Candidate): number {
  return literals[0]?.start ?? 0;
}

function variablesIn(file: PythonFile): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  for (const literal of nodesBelow(file.tree.root)) {
    const assigned = literal.type === 'dictionary' ? assignedName(literal) : null;
    if (assigned === null) continue;
    const { left, type } = assigned;
    const name = textOf(file.tree, left);
    const home = homeOf(file, name, left);
    const key = `${home.start} ${home.type} ${name}`;
    const known = found.get(key);
    found.set(key, {
      ...(known ?? { file, name, home, kind: 'variable', place: placeOf(file, left), fault: null }),
      bindings: new Set([...(known?.bindings ?? []), left.start]),
      literals: [...(known?.literals ?? []), literal],
      types: [...(known?.types ?? []), ...(type === null ? [] : [type])],
    });
  }
  return [...found.values()];
}

function functionCandidate(file: PythonFile, one: PyFunction): Candidate | null {
  const returned = [...ownNodes(one.node)]
    .filter(({ type }) => type === 'return_statement')
    .map(({ children }) => children.find(({ type }) => type !== 'return' && type !== 'comment'));
  const literals = returned.filter((value) => value?.type === 'dictionary');
  const named = childIn(one.node, 'name');
  if (named === null || literals.length === 0) return null;
  const type = childIn(one.node, 'return_type');
  return {
    kind: 'function',
    file,
    name: one.name,
    place: placeOf(file, named),
    home: homeOf(file, one.name, named),
    bindings: new Set([named.start]),
    literals: literals.flatMap((literal) => literal ?? []),
    types: type === null ? [] : [type],
    fault: functionFault(file, one, literals.length < returned.length),
  };
}

function functionFault(file: PythonFile, one: PyFunction, hasOthers: boolean): string | null {
  if (one.owner !== null) return `${labelOf(file.tree, one)} is a method`;
  if (one.decorators.length > 0) return 'it is decorated';
  if (one.node.children[0]?.type === 'async') return 'it is a coroutine';
  if ([...ownNodes(one.node)].some(({ type }) => type === 'yield')) return 'it is a generator';
  const ends = childIn(one.node, 'body')?.children.some(surelyExits) ?? false;
  return hasOthers || !ends ? 'it does not return a dictionary literal in every case' : null;
}

function homeOf(file: PythonFile, name: string, node: PyNode): PyNode {
  return usesOfName(file.tree, name).find((use) => use.node === node)?.home ?? file.tree.root;
}
