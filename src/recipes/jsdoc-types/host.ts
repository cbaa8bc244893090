import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { FunctionWithBody } from '../typescript/functions.ts';
import { isAssigned, valueSymbolOf } from '../typescript/stable-names.ts';
import { namesIn } from '../typescript/tokens.ts';

/** What the documentation of a function stands above, and the documentation that is there. */
export type Host = {
  readonly file: TypeScript.SourceFile;
  readonly node: TypeScript.Node;
  readonly comment: TypeScript.JSDoc | null;
};

const OTHER_KINDS =
  /@(?:type|overload|typedef|callback|template|inheritdoc|satisfies|class|constructor|extends|augments|implements|interface|this|method|function|func|property|prop|lends|borrows)\b/i;

/** Where the documentation of a function is; null for one whose place gives its type or that has no name, else why it is left. */
export function hostOf(project: TypeScriptProject, fn: FunctionWithBody): Host | string | null {
  const { ts, checker } = project;
  const node = nodeAbove(project, fn);
  if (node === null || ts.getJSDocType(fn) !== undefined) return null;
  const isTypedByPlace = ts.isMethodDeclaration(fn)
    ? ts.isObjectLiteralExpression(fn.parent) && checker.getContextualType(fn.parent) !== undefined
    : !ts.isFunctionDeclaration(fn) && checker.getContextualType(fn)?.getCallSignatures().length;
  if (isTypedByPlace) return null;
  const file = fn.getSourceFile();
  const start = node.getStart(file);
  const lineStart = file.text.lastIndexOf('\n', start - 1) + 1;
  if (file.text.slice(lineStart, start).trim() !== '') return 'other code stands before it on its line';
  const comment = commentOf(ts, node);
  if (comment === null) return { file, node, comment };
  const text = comment.getText(file);
  if (OTHER_KINDS.test(text)) return 'its documentation has tags that tell its type in other ways';
  const isApart = /\n[ \t\r]*\n/.test(file.text.slice(comment.end, start));
  const isFirst = /^(?:#!.*|['"]use strict['"];?|\s)*$/.test(file.text.slice(0, comment.pos));
  const isOfFunction = /@(?:param|arg|argument|returns?)\b/.test(text);
  if (isApart && !isOfFunction && (isFirst || !/^[ \t*/]*@\w/m.test(text)))
    return 'the comment above it may be that of the file or of a part of it';
  return { file, node, comment };
}

/** The statement or member that a function makes up. */
function nodeAbove(project: TypeScriptProject, fn: FunctionWithBody): TypeScript.Node | null {
  const { ts } = project;
  if (ts.isFunctionDeclaration(fn) || ts.isMethodDeclaration(fn)) return fn;
  const { parent } = fn;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) return parent;
  if (ts.isVariableDeclaration(parent)) {
    const list = parent.parent;
    const isAlone = ts.isVariableDeclarationList(list) && list.declarations.length === 1;
    const isFixed = ts.isIdentifier(parent.name) && !isSetAgain(project, parent.name);
    return isAlone && isFixed && ts.isVariableStatement(list.parent) ? list.parent : null;
  }
  const isValue =
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isPropertyAccessExpression(parent.left);
  return isValue && ts.isExpressionStatement(parent.parent) ? parent.parent : null;
}

/** Whether a variable is given another value, such as another function, later on. */
function isSetAgain(project: TypeScriptProject, name: TypeScript.Identifier): boolean {
  const symbol = valueSymbolOf(project, name);
  return namesIn(project.ts, name.getSourceFile()).some(
    (use) => use.text === name.text && isAssigned(project.ts, use) && valueSymbolOf(project, use) === symbol,
  );
}

/** Of several the last one, which is the one that counts. */
function commentOf(ts: typeof TypeScript, node: TypeScript.Node): TypeScript.JSDoc | null {
  const found = ts.getJSDocCommentsAndTags(node).filter((one) => ts.isJSDoc(one));
  return found.filter(({ parent }) => parent === node).at(-1) ?? null;
}
