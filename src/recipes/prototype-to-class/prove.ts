import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { outlineOf } from '../typescript/tree-outline.ts';
import type { Conversion } from './edits.ts';

/**
 * Whether a file is the same but for the class: without the function, its methods and its links on one side and the
 * class on the other nothing differs, and every member of the class has the code that the function had.
 */
export function isSameBut(
  ts: typeof TypeScript,
  conversion: Conversion,
  after: TypeScript.SourceFile,
): boolean {
  const { constructor, earlyExport, links } = conversion;
  const { node, name, methods, inheritance } = constructor;
  const gone = new Set<TypeScript.Node>([...methods.map(({ statement }) => statement), ...links]);
  if (inheritance !== null) gone.add(inheritance.statement);
  const exported = earlyExport === null ? '' : outlineOf(ts, earlyExport);
  let made: TypeScript.ClassLikeDeclaration | null = null;
  const before = outlineOf(ts, node.getSourceFile(), (one) => {
    if (one === node) return '<class>';
    return gone.has(one) || one === earlyExport ? '' : null;
  });
  const now = outlineOf(ts, after, (one) => {
    if (made === null && ts.isClassLike(one) && isNamed(ts, one, name.text)) {
      made = one;
      return '<class>';
    }
    const isExport = exported !== '' && ts.isExpressionStatement(one) && one.parent === after;
    return isExport && outlineOf(ts, one) === exported ? '' : null;
  });
  return made !== null && before === now && hasSameCode(ts, conversion, made);
}

function hasSameCode(
  ts: typeof TypeScript,
  { constructor, baseCall }: Conversion,
  made: TypeScript.ClassLikeDeclaration,
): boolean {
  const { node, methods, inheritance } = constructor;
  const base = inheritance === null ? '' : outlineOf(ts, inheritance.base);
  const extended =
    made.heritageClauses
      ?.flatMap(({ types }) => types.map(({ expression }) => outlineOf(ts, expression)))
      .join(' ') ?? '';
  const expected = methods.map(({ key, node: method }) => `${key} ${codeOf(ts, method)}`);
  const own = made.members
    .filter((one) => ts.isMethodDeclaration(one))
    .map((one) => `${one.name.getText()} ${codeOf(ts, one)}`);
  const [constructed] = made.members.filter((one) => ts.isConstructorDeclaration(one));
  const isSame = base === extended && expected.join('\0') === own.join('\0');
  if (constructed === undefined)
    return isSame && node.body?.statements.length === 0 && node.parameters.length === 0;
  const calls = baseCall === null ? '' : outlineOf(ts, baseCall.node);
  const written = codeOf(ts, constructed, (one) =>
    calls !== '' && ts.isCallExpression(one) && one.expression.kind === ts.SyntaxKind.SuperKeyword
      ? '<base>'
      : null,
  );
  return isSame && written === codeOf(ts, node, (one) => (one === baseCall?.node ? '<base>' : null));
}

/** What a function is but for its name: whether it is async or a generator, its parameters, its body. */
function codeOf(
  ts: typeof TypeScript,
  node: TypeScript.FunctionLikeDeclaration,
  replacement: (one: TypeScript.Node) => string | null = () => null,
): string {
  const marks = [
    ...(node.modifiers ?? []),
    ...(node.asteriskToken === undefined ? [] : [node.asteriskToken]),
  ].map((one) => one.getText());
  const kept = marks.filter((mark) => mark === 'async' || mark === '*');
  const parts = [...node.parameters, ...(node.body === undefined ? [] : [node.body])];
  return [...kept, ...parts.map((part) => outlineOf(ts, part, replacement))].join(' ');
}

function isNamed(ts: typeof TypeScript, node: TypeScript.ClassLikeDeclaration, name: string): boolean {
  if (node.name !== undefined) return node.name.text === name;
  return ts.isVariableDeclaration(node.parent) && node.parent.name.getText() === name;
}
