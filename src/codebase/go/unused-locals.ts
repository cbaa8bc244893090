import type { Node } from '../languages/tree-sitter.ts';

/** A variable of a function that is given a value and never read. */
export type UnusedLocal = { readonly name: string; readonly offset: number };

/** What declares variables, by the field that names them. */
const DECLARES = ['short_var_declaration', 'var_spec', 'range_clause'];

/** The variables that nothing in their function mentions again, which the compiler refuses. */
export function unusedLocals(root: Node): readonly UnusedLocal[] {
  const functions = root.namedChildren.filter(
    (node) => node?.type === 'function_declaration' || node?.type === 'method_declaration',
  );
  return functions.flatMap((node) => {
    const body = node?.childForFieldName('body') ?? null;
    return body === null ? [] : unusedIn(body);
  });
}

/** Names are told apart by their text alone: of two variables of one name either may be the one that is read. */
function unusedIn(body: Node): readonly UnusedLocal[] {
  const mentions = Map.groupBy(namesOfType(body, ['identifier']), ({ text }) => text);
  return body
    .descendantsOfType(DECLARES)
    .flatMap((declaration) => (declaration === null ? [] : declaredBy(declaration)))
    .filter(({ text }) => text !== '_' && mentions.get(text)?.length === 1)
    .map(({ text, startIndex }) => ({ name: text, offset: startIndex }));
}

function declaredBy(declaration: Node): readonly Node[] {
  if (declaration.type === 'var_spec') {
    return declaration.childrenForFieldName('name').filter((one) => one !== null);
  }
  const left = declaration.childForFieldName('left');
  // `for i = range list` takes a variable that there is.
  const isNew = declaration.children.some((child) => child?.text === ':=');
  return left === null || (!isNew && declaration.type === 'range_clause')
    ? []
    : namesOfType(left, ['identifier']);
}

function namesOfType(node: Node, types: string[]): readonly Node[] {
  return node.descendantsOfType(types).filter((one) => one !== null);
}
