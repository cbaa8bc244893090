import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { functionsIn, labelOf, type FunctionWithBody } from '../typescript/functions.ts';
import { isWithin } from '../typescript/syntax.ts';
import { mentions } from './handler.ts';
import type { Kept, Site } from './site.ts';

const OWN_CALLBACK = /^(?:cb|callback|done|fn)$|(?:Cb|Callback)$/;

/** The parameter through which a function hands its outcome to its callers; null for one that has none. */
export function ownCallbackOf(node: FunctionWithBody): TypeScript.ParameterDeclaration | null {
  const last = node.parameters.at(-1);
  return last !== undefined && OWN_CALLBACK.test(last.name.getText()) ? last : null;
}

/** Why a call stays whose outcome a function around it hands to its callers; null for any other. */
export function whyItHandsOn(project: TypeScriptProject, { node, call }: Site | Kept): string | null {
  if (node !== call) return null;
  const around = functionsIn(project.ts, node.getSourceFile()).filter((one) => isWithin(node, one));
  const taking = around.find((one) => {
    const callback = ownCallbackOf(one);
    return callback !== null && mentions(project, [call], callback);
  });
  return taking === undefined
    ? null
    : `${labelOf(project.ts, taking)} takes the callback that gets its outcome`;
}
