import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { isLoader } from '../typescript/syntax.ts';
import { namesIn } from '../typescript/tokens.ts';
import { clauseEdits } from './clause-edits.ts';
import { renamed, type Key, type Obstacle } from '../typescript/export-key.ts';
import { objectEdits } from '../typescript/module-object.ts';

/** What a file that loads the module has to say anew; its own names stay. */
export type ImporterEdits = { readonly kind: 'edits'; readonly edits: readonly TextEdit[] } | Obstacle;

/** A parsed file, and which of the modules that it names is the one whose export changes. */
export type Importer = {
  readonly ts: typeof TypeScript;
  readonly file: TypeScript.SourceFile;
  readonly isTarget: (specifier: string) => boolean;
};

const REAL_MODULE = /^(?:jest|vi)\.(?:importActual|requireActual|importMock|requireMock)$/;
const MOCK = /^(?:jest|vi)\.(?:mock|doMock|unstable_mockModule)$/;

/** Follows each load of the module in a file to the uses of the export. */
export function importerEdits(importer: Importer, key: Key): ImporterEdits {
  const { ts, file } = importer;
  const edits: TextEdit[] = [];
  const visit = (node: TypeScript.Node): Obstacle | undefined => {
    const found = isLoadOfTarget(importer, node) ? loadEdits(importer, node, key) : [];
    if ('kind' in found) return found;
    edits.push(...found);
    return ts.forEachChild(node, visit);
  };
  return visit(file) ?? { kind: 'edits', edits };
}

function loadEdits(importer: Importer, node: TypeScript.Node, key: Key): readonly TextEdit[] | Obstacle {
  const { ts, file } = importer;
  if (ts.isImportDeclaration(node)) {
    const bindings = node.importClause?.namedBindings;
    return bindings !== undefined && ts.isNamespaceImport(bindings) && node.importClause?.name === undefined
      ? objectEdits({ ts, file }, { kind: 'name', node: bindings.name }, key)
      : clauseEdits({ ts, file }, node, key);
  }
  if (ts.isExportDeclaration(node)) return reexportEdits(ts, node, key);
  if (ts.isImportTypeNode(node)) return typeEdits(ts, node, key);
  if (ts.isImportEqualsDeclaration(node))
    return objectEdits({ ts, file }, { kind: 'name', node: node.name }, key);
  if (!ts.isCallExpression(node)) return [];
  const callee = node.expression.getText(file);
  if (MOCK.test(callee)) return mockEdits(ts, node, key);
  const isPromise = node.expression.kind === ts.SyntaxKind.ImportKeyword || callee.endsWith('.importActual');
  return objectEdits({ ts, file }, { kind: 'value', node, isPromise }, key);
}

function isLoadOfTarget({ ts, file, isTarget }: Importer, node: TypeScript.Node): boolean {
  const specifier = specifierOf(ts, file, node);
  return specifier !== undefined && ts.isStringLiteralLike(specifier) && isTarget(specifier.text);
}

function specifierOf(
  ts: typeof TypeScript,
  file: TypeScript.SourceFile,
  node: TypeScript.Node,
): TypeScript.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  if (ts.isImportEqualsDeclaration(node)) {
    const { moduleReference } = node;
    return ts.isExternalModuleReference(moduleReference) ? moduleReference.expression : undefined;
  }
  if (!ts.isCallExpression(node)) return undefined;
  const callee = node.expression.getText(file);
  const loads = isLoader(ts, node.expression) || REAL_MODULE.test(callee) || MOCK.test(callee);
  return loads ? node.arguments[0] : undefined;
}

/** `export { default as a } from './a'` gives on the same under the same name. */
function reexportEdits(
  ts: typeof TypeScript,
  { exportClause, pos }: TypeScript.ExportDeclaration,
  { from, to }: Key,
): readonly TextEdit[] | Obstacle {
  if (exportClause === undefined) {
    return from === 'default'
      ? []
      : { kind: 'obstacle', offset: pos, why: 'gives on all of its exports but the default one' };
  }
  if (!ts.isNamedExports(exportClause))
    return { kind: 'obstacle', offset: pos, why: 'gives it on as a whole' };
  return exportClause.elements.flatMap(({ propertyName, name }) => {
    const start = (propertyName ?? name).getStart();
    const isMeant = (propertyName ?? name).text === from;
    return isMeant ? [{ start, end: name.end, newText: renamed(to, name.text) }] : [];
  });
}

/** `import('./a').default` as a type. */
function typeEdits(
  ts: typeof TypeScript,
  { qualifier, pos }: TypeScript.ImportTypeNode,
  { from, to }: Key,
): readonly TextEdit[] | Obstacle {
  if (qualifier === undefined) return { kind: 'obstacle', offset: pos, why: 'takes its type as a whole' };
  let first = qualifier;
  while (ts.isQualifiedName(first)) first = first.left;
  return first.text === from ? [{ start: first.getStart(), end: first.end, newText: to }] : [];
}

/** A mock without a factory takes what the module exports. */
function mockEdits(
  ts: typeof TypeScript,
  { arguments: given, pos }: TypeScript.CallExpression,
  { from }: Key,
): readonly TextEdit[] | Obstacle {
  const isNamed = given.slice(1).some((one) => namesIn(ts, one).some(({ text }) => text === from));
  return isNamed ? { kind: 'obstacle', offset: pos, why: 'stands in for it with an object of its own' } : [];
}
