import type { SingleFile } from '../../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../../codebase/languages/typescript.ts';
import { commentsAbove, purposeIn, type Span } from '../purpose-comments.ts';
import type { Binding, ImportStatement } from '../../typescript/import-bindings.ts';

const JSX_FACTORIES = new Set(['React', 'Preact', 'h', 'jsx', 'Fragment', 'createElement']);
const DOCUMENTATION = /\/\*\*[\s\S]*?\*\//g;

/**
 * The options that say which name JSX needs. A file without a configuration may be built in any way, so its factory
 * counts as used; where JSX is compiled to calls of its own, no name in the file is needed.
 */
export function jsxOptions(
  ts: typeof TypeScript,
  configured: TypeScript.CompilerOptions | null,
): TypeScript.CompilerOptions {
  const { jsx, jsxFactory, jsxFragmentFactory, reactNamespace } = configured ?? {};
  if (jsx === ts.JsxEmit.ReactJSX || jsx === ts.JsxEmit.ReactJSXDev) {
    return { jsx: ts.JsxEmit.React, jsxFactory: '__none', jsxFragmentFactory: '__none' };
  }
  const named = Object.entries({ jsxFactory, jsxFragmentFactory, reactNamespace });
  return { jsx: ts.JsxEmit.React, ...Object.fromEntries(named.filter(([, value]) => value !== undefined)) };
}

/** Why an import that looks unused must stay, as the end of a sentence; null when it can go. */
export function reasonToKeep(
  checked: SingleFile,
  { jsxFactory }: TypeScript.CompilerOptions,
  { name, statement }: Binding,
): string | null {
  if (isUnusedOnPurpose(checked, statement)) return 'a comment says that it is unused on purpose';
  const purpose = purposeIn(commentsOn(checked, statement));
  if (purpose !== null) return `a comment may give a reason for it: ${purpose}`;
  if (isDocumented(checked.text, name)) return 'a documentation comment refers to it';
  const knowsFactory = jsxFactory !== undefined || /@jsx(?:ImportSource)?\b/.test(checked.text);
  if (JSX_FACTORIES.has(name) && !knowsFactory && holdsJsx(checked)) {
    return 'the build may compile the JSX of this file to calls of it';
  }
  return callsEval(checked) ? 'the file calls eval, which may use any name' : null;
}

/** The comments above an import, or behind it, that switch off a linter's rule for unused names. */
function isUnusedOnPurpose({ file, text }: SingleFile, statement: TypeScript.Statement): boolean {
  const lineEnd = text.indexOf('\n', statement.end);
  const around =
    text.slice(statement.getFullStart(), statement.getStart(file)) +
    text.slice(statement.end, lineEnd === -1 ? text.length : lineEnd);
  return /no-?unused-?(?:vars|imports)/i.test(around);
}

/** Above the import or the block that it stands in, between its names, and behind it on its line. */
function commentsOn({ ts, file, text }: SingleFile, statement: ImportStatement): readonly string[] {
  const imports = file.statements
    .filter((one) => ts.isImportDeclaration(one) || ts.isImportEqualsDeclaration(one))
    .map((one): Span => ({ start: one.getStart(file), end: one.end }));
  const comments = file.statements.flatMap(
    (one): readonly Span[] =>
      ts.getLeadingCommentRanges(text, one.getFullStart())?.map(({ pos, end }) => ({ start: pos, end })) ??
      [],
  );
  const names = 'importClause' in statement ? statement.importClause : undefined;
  const inside = names?.getText(file).match(/\/\/.*|\/\*[\s\S]*?\*\//g) ?? [];
  const behind = ts.getTrailingCommentRanges(text, statement.end) ?? [];
  const own = { start: statement.getStart(file), end: statement.end };
  return [
    ...inside,
    ...behind.map(({ pos, end }) => text.slice(pos, end)),
    ...commentsAbove(text, own, { imports, comments }),
  ];
}

/** `{@link Name}`, `{Name} value`, `@see Name` in a documentation comment. */
function isDocumented(text: string, name: string): boolean {
  const escaped = name.replaceAll('$', '\\$');
  const reference = new RegExp(
    `\\{[^{}]*(?<![\\w$.])${escaped}(?![\\w$])[^{}]*\\}|@see\\s+${escaped}(?![\\w$])`,
  );
  return (text.match(DOCUMENTATION) ?? []).some((comment) => reference.test(comment));
}

function holdsJsx({ ts, file }: SingleFile): boolean {
  return some(
    ts,
    file,
    (node) => ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node),
  );
}

function callsEval({ ts, file, text }: SingleFile): boolean {
  if (!text.includes('eval')) return false;
  return some(
    ts,
    file,
    (node) =>
      ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'eval',
  );
}

function some(
  ts: typeof TypeScript,
  node: TypeScript.Node,
  test: (node: TypeScript.Node) => boolean,
): boolean {
  return test(node) || ts.forEachChild(node, (child) => some(ts, child, test) || undefined) === true;
}
