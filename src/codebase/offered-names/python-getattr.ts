import type { Node } from '../languages/tree-sitter.ts';

/**
 * The names that a module-level `__getattr__` answers to: those that it compares the asked name with, where it raises in
 * every other case. Null where it may answer to any.
 */
export function answeredNames(definition: Node): readonly string[] | null {
  const asked = definition.childForFieldName('parameters')?.namedChildren[0];
  const name = asked?.type === 'identifier' ? asked.text : asked?.namedChildren[0]?.text;
  const body = definition.childForFieldName('body');
  if (name === undefined || body?.namedChildren.at(-1)?.type !== 'raise_statement') return null;
  const names: string[] = [];
  for (const one of body.descendantsOfType(['return_statement', 'yield'])) {
    const compared = one === null ? null : comparedAbove(one, { name, body });
    if (compared === null) return null;
    names.push(...compared);
  }
  return names;
}

type Within = { readonly name: string; readonly body: Node };

/** The strings that the name is compared with in the innermost condition around a statement that says so. */
function comparedAbove(node: Node, { name, body }: Within): readonly string[] | null {
  for (let block: Node | null = node; block !== null && block.id !== body.id; block = block.parent) {
    const { parent } = block;
    const isChosen =
      (parent?.type === 'if_statement' || parent?.type === 'elif_clause') &&
      parent.childForFieldName('consequence')?.id === block.id;
    const compared = isChosen ? comparedIn(parent.childForFieldName('condition'), name) : null;
    if (compared !== null) return compared;
  }
  return null;
}

/** `name == "a"`, `name in ("a", "b")` */
function comparedIn(condition: Node | null, name: string): readonly string[] | null {
  if (condition?.type !== 'comparison_operator') return null;
  const [left, right, ...others] = condition.namedChildren;
  if (left?.text !== name || right === undefined || right === null || others.length > 0) return null;
  const parts = right.type === 'string' ? [right] : right.namedChildren;
  const isListed =
    /^(?:string|tuple|set|list)$/.test(right.type) && /^\S+\s*(?:==|in)\s/.test(condition.text);
  if (!isListed || parts.some((part) => part?.type !== 'string')) return null;
  return parts.flatMap((part) => /^\w*(["'])(\w+)\1$/.exec(part?.text ?? '')?.[2] ?? []);
}
