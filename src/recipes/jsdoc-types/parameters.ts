import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { FunctionWithBody } from '../typescript/functions.ts';
import { writtenType } from '../typescript/written-types.ts';
import { isContradicted, localCallsOf } from './evidence.ts';
import type { Tag } from './tags.ts';

/** The tags for the parameters whose types their defaults give, or all calls where the file has all of them. */
export function parameterTags(project: TypeScriptProject, fn: FunctionWithBody): readonly Tag[] {
  const { ts } = project;
  const names = fn.parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : ''));
  const tagged = ts.getJSDocTags(fn).filter((tag) => ts.isJSDocParameterTag(tag));
  const isStrange = tagged.some(({ name }) => !names.includes(name.getText().replace(/\..*/, '')));
  if (isStrange || names.includes('arguments')) return [];
  return fn.parameters.flatMap((parameter, index): readonly Tag[] => {
    const { name } = parameter;
    const isPlain = ts.isIdentifier(name) && parameter.dotDotDotToken === undefined;
    if (!isPlain || ts.getJSDocType(parameter) !== undefined) return [];
    const type = typeOf(project, fn, index);
    if (type === null || isContradicted(project, fn, name)) return [];
    const isOptional = parameter.initializer !== undefined;
    return [{ kind: 'param', name: name.text, isOptional, type, before: names.slice(0, index) }];
  });
}

function typeOf(project: TypeScriptProject, fn: FunctionWithBody, index: number): string | null {
  const parameter = fn.parameters[index];
  if (parameter === undefined) return null;
  const sources = parameter.initializer === undefined ? argumentsFor(project, fn, index) : [parameter];
  const types = sources.map((node) => concreteType(project, node));
  const [first] = types;
  return first !== undefined && types.every((type) => type === first) ? first : null;
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
