import { languageOf } from '../../domain/language.ts';
import { positionAt } from '../../domain/text.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';

const SCRIPTS: ReadonlySet<string> = new Set(['javascript', 'typescript', 'tsx']);
const ARROW_OF_KEY = /\w\s*:\s*(?:async\s*)?(?:\([^)]*\)|\w+)\s*(?::[^=]*)?=>/;

/**
 * Members of object literals that were functions which use `this` and are arrow functions now, which take `this` from around
 * the object: a mistake whatever the task is.
 */
export async function lostThis(changes: readonly TextChange[]): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const { path, before, after } of changes) {
    if (before === null || after === null || !SCRIPTS.has(languageOf(path) ?? '')) continue;
    if (!before.includes('this') || !ARROW_OF_KEY.test(after) || before === after) continue;
    const had = await membersUsingThis(path, before, (value) => value === 'FunctionExpression');
    const arrows = await membersUsingThis(path, after, (value) => value === 'ArrowFunctionExpression');
    for (const { name, offset, asked } of arrows) {
      const earlier = had.find((one) => one.name === name);
      // What an arrow function now takes from around the object was none of the object's.
      if (earlier === undefined || asked.every((one) => one !== null && !earlier.asked.includes(one)))
        continue;
      const message = `\`this\` is no longer the object in \`${name}\`, since it is an arrow function now. Keep it a method.`;
      found.push({ path, ...positionAt(after, offset), message });
    }
  }
  return found;
}

type Span = { readonly start: number; readonly end: number };
/** `asked` are the names of what it takes from `this`; null stands for `this` itself. */
type Member = {
  readonly name: string;
  readonly offset: number;
  readonly asked: readonly (string | null)[];
};
type Use = Span & { readonly asked: string | null };

async function membersUsingThis(
  path: string,
  text: string,
  isWanted: (type: string) => boolean,
): Promise<readonly Member[]> {
  const oxc = await import('oxc-parser');
  const members: (Omit<Member, 'asked'> & Span)[] = [];
  const owners: Span[] = [];
  const uses: Use[] = [];
  new oxc.Visitor({
    ObjectExpression: ({ properties }) => {
      for (const one of properties) {
        if (one.type !== 'Property' || one.key.type !== 'Identifier' || !isWanted(one.value.type)) continue;
        const { start, end } = one.value;
        if (one.kind === 'init') members.push({ name: one.key.name, offset: one.start, start, end });
      }
    },
    FunctionExpression: ({ start, end }) => owners.push({ start, end }),
    FunctionDeclaration: ({ start, end }) => owners.push({ start, end }),
    ClassBody: ({ start, end }) => owners.push({ start, end }),
    ThisExpression: ({ start, end }) => uses.push({ start, end, asked: memberBehind(text, end) }),
  }).visit(oxc.parseSync(path, text).program);
  // A function or a class in the member has a `this` of its own.
  const isOwn = (use: Span, member: Span): boolean =>
    isIn(use, member) &&
    !owners.some((owner) => owner.start > member.start && isIn(owner, member) && isIn(use, owner));
  return members.flatMap((member) => {
    const asked = uses.filter((use) => isOwn(use, member)).map((use) => use.asked);
    return asked.length === 0 ? [] : [{ ...member, asked }];
  });
}

function memberBehind(text: string, offset: number): string | null {
  return /^\s*\??\.\s*(#?[\w$]+)/.exec(text.slice(offset, offset + 100))?.[1] ?? null;
}

function isIn(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
