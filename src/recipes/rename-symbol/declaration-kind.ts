import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { NameNode } from './occurrences.ts';
import { isLoaded } from '../typescript/syntax.ts';

/** What a name declares, in the words of the user. */
export type DeclarationKind =
  | 'function'
  | 'class'
  | 'method'
  | 'property'
  | 'variable'
  | 'constant'
  | 'parameter'
  | 'interface'
  | 'type'
  | 'enum'
  | 'member'
  | 'namespace'
  | 'import';

const KINDS_BY_WORD: Readonly<Record<string, readonly DeclarationKind[]>> = {
  function: ['function', 'method'],
  class: ['class'],
  method: ['method', 'function'],
  property: ['property', 'member', 'method'],
  field: ['property'],
  member: ['member', 'property', 'method'],
  variable: ['variable', 'constant', 'parameter', 'function'],
  constant: ['constant', 'variable'],
  parameter: ['parameter'],
  interface: ['interface'],
  type: ['type', 'interface', 'class', 'enum'],
  enum: ['enum'],
  namespace: ['namespace'],
};

const FIRST_KINDS: readonly DeclarationKind[] = ['function', 'method', 'property', 'constant'];

/** The kinds that a user's word may mean; null for words that say nothing, such as `symbol`. */
export function kindsOfWord(word: string): readonly DeclarationKind[] | null {
  const key = word.toLowerCase();
  return Object.hasOwn(KINDS_BY_WORD, key) ? (KINDS_BY_WORD[key] ?? null) : null;
}

/** The kind that a user's word names before the others that it may mean; null for words that name several alike. */
export function firstKindOfWord(word: string): DeclarationKind | null {
  const key = word.toLowerCase();
  return FIRST_KINDS.find((kind) => kind === key) ?? null;
}

/** The kind of the declaration that stands around its name. */
export function kindOf(ts: typeof TypeScript, parent: TypeScript.Node, node: NameNode): DeclarationKind {
  if (ts.isFunctionDeclaration(parent) || ts.isFunctionExpression(parent)) return 'function';
  if (ts.isClassLike(parent)) return 'class';
  if (ts.isMethodDeclaration(parent) || ts.isMethodSignature(parent)) return 'method';
  if (ts.isVariableDeclaration(parent)) return variableKind(ts, parent);
  if (ts.isBindingElement(parent)) return isLoaded(ts, parent) ? 'import' : 'variable';
  if (ts.isParameter(parent))
    return ts.isParameterPropertyDeclaration(parent, parent.parent) ? 'property' : 'parameter';
  if (ts.isInterfaceDeclaration(parent)) return 'interface';
  if (ts.isEnumDeclaration(parent)) return 'enum';
  if (ts.isEnumMember(parent)) return 'member';
  if (ts.isModuleDeclaration(parent)) return 'namespace';
  if (isTypeName(ts, parent)) return 'type';
  if (isImportName(ts, parent)) return 'import';
  return assignedKind(ts, parent, node);
}

function isTypeName(ts: typeof TypeScript, parent: TypeScript.Node): boolean {
  return (
    ts.isTypeAliasDeclaration(parent) ||
    ts.isTypeParameterDeclaration(parent) ||
    ts.isJSDocTypedefTag(parent) ||
    ts.isJSDocCallbackTag(parent)
  );
}

function isImportName(ts: typeof TypeScript, parent: TypeScript.Node): boolean {
  return (
    ts.isImportSpecifier(parent) ||
    ts.isImportClause(parent) ||
    ts.isNamespaceImport(parent) ||
    ts.isImportEqualsDeclaration(parent) ||
    ts.isExportSpecifier(parent) ||
    ts.isNamespaceExport(parent)
  );
}

function variableKind(ts: typeof TypeScript, declaration: TypeScript.VariableDeclaration): DeclarationKind {
  if (isFunctionValue(ts, declaration.initializer)) return 'function';
  if (isLoaded(ts, declaration)) return 'import';
  return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0 ? 'constant' : 'variable';
}

/** `exports.add = function () {}`, `{ add: () => 1 }` and the like. */
function assignedKind(ts: typeof TypeScript, parent: TypeScript.Node, node: NameNode): DeclarationKind {
  if (ts.isPropertyAssignment(parent)) return isFunctionValue(ts, parent.initializer) ? 'method' : 'property';
  if (!ts.isPropertyAccessExpression(parent)) return 'property';
  if (parent.name !== node) return 'variable';
  const value = ts.isBinaryExpression(parent.parent) ? parent.parent.right : undefined;
  return isFunctionValue(ts, value) ? 'method' : 'property';
}

function isFunctionValue(ts: typeof TypeScript, value: TypeScript.Expression | undefined): boolean {
  return value !== undefined && (ts.isFunctionExpression(value) || ts.isArrowFunction(value));
}
