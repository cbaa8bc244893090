import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import type { Found } from '../typescript/annotation.ts';
import { localCallsOf } from '../typescript/call-evidence.ts';
import { functionsIn, isOverloaded, type FunctionWithBody } from '../typescript/functions.ts';
import { parameterTypeOf } from '../typescript/parameter-types.ts';
import { isNamed } from './returns.ts';

/** The functions of a file with parameters without a type that nothing else gives, each with the types that are certain. */
export function parameterTypesIn(project: TypeScriptProject, file: TypeScript.SourceFile): readonly Found[] {
  const { ts } = project;
  return functionsIn(ts, file)
    .filter((node) => isNamed(ts, node) && !isOverloaded(project, node))
    .flatMap((node): readonly Found[] => {
      const missing = node.parameters.filter(
        ({ type, name }) => type === undefined && name.getText() !== 'this',
      );
      const [first] = missing;
      if (first === undefined) return [];
      if (!hasBrackets(ts, node)) return [{ node, why: 'its parameter stands without brackets' }];
      const edits = missing.flatMap((parameter) => editFor(project, node, parameter));
      return edits.length > 0 ? [{ node, edits }] : [{ node, why: whyUnknown(project, node, first) }];
    });
}

function editFor(
  project: TypeScriptProject,
  node: FunctionWithBody,
  parameter: TypeScript.ParameterDeclaration,
): readonly TextEdit[] {
  if (parameter.dotDotDotToken !== undefined) return [];
  const type = parameterTypeOf(project, node, node.parameters.indexOf(parameter));
  if (type === null || isOfOtherPlace(project, node, type)) return [];
  const { end } = parameter.questionToken ?? parameter.name;
  return [{ start: end, end, newText: `: ${type}` }];
}

/** Whether a type that the calls give holds a type parameter, which another function declares. */
function isOfOtherPlace({ ts }: TypeScriptProject, node: FunctionWithBody, type: string): boolean {
  const names = new Set(type.match(/[\w$]+/g));
  let isOther = false;
  const visit = (one: TypeScript.Node): void => {
    if (ts.isTypeParameterDeclaration(one) && names.has(one.name.text)) isOther = true;
    ts.forEachChild(one, visit);
  };
  visit(node.getSourceFile());
  return isOther;
}

function hasBrackets(ts: typeof TypeScript, node: FunctionWithBody): boolean {
  return node.getChildren().some(({ kind }) => kind === ts.SyntaxKind.CloseParenToken);
}

function whyUnknown(
  project: TypeScriptProject,
  node: FunctionWithBody,
  { name, initializer }: TypeScript.ParameterDeclaration,
): string {
  if (initializer !== undefined) return `the default of ${name.getText()} says no plain type`;
  return localCallsOf(project, node).length > 0
    ? `its calls do not give ${name.getText()} one plain type that its code reckons with`
    : `nothing is known of what ${name.getText()} is given: other files may call it, or nothing does`;
}
