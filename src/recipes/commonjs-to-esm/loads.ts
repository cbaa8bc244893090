import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { wayTo } from '../typescript/evaluation.ts';

/** One `require('…')`: where its value goes, and the statement at the top of the module that it stands in. */
export type Load = {
  readonly call: TypeScript.CallExpression;
  readonly specifier: string;
  readonly statement: TypeScript.Statement;
  readonly use: LoadUse;
  /** Whether it runs with the module, every time: not in a function, a condition or a `try`. */
  readonly isCertain: boolean;
};

/** `declaration` is one of a statement at the top of the module. */
export type LoadUse =
  | { readonly kind: 'effect' }
  | {
      readonly kind: 'name';
      readonly name: TypeScript.Identifier;
      readonly declaration: TypeScript.VariableDeclaration;
    }
  | {
      readonly kind: 'pattern';
      readonly pattern: TypeScript.BindingPattern;
      readonly declaration: TypeScript.VariableDeclaration;
    }
  | {
      readonly kind: 'member';
      readonly member: string;
      readonly name: TypeScript.Identifier;
      readonly declaration: TypeScript.VariableDeclaration;
    }
  | { readonly kind: 'value' };

/** The load that a `require` of the wrapper is part of, or why there is none, as the end of a sentence. */
export function loadOf({ ts, file }: SingleFile, node: TypeScript.Identifier): Load | string {
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.expression !== node)
    return 'uses `require` for more than loading a module';
  const [argument, ...others] = call.arguments;
  if (argument === undefined || others.length > 0 || !ts.isStringLiteralLike(argument))
    return 'loads a module whose name is made up when it runs';
  const statement = statementOf(call);
  const { repeats, mayNot } = wayTo(ts, call, file);
  return {
    call,
    specifier: argument.text,
    statement,
    use: useOf(ts, call, statement),
    isCertain: !repeats && !mayNot,
  };
}

function useOf(
  ts: typeof TypeScript,
  call: TypeScript.CallExpression,
  statement: TypeScript.Statement,
): LoadUse {
  const { parent } = call;
  if (parent === statement && ts.isExpressionStatement(parent)) return { kind: 'effect' };
  const declaration = declarationOf(ts, parent, statement);
  if (declaration !== null && declaration.initializer === call) {
    const { name } = declaration;
    return ts.isIdentifier(name)
      ? { kind: 'name', name, declaration }
      : { kind: 'pattern', pattern: name, declaration };
  }
  if (!ts.isPropertyAccessExpression(parent) || !ts.isIdentifier(parent.name)) return { kind: 'value' };
  const holder = declarationOf(ts, parent.parent, statement);
  if (holder === null || holder.initializer !== parent || !ts.isIdentifier(holder.name))
    return { kind: 'value' };
  return { kind: 'member', member: parent.name.text, name: holder.name, declaration: holder };
}

function declarationOf(
  ts: typeof TypeScript,
  node: TypeScript.Node,
  statement: TypeScript.Statement,
): TypeScript.VariableDeclaration | null {
  const isOwn = ts.isVariableDeclaration(node) && node.parent.parent === statement;
  return isOwn ? node : null;
}

/** The statement at the top of the file that a node stands in. */
export function statementOf(node: TypeScript.Node): TypeScript.Statement {
  const { statements } = node.getSourceFile();
  const found = statements.find((one) => one.pos <= node.pos && node.end <= one.end);
  if (found === undefined) throw new RangeError('A node outside of every statement.');
  return found;
}
