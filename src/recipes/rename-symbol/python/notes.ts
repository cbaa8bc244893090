import { nodesBelow, textOf } from '../../python/tree.ts';
import type { Found } from './find-uses.ts';
import type { PythonOutside } from './outside.ts';
import { placeOf } from '../../python/project.ts';
import type { Names } from './scope-uses.ts';

const MAX_PLACES = 5;

/** What keeps the old name, for the user to look at. */
export function pythonNotes(
  { project, uses, candidate }: Found,
  outside: PythonOutside,
  { name }: Names,
): readonly string[] {
  const renamed = new Set(uses.renamings.map(({ node }) => node));
  const word = new RegExp(String.raw`(?<!\w)${name}(?!\w)`);
  const found: Record<'string_content' | 'comment', string[]> = { string_content: [], comment: [] };
  // What stands outside of a function does not speak of its variables.
  const isOpen = ['module', 'class_definition'].includes(candidate.scope.type);
  for (const file of isOpen ? project.files.values() : [candidate.file]) {
    for (const node of nodesBelow(isOpen ? file.tree.root : candidate.scope)) {
      if (node.type !== 'string_content' && node.type !== 'comment') continue;
      if (!renamed.has(node) && word.test(textOf(file.tree, node)))
        found[node.type].push(placeOf(file, node));
    }
  }
  const kept = (places: readonly string[], where: string): readonly string[] =>
    places.length === 0 ? [] : [`${name} stays ${where}: ${listed(places)}.`];
  return [
    ...kept(uses.uncertain, 'where nobody knows what it means'),
    ...kept(uses.unknown, 'on values of unknown type'),
    ...kept(found.string_content, 'in strings'),
    ...kept(found.comment, 'in comments'),
    ...kept(outside.running, 'in templates and settings'),
    ...kept(outside.prose, 'in other files'),
  ];
}

/** The first places, and how many there are besides. */
export function listed(places: readonly string[]): string {
  const all = [...new Set(places)];
  const shown = all.slice(0, MAX_PLACES).join(', ');
  return all.length <= MAX_PLACES ? shown : `${shown} and ${all.length - MAX_PLACES} more`;
}
