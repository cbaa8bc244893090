import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { isContradicted, localCallsOf } from './call-evidence.ts';
import type { FunctionWithBody } from './functions.ts';
import { writtenType } from './written-types.ts';

/**
 * The type that the default of a parameter says, or all calls where its file has all of them and they agree; null where
 * nothing says it, or the code reckons with something else.
 */
export function parameterTypeOf(
  project: TypeScriptProject,
  fn: FunctionWithBody,
  index: number,
): string | null {
  const parameter = fn.parameters[index];
  if (parameter === undefined || !project.ts.isIdentifier(parameter.name)) return null;
  const sources = parameter.initializer === undefined ? argumentsFor(project, fn, index) : [parameter];
  const types = sources.map((node) => concreteType(project, node));
  const [first] = types;
  if (first === undefined || first === null || types.some((type) => type !== first)) return null;
  // In TypeScript a default is the type, which all code is held to already.
  const isDeclared = parameter.initializer !== undefined && /\.[cm]?tsx?$/.test(fn.getSourceFile().fileName);
  return !isDeclared && isContradicted(project, fn, parameter.name) ? null : first;
}

/** What every call gives for a parameter; nothing where one gives nothing for certain. */
function argumentsFor(
  project: TypeScriptProject,
  fn: FunctionWithBody,
  index: number,
): readonly TypeScript.Expression[] {
  const { ts } = project;
  const found = localCallsOf(project, fn).map(({ arguments: given }) => {
    const isSpread = given.slice(0, index + 1).some((one) => ts.isSpreadElement(one));
    return isSpread ? undefined : given[index];
  });
  const certain = found.filter((argument) => argument !== undefined);
  return certain.length === found.length ? certain : [];
}

/** A type that others may rely on: no shape of an object or a function that just one place has. */
function concreteType(project: TypeScriptProject, node: TypeScript.Node): string | null {
  const { checker } = project;
  const type = checker.getBaseTypeOfLiteralType(checker.getTypeAtLocation(node));
  const written = writtenType(project, type, node);
  if (typeof written === 'string') return null;
  const isVague = /=>|[{}'"]|\b(?:unknown|object|Object|Function|void|null|undefined|typeof|this)\b/;
  return isVague.test(written.type) ? null : written.type;
}
