import { tryTree, type Node } from '../languages/tree-sitter.ts';
import { ANY_NAME, type OfferedNames } from './names-of-text.ts';
import { answeredNames } from './python-getattr.ts';
import { makesNames } from './python-open.ts';

const GLOBAL = /\bglobal\s+([\w, \t]+)/g;

/** Answers for names that no statement binds, whoever made it. */
const ANSWERS = '__getattr__';

type Found = {
  readonly names: Set<string>;
  readonly stars: string[];
  /** The functions that answer for names. */
  readonly answering: Node[];
};

/** The names that a Python text binds at its top level, in whatever branch; a leading underscore hides none of them. */
export async function pythonOffered(text: string): Promise<OfferedNames> {
  const result = await tryTree({ language: 'python', text }, ({ rootNode }) => offeredByTree(text, rootNode));
  return result.kind === 'parsed' ? result.value : ANY_NAME;
}

/** The same as {@link pythonOffered} for who has the tree of the text. */
export function offeredByTree(text: string, root: Node): OfferedNames {
  const found: Found = { names: new Set(), stars: [], answering: [] };
  const { names, stars } = found;
  visit(root, found);
  const answered = found.answering.map(answeredNames);
  if (root.hasError || answered.includes(null) || makesNames(root, text)) return ANY_NAME;
  // Made by a call, or taken from elsewhere: nobody can tell what it answers to.
  if (answered.length === 0 && names.has(ANSWERS)) return ANY_NAME;
  for (const name of answered.flatMap((some) => some ?? [])) names.add(name);
  for (const [, list = ''] of text.matchAll(GLOBAL))
    for (const name of list.split(',')) names.add(name.trim());
  return { names, stars, isOpen: false };
}

function visit(node: Node, found: Found): void {
  switch (node.type) {
    case 'function_definition':
      if (node.childForFieldName('name')?.text === ANSWERS) found.answering.push(node);
      return addBound(node.childForFieldName('name'), found);
    case 'class_definition':
      return addBound(node.childForFieldName('name'), found);
    case 'import_statement':
      return addImported(node, found);
    case 'import_from_statement':
      return addTaken(node, found);
    case 'lambda':
    case 'call':
    case 'string':
      return addWalrus(node, found);
    case 'assignment':
    case 'for_statement':
      addBound(node.childForFieldName('left'), found);
      break;
    case 'as_pattern_target':
    case 'case_pattern':
      return addBound(node, found);
    case 'named_expression':
      addBound(node.childForFieldName('name'), found);
      break;
    case 'type_alias_statement':
      addBound(node.namedChildren[0] ?? null, found);
  }
  for (const child of node.namedChildren) if (child !== null) visit(child, found);
}

/** The identifiers of a target; `a.b = 1` and `a[0] = 1` bind none, and to count `a` does no harm. */
function addBound(target: Node | null, { names }: Found): void {
  if (target?.type === 'identifier') names.add(target.text);
  else for (const one of target?.descendantsOfType('identifier') ?? []) if (one !== null) names.add(one.text);
}

/** `print(x := 1)` */
function addWalrus(node: Node, found: Found): void {
  if (!node.text.includes(':=')) return;
  for (const one of node.descendantsOfType('named_expression'))
    addBound(one?.childForFieldName('name') ?? null, found);
}

/** `import a.b, c as d` binds `a` and `d`. */
function addImported(node: Node, { names }: Found): void {
  for (const child of node.namedChildren) {
    const alias = child?.childForFieldName('alias')?.text;
    names.add(alias ?? child?.text.split('.')[0] ?? '');
  }
}

function addTaken(node: Node, { names, stars }: Found): void {
  for (const child of node.childrenForFieldName('name'))
    if (child !== null) names.add(child.childForFieldName('alias')?.text ?? child.text);
  if (node.namedChildren.some((child) => child?.type === 'wildcard_import'))
    stars.push(node.childForFieldName('module_name')?.text ?? '');
}
