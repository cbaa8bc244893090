import type {
  Class,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  Expression,
  Function as FunctionNode,
  TSEnumDeclaration,
  TSExportAssignment,
  TSGlobalDeclaration,
  TSInterfaceDeclaration,
  TSModuleDeclaration,
  TSQualifiedName,
  TSTypeAliasDeclaration,
  VariableDeclaration,
  VariableDeclarator,
} from 'oxc-parser';
import { MODULE_ITSELF, type SymbolKind } from '../file-facts.ts';
import { boundNames, isModuleValue } from './javascript-tree.ts';
import { addValue, type Scope, type Target, type Walk } from './javascript-walk.ts';
import { qualify, type Span } from './symbol-fact.ts';

const NO_NAMES: readonly string[] = [];

/** The `export` statement around a declaration. */
export type Mark = Span &
  Pick<ExportNamedDeclaration | ExportDefaultDeclaration | TSExportAssignment, 'type'>;

/** Where a declaration stands; `marked` is the `export` statement around it, if any. */
export type At = { readonly scope: Scope; readonly marked: Mark | null };

type TypeNode = TSInterfaceDeclaration | TSTypeAliasDeclaration | TSEnumDeclaration;
type NamespaceNode = TSModuleDeclaration | TSGlobalDeclaration;

/** The target that a function, a class or a default value is: itself. */
export function targetOf(walk: Walk, node: FunctionNode | Class | Expression, at: At): Target {
  const name = 'id' in node && node.id?.type === 'Identifier' ? node.id.name : 'default';
  return { ...placeOf(walk, { name, node }, at), functionKind: 'function', otherKind: null };
}

/** Adds an interface, a type alias or an enumeration. */
export function addType(
  walk: Walk,
  { node, kind, body }: { readonly node: TypeNode; readonly kind: SymbolKind; readonly body: Span | null },
  at: At,
): void {
  walk.found.push({ ...placeOf(walk, { name: node.id.name, node }, at), kind, body });
}

/** Adds a namespace with what it declares. `declare module '…'` and `declare global` hold definitions and are none. */
export function addNamespace(walk: Walk, node: NamespaceNode, at: At): void {
  const { id } = node;
  // `declare module 'a';` has none, whatever the types of oxc say.
  const body = node.body ?? null;
  const { within } = at.scope;
  if (id.type === 'Literal' || node.kind === 'global') {
    if (body !== null)
      walk.regions.push({ statements: body.body, scope: { ...at.scope, level: 'namespace' } });
    return;
  }
  const name = namespaceName(id);
  const place = placeOf(walk, { name, node }, at);
  walk.found.push({ ...place, kind: 'namespace', body });
  if (body === null) return;
  const scope: Scope = { within: qualify(within, name), isExported: place.isExported, level: 'namespace' };
  walk.regions.push({ statements: body.body, scope });
}

/** Adds the functions and classes that are values of variables, and at the top of a module or namespace its constants. */
export function addVariable(walk: Walk, node: VariableDeclaration, at: At): void {
  const isAlone = node.declarations.length === 1;
  for (const declarator of node.declarations) {
    if (!isModuleValue(declarator.init))
      addDeclarator(walk, declarator, { ...at, whole: isAlone ? node : declarator });
  }
}

function addDeclarator(
  walk: Walk,
  { id, init }: VariableDeclarator,
  at: At & { readonly whole: Span },
): void {
  const otherKind = at.scope.level === 'inner' ? null : 'constant';
  if (id.type === 'Identifier') {
    const place = placeOf(walk, { name: id.name, node: at.whole }, at);
    return addValue(walk, { ...place, functionKind: 'function', otherKind }, init);
  }
  if (otherKind === null) return;
  for (const name of boundNames(id)) {
    walk.found.push({ ...placeOf(walk, { name, node: at.whole }, at), kind: otherKind, body: null });
  }
}

/** A definition's place: it begins with its decorators or its `export`, whichever comes first. */
function placeOf(
  walk: Walk,
  { name, node }: { readonly name: string; readonly node: Span },
  { scope, marked }: At,
): Omit<Target, 'functionKind' | 'otherKind'> {
  const decorators = decoratorsOf(node);
  const whole = {
    start: Math.min(node.start, marked?.start ?? node.start, decorators[0]?.start ?? node.start),
    end: marked?.end ?? node.end,
  };
  const decoratorsEnd = decorators.at(-1)?.end ?? whole.start;
  const exportedAs = scope.level === 'module' ? outsideNames(walk, name, marked) : NO_NAMES;
  const isExported = exportedAs.length > 0 || (marked !== null && scope.isExported);
  return { name, within: scope.within, isExported, exportedAs, whole, headStart: decoratorsEnd };
}

/** Asked for every definition of a file. */
function outsideNames(walk: Walk, name: string, marked: Mark | null): readonly string[] {
  const elsewhere = walk.exported.get(name) ?? NO_NAMES;
  return marked === null ? elsewhere : [markedName(marked, name), ...elsewhere];
}

function markedName({ type }: Mark, name: string): string {
  if (type === 'ExportDefaultDeclaration') return 'default';
  return type === 'TSExportAssignment' ? MODULE_ITSELF : name;
}

function decoratorsOf(node: Span | Class): readonly Span[] {
  return 'decorators' in node ? node.decorators : [];
}

function namespaceName(id: TSModuleDeclaration['id'] | TSQualifiedName['left']): string {
  if (id.type === 'TSQualifiedName') return `${namespaceName(id.left)}.${id.right.name}`;
  if (id.type === 'Literal') return id.value;
  return id.type === 'Identifier' ? id.name : 'this';
}
