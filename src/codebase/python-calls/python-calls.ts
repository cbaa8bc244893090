import { nodesOfTypes, tryTree, type Node } from '../languages/tree-sitter.ts';

/** What a function takes by its head; null for `maxPositional` where it takes any number, for `keywords` any name. */
export type Parameters = {
  readonly maxPositional: number | null;
  readonly keywords: ReadonlySet<string> | null;
};

/** A call of a plain name. */
export type NamedCall = {
  readonly name: string;
  readonly line: number;
  readonly keywords: readonly string[];
  /** Null where it unpacks a list. */
  readonly positional: number | null;
};

/** The functions at the top level of a text that nothing decorates and that are defined once, and what calls plain names. */
export type PythonCalls = {
  readonly functions: ReadonlyMap<string, Parameters>;
  readonly calls: readonly NamedCall[];
};

const NONE: PythonCalls = { functions: new Map(), calls: [] };

/** Reads the functions and the calls of a Python text; none of a text with syntax errors. */
export async function pythonCalls(text: string): Promise<PythonCalls> {
  const result = await tryTree({ language: 'python', text }, ({ rootNode }): PythonCalls => {
    return rootNode.hasError ? NONE : { functions: functionsIn(rootNode), calls: callsIn(rootNode) };
  });
  return result.kind === 'parsed' ? result.value : NONE;
}

function functionsIn(root: Node): ReadonlyMap<string, Parameters> {
  const defined = nodesOfTypes(root, (type) => /^(?:function|class)_definition$/.test(type));
  const counts = Map.groupBy(defined, (node) => node.childForFieldName('name')?.text ?? '');
  const found = new Map<string, Parameters>();
  for (const node of root.namedChildren) {
    const name = node?.type === 'function_definition' ? (node.childForFieldName('name')?.text ?? '') : '';
    const parameters = node?.childForFieldName('parameters');
    if (name !== '' && parameters && counts.get(name)?.length === 1)
      found.set(name, parametersOf(parameters));
  }
  return found;
}

function parametersOf(list: Node): Parameters {
  const positional: string[] = [];
  const named = new Set<string>();
  let [takesAny, takesAnyName, isKeywordOnly] = [false, false, false];
  for (const node of list.namedChildren) {
    const pattern = node?.type === 'typed_parameter' ? node.namedChildren[0] : node;
    const name = pattern?.childForFieldName('name')?.text ?? pattern?.text ?? '';
    if (pattern?.type === 'list_splat_pattern') takesAny = isKeywordOnly = true;
    else if (pattern?.type === 'keyword_separator') isKeywordOnly = true;
    else if (pattern?.type === 'dictionary_splat_pattern') takesAnyName = true;
    else if (pattern?.type === 'positional_separator') named.clear();
    else if (node?.type !== 'comment') {
      if (!isKeywordOnly) positional.push(name);
      named.add(name);
    }
  }
  return { maxPositional: takesAny ? null : positional.length, keywords: takesAnyName ? null : named };
}

function callsIn(root: Node): readonly NamedCall[] {
  return nodesOfTypes(root, (type) => type === 'call').flatMap((node): readonly NamedCall[] => {
    const callee = node.childForFieldName('function');
    const list = node.childForFieldName('arguments');
    if (callee?.type !== 'identifier' || list?.type !== 'argument_list') return [];
    const given = list.namedChildren.filter((one) => one !== null && one.type !== 'comment');
    const keywords = given.filter((one) => one?.type === 'keyword_argument');
    const isUnpacked = given.some((one) => one?.type === 'list_splat');
    const others = given.filter((one) => !/^(?:keyword_argument|dictionary_splat)$/.test(one?.type ?? ''));
    return [
      {
        name: callee.text,
        line: node.startPosition.row + 1,
        keywords: keywords.map((one) => one?.childForFieldName('name')?.text ?? ''),
        positional: isUnpacked ? null : others.length,
      },
    ];
  });
}
