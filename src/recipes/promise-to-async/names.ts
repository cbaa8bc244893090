import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { isAssigned, valueSymbolOf } from '../typescript/stable-names.ts';
import { isWithin, unwrapped } from '../typescript/syntax.ts';
import { namesIn } from '../typescript/tokens.ts';
import type { Merged, Objection } from './plan.ts';

/** How the parameters of callbacks are written as variables. */
export type Parameters = {
  readonly kind: 'parameters';
  readonly unread: ReadonlySet<TypeScript.Node>;
  readonly reassigned: ReadonlySet<TypeScript.Node>;
  readonly unnamed: ReadonlySet<TypeScript.Node>;
};

type Surroundings = {
  /** Scopes that become one with the block around them. */
  readonly scopes: ReadonlySet<TypeScript.Node>;
  readonly outermost: TypeScript.Node;
  /** Names that are no longer written. */
  readonly gone: ReadonlySet<TypeScript.Symbol | undefined>;
};
type Named = { readonly name: TypeScript.Identifier; readonly merged: Merged };

/**
 * Sees to it that every name means what it meant when callbacks lose their scopes: a parameter that would clash gets no
 * name where its one use is the first thing of an expression; any other clash is an objection.
 */
export function parametersOf(
  project: TypeScriptProject,
  merged: readonly Merged[],
  outermost: TypeScript.Node,
): Parameters | Objection {
  const { ts } = project;
  const nodes = (wanted: (one: Merged) => boolean): ReadonlySet<TypeScript.Node> =>
    new Set(merged.filter(wanted).map(({ callback }) => callback.node));
  const unread = nodes((one) => boundNames(ts, one).every((name) => usesOf(project, one, name).length === 0));
  const reassigned = nodes((one) =>
    boundNames(ts, one).some((name) => usesOf(project, one, name).some((use) => isAssigned(ts, use))),
  );
  const unnamed = new Set<TypeScript.Node>();
  const gone = new Set<TypeScript.Symbol | undefined>();
  const scopes = new Set<TypeScript.Node>(merged.filter(({ isApart }) => !isApart).flatMap(scopesOf));
  for (const { name, merged: one } of namedBy(project, merged)) {
    const isParameter = boundNames(ts, one).includes(name);
    if (isParameter && unread.has(one.callback.node)) continue;
    if (!clashes(project, { name, merged: one }, { scopes, outermost, gone })) continue;
    if (!isParameter || !comesFirst(project, one, name)) {
      return { kind: 'objection', node: name, why: `${name.text} would mean something else in one block` };
    }
    unnamed.add(one.callback.node);
    gone.add(project.checker.getSymbolAtLocation(name));
  }
  return { kind: 'parameters', unread, reassigned, unnamed };
}

/** A name that nothing in a function has yet; null where the usual ones are taken. */
export function freeName(ts: typeof TypeScript, owner: TypeScript.Node): string | null {
  const taken = new Set(namesIn(ts, owner).map(({ text }) => text));
  return ['error', 'err', 'e'].find((name) => !taken.has(name)) ?? null;
}

function scopesOf({ callback: { node } }: Merged): readonly TypeScript.Node[] {
  return [node, node.body];
}

/** The names that go over to the block around a callback: those of its parameter, and those that its statements declare. */
function namedBy(project: TypeScriptProject, merged: readonly Merged[]): readonly Named[] {
  const { ts } = project;
  return merged
    .filter(({ isApart }) => !isApart)
    .flatMap((one) => {
      const { body } = one.callback.node;
      const declared = ts.isBlock(body) ? declaredIn(ts, body) : [];
      return [...boundNames(ts, one), ...declared].map((name) => ({ name, merged: one }));
    });
}

function boundNames(ts: typeof TypeScript, { callback }: Merged): readonly TypeScript.Identifier[] {
  return callback.parameter === null ? [] : bindingsIn(ts, callback.parameter);
}

