import type { TypeScript } from './typescript.ts';

const PAGE_WORDS =
  'document|window|navigator|addEventListener|fetch|Event|EventTarget|Request|Response|Headers|FormData|URL|Blob|AbortController|(?:HTML|SVG)\\w*Element';
const MAY_SPEAK = new RegExp(`\\b(?:${PAGE_WORDS})\\b`);
const PAGE_NAME = new RegExp(`^(?:${PAGE_WORDS})$`);
/** What holds all that is global: its members are no mere names. */
const GLOBAL_OBJECT = /^(?:globalThis|global|self)$/;
const MAX_PARSED = 8;

/** Whether code uses what browsers provide; of many files that seem to, it is believed. */
export function speaksOfPages(ts: typeof TypeScript, texts: ReadonlyMap<string, string>): boolean {
  const found = [...texts].filter(([, text]) => MAY_SPEAK.test(text));
  return (
    found.length > MAX_PARSED ||
    found.some(([path, text]) => namesPages(ts, ts.createSourceFile(path, text, ts.ScriptTarget.ESNext)))
  );
}

/** Comments speak of requests and URLs everywhere; of those only the types that JavaScript has in them count. */
function namesPages(ts: typeof TypeScript, file: TypeScript.SourceFile): boolean {
  const imported = new Set(file.statements.flatMap((statement) => importedNames(ts, statement)));
  const visit = (node: TypeScript.Node): boolean => {
    if (ts.isIdentifier(node)) return PAGE_NAME.test(node.text) && !imported.has(node.text);
    if (ts.isStringLiteralLike(node)) return PAGE_NAME.test(node.text);
    if (documentationOf(ts, node).some(visit)) return true;
    return ts.forEachChild(node, (child) => !isMereName(ts, node, child) && visit(child)) ?? false;
  };
  return visit(file);
}

/** Names that a module takes from elsewhere, by `import` or by `require`: they mean nothing global in it. */
function importedNames(ts: typeof TypeScript, statement: TypeScript.Statement): readonly string[] {
  if (ts.isImportEqualsDeclaration(statement)) return [statement.name.text];
  if (ts.isImportDeclaration(statement)) {
    const { name, namedBindings } = statement.importClause ?? {};
    const named = namedBindings === undefined ? [] : bindingsOf(ts, namedBindings);
    return [...(name === undefined ? [] : [name.text]), ...named];
  }
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
    initializer !== undefined && isRequired(ts, initializer) ? boundNames(ts, name) : [],
  );
}

function bindingsOf(ts: typeof TypeScript, bindings: TypeScript.NamedImportBindings): readonly string[] {
  return ts.isNamespaceImport(bindings)
    ? [bindings.name.text]
    : bindings.elements.map(({ name }) => name.text);
}

function isRequired(ts: typeof TypeScript, value: TypeScript.Expression): boolean {
  if (ts.isPropertyAccessExpression(value)) return isRequired(ts, value.expression);
  return (
    ts.isCallExpression(value) && ts.isIdentifier(value.expression) && value.expression.text === 'require'
  );
}

function boundNames(ts: typeof TypeScript, name: TypeScript.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isBindingElement(element) ? boundNames(ts, element.name) : [],
  );
}

/** Whether a part of a node is only the name of a member or of what another module exports. */
function isMereName(ts: typeof TypeScript, node: TypeScript.Node, part: TypeScript.Node): boolean {
  if (!ts.isIdentifier(part)) return false;
  if (ts.isPropertyAccessExpression(node)) return node.name === part && !isGlobalObject(ts, node.expression);
  if (ts.isQualifiedName(node)) return node.right === part && !isGlobalObject(ts, node.left);
  if (ts.isBindingElement(node) || ts.isImportSpecifier(node)) return node.propertyName === part;
  if (ts.isJSDocParameterTag(node) || ts.isJSDocPropertyTag(node)) return node.name === part;
  if (ts.isShorthandPropertyAssignment(node)) return false;
  const isMember = ts.isClassElement(node) || ts.isTypeElement(node) || ts.isObjectLiteralElement(node);
  return isMember && node.name === part;
}

function isGlobalObject(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  return ts.isIdentifier(node) && GLOBAL_OBJECT.test(node.text);
}

// Not in the public types; the parser leaves it out where comments hold no types.
function documentationOf(ts: typeof TypeScript, node: TypeScript.Node): readonly TypeScript.JSDoc[] {
  if (!('jsDoc' in node) || !Array.isArray(node.jsDoc)) return [];
  return node.jsDoc.filter((one): one is TypeScript.JSDoc => one?.kind === ts.SyntaxKind.JSDoc);
}
