import type { BindingPattern, Expression, ParamPattern, VariableDeclaration } from 'oxc-parser';
import { bareValue, boundNames, keyName, memberPath } from '../index/facts/javascript-tree.ts';

/** What names stand for at one place of a file. */
export type Constants = {
  /** The value of a constant; undefined for what may change or is not known. */
  readonly get: (name: string) => Expression | undefined;
  /** A variable that is only ever added to: the value that it starts with, and then what is added. */
  readonly grown: (name: string) => readonly Expression[] | undefined;
  /** The path that a name was given as another name of, e.g. `globalThis`, `eval`. */
  readonly alias: (name: string) => readonly string[] | undefined;
};

/** The scopes around the place where a walk through a tree is. */
export type Scopes = {
  readonly current: () => Constants;
  readonly enter: () => void;
  readonly leave: () => void;
  readonly declare: (node: VariableDeclaration) => void;
  readonly bind: (parameters: readonly ParamPattern[]) => void;
  /** Takes note that something is added to a variable, or that it gets another value. */
  readonly assign: (name: string, operator: string, value: Expression) => void;
};

/** A variable that grows more often is not followed: each part may have grown in turn. */
const MAX_ADDED = 30;

type Binding = {
  readonly value: Expression | null;
  readonly isConstant: boolean;
  readonly alias: readonly string[] | null;
  readonly added: Expression[];
  isReplaced: boolean;
};

type Scope = Constants & {
  readonly names: Map<string, Binding>;
  readonly outer: Scope | null;
  readonly find: (name: string) => Binding | undefined;
};

/** Starts in the outermost scope. Constants may be declared after what uses them: they are looked up when asked for. */
export function createScopes(): Scopes {
  let scope = createScope(null);
  const bindAll = (pattern: BindingPattern): void => {
    for (const name of boundNames(pattern)) scope.names.set(name, bindingOf(null));
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
        if (init === null) continue;
        for (const [name, binding] of bindingsOf(id, init, kind === 'const')) scope.names.set(name, binding);
      }
    },
    bind: (parameters) => {
      for (const parameter of parameters) {
        if (parameter.type === 'RestElement') bindAll(parameter.argument);
        else bindAll(parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter);
      }
    },
    assign: (name, operator, value) => {
      const binding = scope.find(name);
      if (binding === undefined) return;
      if (operator === '+=') binding.added.push(value);
      else binding.isReplaced = true;
    },
  };
}

function bindingOf(
  value: Expression | null,
  rest: { readonly isConstant?: boolean; readonly alias?: readonly string[] | null } = {},
): Binding {
  return {
    value,
    isConstant: rest.isConstant ?? false,
    alias: rest.alias ?? null,
    added: [],
    isReplaced: false,
  };
}

/** `const { exec: run } = cp` makes `run` another name of `cp.exec`. */
function bindingsOf(
  id: BindingPattern,
  init: Expression,
  isConstant: boolean,
): readonly (readonly [string, Binding])[] {
  const alias = memberPath(bareValue(init));
  if (id.type === 'Identifier') return [[id.name, bindingOf(init, { isConstant, alias })]];
  if (id.type !== 'ObjectPattern' || alias === null) return [];
  return id.properties.flatMap((property) => {
    if (property.type !== 'Property' || property.value.type !== 'Identifier') return [];
    const key = keyName(property.key, property.computed);
    return key === null ? [] : [[property.value.name, bindingOf(null, { alias: [...alias, key] })] as const];
  });
}

function createScope(outer: Scope | null): Scope {
  const names = new Map<string, Binding>();
  const find = (name: string): Binding | undefined => names.get(name) ?? outer?.find(name);
  return {
    names,
    outer,
    find,
    get: (name) => {
      const binding = find(name);
      return binding?.isConstant === true ? (binding.value ?? undefined) : undefined;
    },
    grown: (name) => {
      const binding = find(name);
      if (binding === undefined || binding.value === null || binding.isReplaced) return undefined;
      if (binding.added.length > MAX_ADDED) return undefined;
      return [binding.value, ...binding.added];
    },
    alias: (name) => {
      const binding = find(name);
      return binding?.isReplaced === true ? undefined : (binding?.alias ?? undefined);
    },
  };
}
