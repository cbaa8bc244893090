import { isBuiltin } from 'node:module';

/** How a project sorts its imports. */
export type Order = {
  /** The kinds of modules that come one after the other; a kind that is not named goes with the packages. */
  readonly kinds: readonly ModuleKind[];
  readonly letters: Letters;
  readonly types: Types;
};

/** How the names of one import are sorted. */
export type MemberOrder = Pick<Order, 'letters' | 'types'>;

type ModuleKind = 'builtin' | 'package' | 'alias' | 'relative';
/** Capital letters before small ones, both alike, or as a dictionary has them, which looks at signs last. */
type Letters = 'alike' | 'capitals-first' | 'dictionary';
type Types = 'among' | 'last' | 'first';

/** What is sorted: a module or a name, and whether only its type is taken. */
export type Sorted = { readonly text: string; readonly isTypeOnly: boolean };

const LETTERS = ['alike', 'capitals-first', 'dictionary'] as const;
const TYPES = ['among', 'last', 'first'] as const;
const KINDS: readonly Order['kinds'][] = [
  ['package', 'relative'],
  ['builtin', 'package', 'relative'],
  ['builtin', 'package', 'alias', 'relative'],
  ['package', 'alias', 'relative'],
];
const ALIAS = /^(?:[@~#]\/|~|#)/;

/** The orders that projects are known to have, that of TypeScript's own editor service first. */
export const MEMBER_ORDERS: readonly MemberOrder[] = TYPES.flatMap((types) =>
  LETTERS.map((letters) => ({ letters, types })),
);
export const ORDERS: readonly Order[] = KINDS.flatMap((kinds) =>
  MEMBER_ORDERS.map((order) => ({ ...order, kinds })),
);

/** Whether two modules stand the wrong way around: above 0. */
export function compareModules({ kinds, ...order }: Order, one: Sorted, other: Sorted): number {
  const rank = ({ text }: Sorted): number => kinds.indexOf(kindIn(kinds, text));
  return byType(order, one, other) || rank(one) - rank(other) || byLetters(order, one, other);
}

export function compareMembers(order: MemberOrder, one: Sorted, other: Sorted): number {
  return byType(order, one, other) || byLetters(order, one, other);
}

function byType({ types }: MemberOrder, one: Sorted, other: Sorted): number {
  if (types === 'among') return 0;
  const difference = Number(one.isTypeOnly) - Number(other.isTypeOnly);
  return types === 'last' ? difference : -difference;
}

function byLetters({ letters }: MemberOrder, { text: one }: Sorted, { text: other }: Sorted): number {
  switch (letters) {
    case 'alike':
      return compare(one.toLowerCase(), other.toLowerCase()) || compare(one, other);
    case 'capitals-first':
      return compare(one, other);
    case 'dictionary':
      return one.localeCompare(other, 'en') || compare(one, other);
  }
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

function kindIn(kinds: Order['kinds'], module: string): ModuleKind {
  const kind = kindOf(module);
  return kinds.includes(kind) ? kind : 'package';
}

function kindOf(module: string): ModuleKind {
  if (/^\.{1,2}(?:\/|$)/.test(module)) return 'relative';
  if (ALIAS.test(module)) return 'alias';
  return isBuiltin(module) ? 'builtin' : 'package';
}
