import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { isFunctionWithBody, usesOwn } from '../typescript/functions.ts';
import { valueSymbolOf } from '../typescript/stable-names.ts';

type Types = Pick<TypeScriptProject, 'ts' | 'checker'>;

/** Whether an expression may give a promise: the types say so, or do not know. */
export function mayBePromise(types: Types, node: TypeScript.Expression): boolean {
  const type = types.checker.getTypeAtLocation(node);
  return (type.flags & types.ts.TypeFlags.Void) !== 0 ? !isSilent(types, node) : mayHoldPromise(types, type);
}

/** Whether a call of a function may give a promise. */
export function mayGivePromise(types: Types, callee: TypeScript.Expression): boolean {
  const signatures = types.checker.getTypeAtLocation(callee).getCallSignatures();
  return signatures.length === 0 || signatures.some((one) => !isSilentCall(types, one));
}

function isSilentCall(types: Types, signature: TypeScript.Signature): boolean {
  const type = signature.getReturnType();
  if ((type.flags & types.ts.TypeFlags.Void) === 0) return !mayHoldPromise(types, type);
  return signature.declaration?.getSourceFile().isDeclarationFile === true;
}

function mayHoldPromise({ ts, checker }: Types, whole: TypeScript.Type): boolean {
  const { TypeFlags } = ts;
  const plain =
    TypeFlags.StringLike |
    TypeFlags.NumberLike |
    TypeFlags.BigIntLike |
    TypeFlags.BooleanLike |
    TypeFlags.ESSymbolLike |
    TypeFlags.Null |
    TypeFlags.Undefined |
    TypeFlags.Never;
  const isPlain = (type: TypeScript.Type): boolean => {
    if (type.isUnion()) return type.types.every(isPlain);
    if ((type.flags & plain) !== 0) return true;
    const isObject = (type.flags & TypeFlags.Object) !== 0 && checker.getPropertiesOfType(type).length > 0;
    return isObject && checker.getPropertyOfType(type, 'then') === undefined;
  };
  return !isPlain(whole);
}

/** Whether an expression is a call of the language's own library that gives nothing, such as `console.log()`. */
export function isSilent({ ts, checker }: Types, node: TypeScript.Expression): boolean {
  if ((checker.getTypeAtLocation(node).flags & ts.TypeFlags.Void) === 0 || !ts.isCallExpression(node))
    return false;
  const declaration = checker.getResolvedSignature(node)?.getDeclaration();
  return declaration !== undefined && declaration.getSourceFile().isDeclarationFile;
}

/** Whether the types know that a value is a promise, by a `then` of the language's own library. */
export function isPromise({ ts, checker }: Types, type: TypeScript.Type): boolean {
  if (type.isUnion()) return type.types.every((one) => isPromise({ ts, checker }, one));
  const then = checker.getPropertyOfType(type, 'then');
  return then?.declarations?.some((one) => one.getSourceFile().isDeclarationFile) === true;
}

/** Whether the types know nothing of a value. */
export function isUnknown({ ts }: Types, { flags }: TypeScript.Type): boolean {
  return (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
}

/** Whether a name stands for a function of the project that has no parameters and does not look at its arguments. */
export function takesNothing(project: TypeScriptProject, name: TypeScript.Identifier): boolean {
  const { ts } = project;
  const declared = valueSymbolOf(project, name)?.valueDeclaration;
  const value =
    declared !== undefined && ts.isVariableDeclaration(declared) ? declared.initializer : declared;
  if (value === undefined || !isFunctionWithBody(ts, value)) return false;
  return value.parameters.length === 0 && !usesOwn(ts, value.body);
}
