import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { FunctionWithBody } from '../typescript/functions.ts';
import { parameterTypeOf } from '../typescript/parameter-types.ts';
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
    const type = parameterTypeOf(project, fn, index);
    if (type === null) return [];
    const isOptional = parameter.initializer !== undefined;
    return [{ kind: 'param', name: name.text, isOptional, type, before: names.slice(0, index) }];
  });
}