function bindingsIn(
  ts: typeof TypeScript,
  { name }: TypeScript.ParameterDeclaration | TypeScript.VariableDeclaration | TypeScript.BindingElement,
): readonly TypeScript.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? bindingsIn(ts, element) : []));
}

/** What the statements of a block declare, and every `var` below them. */
function declaredIn(ts: typeof TypeScript, block: TypeScript.Block): readonly TypeScript.Identifier[] {
  const found: TypeScript.Identifier[] = [];
  const visit = (node: TypeScript.Node): void => {
    const isOwn = node.parent === block;
    const isNamed =
      ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node);
    if (isNamed && isOwn && node.name !== undefined) found.push(node.name);
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isVariableDeclarationList(node)) {
      const isVar = (node.flags & ts.NodeFlags.BlockScoped) === 0;
      if (isVar || node.parent.parent === block) {
        found.push(...node.declarations.flatMap((one) => bindingsIn(ts, one)));
      }
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(block, visit);
  return found;
}

/** Whether the name is used in the new block for anything else that would be seen from there. */
function clashes(
  project: TypeScriptProject,
  { name, merged }: Named,
  { scopes, outermost, gone }: Surroundings,
): boolean {
  const { ts } = project;
  const own = project.checker.getSymbolAtLocation(name);
  const isVar =
    ts.isVariableDeclaration(name.parent) && (name.parent.parent.flags & ts.NodeFlags.BlockScoped) === 0;
  const region = isVar ? outermost : merged.region;
  return namesIn(ts, region).some((other) => {
    if (other.text !== name.text || isMember(ts, other)) return false;
    const symbol = valueSymbolOf(project, other);
    if (symbol === own || gone.has(symbol)) return false;
    const declared = symbol?.declarations?.[0];
    if (declared === undefined || !isWithin(declared, region)) return true;
    const scope = scopeAround(ts, declared);
    return scopes.has(scope) || scope === region || isWithin(region, scope);
  });
}

/** The block or function that a declaration belongs to. */
function scopeAround(ts: typeof TypeScript, declaration: TypeScript.Node): TypeScript.Node {
  let at = declaration.parent;
  while (
    !ts.isBlock(at) &&
    !ts.isFunctionLike(at) &&
    !ts.isSourceFile(at) &&
    !ts.isCatchClause(at) &&
    !ts.isForStatement(at) &&
    !ts.isForInStatement(at) &&
    !ts.isForOfStatement(at) &&
    !ts.isClassLike(at) &&
    !ts.isCaseBlock(at)
  ) {
    at = at.parent;
  }
  return at;
}

function usesOf(
  project: TypeScriptProject,
  { callback }: Merged,
  name: TypeScript.Identifier,
): readonly TypeScript.Identifier[] {
  const symbol = project.checker.getSymbolAtLocation(name);
  return namesIn(project.ts, callback.node).filter(
    (one) => one !== name && one.text === name.text && valueSymbolOf(project, one) === symbol,
  );
}

/** `response` in `response.json()`: used once, and nothing is evaluated before it. */
function comesFirst(project: TypeScriptProject, one: Merged, name: TypeScript.Identifier): boolean {
  const { ts } = project;
  const { callback } = one;
  if (callback.parameter?.name !== name || ts.isBlock(callback.node.body)) return false;
  const body = unwrapped(ts, callback.node.body);
  const [use, second] = usesOf(project, one, name);
  const isFirst = use !== undefined && second === undefined && use.getStart() === body.getStart();
  return (
    isFirst &&
    (ts.isCallExpression(body) || ts.isPropertyAccessExpression(body) || ts.isElementAccessExpression(body))
  );
}

function isMember(ts: typeof TypeScript, name: TypeScript.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === name;
  if (ts.isQualifiedName(parent)) return parent.right === name;
  if (ts.isBindingElement(parent)) return parent.propertyName === name;
  if (ts.isJsxAttribute(parent)) return true;
  const isMemberOf =
    ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isTypeElement(parent);
  return isMemberOf && parent.name === name;
}
