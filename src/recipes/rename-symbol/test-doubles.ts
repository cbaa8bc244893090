import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { memberOfModule } from './exported-member.ts';

const MOCKS = /^(?:mock|doMock|unstable_mockModule|mockModule|module)$/;
const SPIES = /^(?:spyOn|spy|stub|replace|method)$/;

/** Whether a string names a member for a test tool to watch: `spyOn(service, 'add')`, `mock.method(service, 'add')`. */
export function isSpiedName(ts: typeof TypeScript, node: TypeScript.StringLiteralLike): boolean {
  const { parent } = node;
  return ts.isCallExpression(parent) && parent.arguments[1] === node && SPIES.test(calledName(ts, parent));
}

/** The member that such a string names. */
export function spiedMember(
  { ts, checker }: TypeScriptProject,
  node: TypeScript.StringLiteralLike,
): TypeScript.Symbol | undefined {
  const watched = ts.isCallExpression(node.parent) ? node.parent.arguments[0] : undefined;
  return watched === undefined ? undefined : checker.getTypeAtLocation(watched).getProperty(node.text);
}

/** What a key stands in for in the factory of a mocked module: `vi.mock('./a', () => ({ add: … }))`. */
export function mockedExports(
  project: TypeScriptProject,
  literal: TypeScript.Node,
  name: string,
): readonly TypeScript.Symbol[] {
  const { ts, modules } = project;
  const call = factoryCall(ts, literal);
  const [mocked] = call?.arguments ?? [];
  const specifier = mocked !== undefined && ts.isCallExpression(mocked) ? mocked.arguments[0] : mocked;
  if (call === null || specifier === undefined || !ts.isStringLiteralLike(specifier)) return [];
  const path = modules.resolve(specifier.text, project.pathOf(call.getSourceFile()) ?? '');
  const file = path === null ? undefined : project.sourceFile(path);
  return file === undefined ? [] : memberOfModule(project, file, name);
}

/** The mocking call whose factory returns the literal, or null. */
function factoryCall(ts: typeof TypeScript, literal: TypeScript.Node): TypeScript.CallExpression | null {
  let at = literal.parent;
  while (ts.isParenthesizedExpression(at) || ts.isReturnStatement(at) || ts.isBlock(at)) at = at.parent;
  if (!ts.isArrowFunction(at) && !ts.isFunctionExpression(at)) return null;
  const call = at.parent;
  return ts.isCallExpression(call) && call.arguments[1] === at && MOCKS.test(calledName(ts, call))
    ? call
    : null;
}

function calledName(ts: typeof TypeScript, { expression }: TypeScript.CallExpression): string {
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return ts.isIdentifier(expression) ? expression.text : '';
}
