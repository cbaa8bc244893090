import type { TypeScript } from '../../../codebase/languages/typescript.ts';
import { OuroborosError } from '../../../domain/errors.ts';

type Seen = {
  readonly imported: Set<string>;
  readonly declared: Set<string>;
  readonly used: Set<string>;
};
type Place = { readonly node: TypeScript.Node; readonly parent: TypeScript.Node; readonly depth: number };

// The checker takes minutes over sums of ten thousand terms.
const MAX_DEPTH = 2_000;

/**
 * Whether a parse alone shows that no import is unused, so that the checker, which takes ten times the memory, need not
 * run: each imported name is used somewhere, and nothing else in the file declares it.
 * @throws OuroborosError `bad-file` when the text is nested too deeply for the checker
 */
export function usesEveryImport(
  ts: typeof TypeScript,
  source: { readonly path: string; readonly text: string },
): boolean {
  const options = {
    languageVersion: ts.ScriptTarget.ESNext,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  const file = ts.createSourceFile(`/${source.path}`, source.text, options);
  const { imported, declared, used } = namesIn(ts, file);
  return [...imported].every((name) => used.has(name) && !declared.has(name));
}

function namesIn(ts: typeof TypeScript, file: TypeScript.SourceFile): Seen {
  const seen: Seen = { imported: new Set(), declared: new Set(), used: new Set() };
  const waiting: Place[] = [{ node: file, parent: file, depth: 0 }];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { node, parent, depth } = place;
    if (depth > MAX_DEPTH) {
      throw new OuroborosError('bad-file', `The text is nested more than ${MAX_DEPTH} levels deep.`);
    }
    const role = ts.isIdentifier(node) ? roleOf(ts, node, parent) : null;
    if (role !== null && ts.isIdentifier(node)) seen[role].add(node.text);
    if (isFromElsewhere(ts, node)) continue;
    ts.forEachChild(node, (child) => {
      waiting.push({ node: child, parent: node, depth: depth + 1 });
    });
  }
  return seen;
}

/** Where a name counts, in doubt as declared: then the checker decides. The names of members count nowhere. */
function roleOf(
  ts: typeof TypeScript,
  node: TypeScript.Identifier,
  parent: TypeScript.Node,
): keyof Seen | null {
  if (ts.isImportSpecifier(parent)) return parent.name === node ? 'imported' : null;
  if (isImportPart(ts, parent)) return 'imported';
  if (ts.isExportSpecifier(parent)) return (parent.propertyName ?? parent.name) === node ? 'used' : null;
  if (ts.isShorthandPropertyAssignment(parent)) return 'used';
  if (ts.isQualifiedName(parent)) return parent.left === node ? 'used' : null;
  if ('name' in parent && parent.name === node) return isMember(ts, parent) ? null : 'declared';
  if (ts.isJsxOpeningLikeElement(parent)) return /^[a-z]/.test(node.text) ? 'declared' : 'used';
  return isDoubtful(ts, node, parent) ? 'declared' : 'used';
}

/** `export { a } from 'b'` neither takes nor gives a name of this file. */
function isFromElsewhere(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  return ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined;
}

function isImportPart(ts: typeof TypeScript, parent: TypeScript.Node): boolean {
  return ts.isImportClause(parent) || ts.isNamespaceImport(parent) || ts.isImportEqualsDeclaration(parent);
}

/** A name after a dot or in a class, an object or an attribute list: no name of the file's own scope. */
function isMember(ts: typeof TypeScript, parent: TypeScript.Node): boolean {
  return (
    ts.isPropertyAccessExpression(parent) ||
    ts.isClassElement(parent) ||
    ts.isTypeElement(parent) ||
    ts.isObjectLiteralElementLike(parent) ||
    ts.isJsxAttribute(parent)
  );
}

/** Names that stand for something else than a value or a type of the file: labels, keys, names of other modules. */
function isDoubtful(ts: typeof TypeScript, node: TypeScript.Identifier, parent: TypeScript.Node): boolean {
  return (
    (ts.isBindingElement(parent) && parent.propertyName === node) ||
    ts.isLabeledStatement(parent) ||
    ts.isBreakOrContinueStatement(parent) ||
    ts.isImportTypeNode(parent) ||
    ts.isJsxNamespacedName(parent) ||
    ts.isJsxClosingElement(parent) ||
    ts.isTypePredicateNode(parent) ||
    ts.isNamespaceExportDeclaration(parent)
  );
}
