import type { Argument, Expression } from 'oxc-parser';

/** A part of a chain: `.name`, and what it is called with, if it is called. A call of what a call gives has no name. */
export type Link = { readonly name: string; readonly given: readonly Argument[] | null };

/** A chain of members and calls, e.g. `expect(x).not.toBe(1)`, from its root on. */
export type Chain = {
  /** Where the root begins and ends in the text. */
  readonly root: Expression;
  readonly links: readonly Link[];
};

/** Takes a chain apart; the first link is the root, without a name where that is no identifier. */
export function chainOf(node: Expression): Chain {
  const links: Link[] = [];
  let given: readonly Argument[] | null = null;
  let current = node;
  for (;;) {
    switch (current.type) {
      case 'CallExpression':
        if (given !== null) links.push({ name: '', given });
        given = current.arguments;
        current = current.callee;
        break;
      case 'TaggedTemplateExpression':
        if (given !== null) links.push({ name: '', given });
        given = [current.quasi];
        current = current.tag;
        break;
      case 'MemberExpression':
        links.push({ name: nameOf(current.property), given });
        given = null;
        current = current.object;
        break;
      case 'ChainExpression':
      case 'ParenthesizedExpression':
      case 'TSNonNullExpression':
        current = current.expression;
        break;
      default: {
        const name = current.type === 'Identifier' ? current.name : '';
        return { root: current, links: [...links, { name, given }].toReversed() };
      }
    }
  }
}

function nameOf(property: { readonly type: string; readonly name?: unknown }): string {
  return property.type === 'Identifier' && typeof property.name === 'string' ? property.name : '';
}
