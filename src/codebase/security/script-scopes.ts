import type { BindingPattern, Expression, ParamPattern, VariableDeclaration } from 'oxc-parser';
import { boundNames } from '../index/facts/javascript-tree.ts';

/** What names stand for at one place of a file. */
export type Constants = {
  /** The value of a constant; undefined for what may change or is not known. */
  readonly get: (name: string) => Expression | undefined;
};

/** The scopes around the place where a walk through a tree is. */
export type Scopes = {
  readonly current: () => Constants;
  readonly enter: () => void;
  readonly leave: () => void;
  readonly declare: (node: VariableDeclaration) => void;
  readonly bind: (parameters: readonly ParamPattern[]) => void;
};

type Scope = Constants & { readonly names: Map<string, Expression | null>; readonly outer: Scope | null };

/** Starts in the outermost scope. Constants may be declared after what uses them: they are looked up when asked for. */
export function createScopes(): Scopes {
  let scope = createScope(null);
  const bindAll = (pattern: BindingPattern): void => {
    for (const name of boundNames(pattern)) scope.names.set(name, null);
  };
  return {
    current: () => scope,
    enter: () => {
      scope = createScope(scope);
    },
    leave: () => {
      scope = scope.outer ?? scope;
    },
    declare: ({ kind, declarations }) => {
      for (const { id, init } of declarations) {
        bindAll(id);
        if (kind === 'const' && id.type === 'Identifier' && init !== null) scope.names.set(id.name, init);
      }
    },
    bind: (parameters) => {
      for (const parameter of parameters) {
        if (parameter.type === 'RestElement') bindAll(parameter.argument);
        else bindAll(parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter);
      }
    },
  };
}

function createScope(outer: Scope | null): Scope {
  const names = new Map<string, Expression | null>();
  const get = (name: string): Expression | undefined => {
    const own = names.get(name);
    return own === undefined ? outer?.get(name) : (own ?? undefined);
  };
  return { names, outer, get };
}
