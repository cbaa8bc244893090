import type { TreeCursor } from 'web-tree-sitter';
import type { LanguageId } from '../../../domain/language.ts';
import type { Node, Tree } from '../../languages/tree-sitter.ts';
import type { SymbolKind } from '../file-facts.ts';
import { isPublicHead, kindOfNode, mayDefine, nameOfNode, ownerOfNode } from './grammar-nodes.ts';
import { qualify, type FoundSymbol, type LinedText } from './symbol-fact.ts';

type Scope = { readonly within: string; readonly isClass: boolean; readonly isExported: boolean };
type Walk = {
  readonly language: LanguageId;
  readonly source: LinedText;
  readonly cursor: TreeCursor;
  readonly found: FoundSymbol[];
};

// What holds no definitions worth finding; without them the walk visits a small part of the tree.
const CLOSED =
  /(?:expression|_statement|_literal|_block|parameters|arguments|_list_item|type|comment|string|identifier)$|^(?:block|compound_statement|body_statement_of_method|argument_list|initializer_list|string.*)$/;
const OPEN =
  /^(?:expression_statement|export_statement|namespace_statement|statement_block|do_block|body_statement)$/;

const HOLDING: readonly SymbolKind[] = ['class', 'interface', 'enum', 'namespace', 'type'];
const BODY = /(?:body|block|declaration_list|_list)$/;
const ENDED = /^(?:method|singleton_method|class|module)$/;
// How many children they have around a single definition.
const WRAPPERS: Readonly<Record<string, number>> = {
  type_declaration: 1,
  const_declaration: 1,
  var_declaration: 1,
  template_declaration: 2,
};
const ATTRIBUTES = /^(?:(?:@[\w.]+(?:\([^()]*\))?|#?\[[^\]]*\])\s*)+/;

/** The definitions of a tree of any grammar, by the names that grammars give to such nodes. */
export function grammarSymbols(language: LanguageId, source: LinedText, tree: Tree): readonly FoundSymbol[] {
  const cursor = tree.walk();
  const walk: Walk = { language, source, cursor, found: [] };
  visitChildren(walk, { within: '', isClass: false, isExported: true });
  cursor.delete();
  return walk.found;
}

function visitChildren(walk: Walk, scope: Scope): void {
  const { cursor } = walk;
  if (!cursor.gotoFirstChild()) return;
  do if (cursor.nodeIsNamed) visit(walk, scope);
  while (cursor.gotoNextSibling());
  cursor.gotoParent();
}

function visit(walk: Walk, scope: Scope): void {
  const { cursor, language } = walk;
  const type = cursor.nodeType;
  if (mayDefine(language, type)) {
    const node = cursor.currentNode;
    const kind = kindOfNode(language, node);
    if (kind !== null) return addNode(walk, { node, kind }, scope);
  }
  if (type === 'impl_item') visitChildren(walk, memberScope(cursor.currentNode, scope));
  else if (OPEN.test(type) || !CLOSED.test(type)) visitChildren(walk, scope);
}

/** Rust's `impl` defines nothing, but what is in it belongs to its type. */
function memberScope(node: Node, scope: Scope): Scope {
  const type = /^[\w:]+/.exec(node.childForFieldName('type')?.text ?? '')?.[0] ?? '';
  return { ...scope, within: type === '' ? scope.within : qualify(scope.within, type), isClass: true };
}

function addNode(
  walk: Walk,
  { node, kind }: { readonly node: Node; readonly kind: SymbolKind },
  scope: Scope,
): void {
  const named = nameOfNode(node);
  if (named === null) return visitChildren(walk, scope);
  const parts = named.split(/::|\./);
  const name = parts.at(-1) ?? named;
  const owner = [...ownerOfNode(node), ...parts.slice(0, -1)];
  const within = owner.reduce(qualify, scope.within);
  const place = placeOf(walk, { node, kind });
  const head = walk.source.text.slice(place.headStart, place.body?.start ?? node.endIndex);
  const isExported = scope.isExported && isPublicHead(walk.language, { head, name });
  const isMethod = kind === 'function' && (scope.isClass || owner.length > 0);
  walk.found.push({ name, within, kind: isMethod ? 'method' : kind, isExported, ...place });
  if (!HOLDING.includes(kind)) return;
  const isClass = kind === 'class' || kind === 'interface' || kind === 'enum';
  visitChildren(walk, { within: qualify(within, name), isClass, isExported });
}

/** Attributes before a definition belong to it but not to its signature, like what declares it alone. */
function placeOf(
  { source }: Walk,
  { node, kind }: { readonly node: Node; readonly kind: SymbolKind },
): Pick<FoundSymbol, 'whole' | 'headStart' | 'body'> {
  const { parent } = node;
  const isAlone = parent !== null && parent.namedChildCount === (WRAPPERS[parent.type] ?? 0);
  const outer = isAlone && parent.lastNamedChild?.id === node.id ? parent : node;
  let first = outer;
  while (first.previousNamedSibling?.type === 'attribute_item') first = first.previousNamedSibling;
  const attributes = ATTRIBUTES.exec(source.text.slice(outer.startIndex, node.endIndex))?.[0].length ?? 0;
  const body = bodyOf(node, kind) ?? emptyBodyOf(node);
  return {
    whole: { start: first.startIndex, end: outer.endIndex },
    headStart: outer.startIndex + attributes,
    body: body === null ? null : { start: body.startIndex, end: node.endIndex },
  };
}

/** Ruby's `def name … end` with nothing in it has no node for that: it begins behind the head. */
function emptyBodyOf(node: Node): { readonly startIndex: number } | null {
  if (!ENDED.test(node.type)) return null;
  const parts = ['parameters', 'superclass', 'name'].map((field) => node.childForFieldName(field));
  const last = parts.find((part) => part !== null);
  return last === null || last === undefined ? null : { startIndex: last.endIndex };
}

/** The block or the members of a definition; constants are shown whole as far as a signature goes. */
function bodyOf(node: Node, kind: SymbolKind): Node | null {
  if (kind === 'constant' || kind === 'field') return node.childForFieldName('accessors');
  const field = node.childForFieldName('body');
  if (field !== null) return field;
  // Go's `type Name struct { … }`.
  const inner = node.type === 'type_spec' ? node.childForFieldName('type') : null;
  const last = inner?.lastNamedChild ?? node.lastNamedChild;
  return last !== null && last !== undefined && BODY.test(last.type) ? last : null;
}
