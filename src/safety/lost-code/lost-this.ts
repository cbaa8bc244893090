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
    for (const { name, offset } of arrows) {
      if (!had.some((one) => one.name === name)) continue;
      const message = `\`this\` is no longer the object in \`${name}\`, since it is an arrow function now. Keep it a method.`;
      found.push({ path, ...positionAt(after, offset), message });
    }
  }
  return found;
}

type Span = { readonly start: number; readonly end: number };
type Member = { readonly name: string; readonly offset: number };

async function membersUsingThis(
  path: string,
  text: string,
  isWanted: (type: string) => boolean,
): Promise<readonly Member[]> {
  const oxc = await import('oxc-parser');
  const members: (Member & Span)[] = [];
  const owners: Span[] = [];
  const uses: Span[] = [];
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
    ThisExpression: ({ start, end }) => uses.push({ start, end }),
  }).visit(oxc.parseSync(path, text).program);
  // A function or a class in the member has a `this` of its own.
  return members.filter((member) =>
    uses.some(
      (use) =>
        isIn(use, member) &&
        !owners.some((owner) => owner.start > member.start && isIn(owner, member) && isIn(use, owner)),
    ),
  );
}

function isIn(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
