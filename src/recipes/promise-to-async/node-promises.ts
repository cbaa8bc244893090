import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { memberOf } from '../callback-to-promise/node-modules.ts';
import { isStable, valueSymbolOf } from '../typescript/stable-names.ts';

/** Whether an expression is a call of which Node says that it gives a promise, also where its types are not there. */
export function isPromiseOfNode(project: TypeScriptProject, node: TypeScript.Expression): boolean {
  const { ts } = project;
  if (!ts.isCallExpression(node)) return false;
  const { expression: callee } = node;
  return isOfPromises(project, callee) || (ts.isIdentifier(callee) && isPromisified(project, callee));
}

/** `readFile` of `fs/promises`, `timers.setTimeout` of `timers/promises`, `fs.promises.stat`. */
function isOfPromises(project: TypeScriptProject, callee: TypeScript.Expression): boolean {
  const { ts } = project;
  if (memberOf(project, callee)?.module.endsWith('/promises') === true) return true;
  const owner = ts.isPropertyAccessExpression(callee) ? memberOf(project, callee.expression) : null;
  return owner !== null && owner.name === 'promises' && /^(?:fs|graceful-fs|dns|timers)$/.test(owner.module);
}

/** `const read = promisify(fs.readFile)`. */
function isPromisified(project: TypeScriptProject, name: TypeScript.Identifier): boolean {
  const { ts } = project;
  const [declaration] = valueSymbolOf(project, name)?.declarations ?? [];
  const value =
    declaration !== undefined && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  if (value === undefined || !ts.isCallExpression(value) || !isStable(project, name)) return false;
  const maker = memberOf(project, value.expression);
  return maker?.module === 'util' && maker.name === 'promisify';
}
