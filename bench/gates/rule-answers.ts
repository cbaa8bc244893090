import { parseSync, Visitor, type ArrowFunctionExpression, type Function as FunctionNode } from 'oxc-parser';
import type { FoundRule, RuleSource, SwitchAnswer } from './rule.ts';

/** What a function says by the type of its result, with the answers that leave its rule out. */
const ANSWERS: readonly (readonly [type: RegExp, ...answers: readonly SwitchAnswer[]])[] = [
  [/^:\s*(?:Promise<)?readonly\b.*\[\]>?$/s, '[]'],
  [/^:\s*(?:boolean|Promise<boolean>|\w+ is\b.*)$/s, 'true', 'false'],
  [/^:.*\| null>?$/s, 'null'],
];

/** Functions that list nothing, that find nothing, and that say yes to everything or no. */
export function answersOf({ path, text }: RuleSource): readonly FoundRule[] {
  const found: FoundRule[] = [];
  let name = '';
  const answer = ({ returnType, body, id }: FunctionNode | ArrowFunctionExpression): void => {
    if (returnType === null || returnType === undefined || body === null) return;
    const type = text.slice(returnType.start, returnType.end);
    const [, ...answers] = ANSWERS.find(([pattern]) => pattern.test(type)) ?? [];
    const kind = body.type === 'BlockStatement' ? 'block' : 'expression';
    for (const one of answers) {
      const off = kind === 'block' ? `{ return ${one}; }` : one;
      const named = `${id?.name ?? name} => ${one}`;
      found.push({ start: body.start, end: body.end, off, name: named, site: { kind, answer: one } });
    }
  };
  const { program } = parseSync(path, text);
  new Visitor({
    FunctionDeclaration: answer,
    ArrowFunctionExpression: answer,
    VariableDeclarator: ({ id }) => {
      if (id.type === 'Identifier') name = id.name;
    },
  }).visit(program);
  return found;
}
