import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';

type Ts = typeof TypeScript;
type Body = TypeScript.Block | TypeScript.Expression;

/**
 * Whether the bodies of the outermost functions and methods are what they were, as the end of a sentence where they are
 * not. What CommonJS gave a module may be another expression: an export, a loaded module, the path of the file.
 */
export function functionsThatDiffer(before: SingleFile, now: SingleFile): string | null {
  const { ts } = before;
  const [old, next] = [bodiesOf(ts, before.file), bodiesOf(ts, now.file)];
  if (old.length !== next.length) return 'would have other functions than before';
  const at = old.findIndex((one, index) => !isSame(ts, one, next[index]));
  if (at === -1) return null;
  const start = old[at]?.getStart(before.file) ?? 0;
  return `would differ in the function at line ${before.file.getLineAndCharacterOfPosition(start).line + 1}`;
}

function bodiesOf(ts: Ts, file: TypeScript.SourceFile): readonly Body[] {
  const found: Body[] = [];
  const visit = (node: TypeScript.Node): void => {
    const body = bodyOf(ts, node);
    if (body === null) ts.forEachChild(node, visit);
    else found.push(body);
  };
  visit(file);
  return found;
}

function bodyOf(ts: Ts, node: TypeScript.Node): Body | null {
  if (ts.isArrowFunction(node)) return node.body;
  const isFunction =
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isAccessor(node);
  return isFunction ? (node.body ?? null) : null;
}

function isSame(ts: Ts, one: TypeScript.Node, other: TypeScript.Node | undefined): boolean {
  if (other === undefined) return false;
  if (isOfWrapper(ts, one)) return isSimple(ts, other);
  if (one.kind !== other.kind) return false;
  const [parts, others] = [partsOf(ts, one), partsOf(ts, other)];
  if (parts.length === 0 && others.length === 0) return one.getText() === other.getText();
  return parts.length === others.length && parts.every((part, at) => isSame(ts, part, others[at]));
}

/** The children of a node, tokens among them, without documentation. */
function partsOf(ts: Ts, node: TypeScript.Node): readonly TypeScript.Node[] {
  return node
    .getChildren()
    .filter(({ kind }) => kind < ts.SyntaxKind.FirstJSDocNode || kind > ts.SyntaxKind.LastJSDocNode);
}

/** What the wrapper of CommonJS gives, and what is read off it. */
function isOfWrapper(ts: Ts, node: TypeScript.Node): boolean {
  if (ts.isIdentifier(node)) return ['exports', '__dirname', '__filename'].includes(node.text);
  if (ts.isBinaryExpression(node)) return /^require\.main\b|\brequire\.main$/.test(node.getText());
  if (ts.isCallExpression(node)) return node.expression.getText() === 'require';
  const isMember = ts.isPropertyAccessExpression(node);
  return isMember && ['exports', 'module', 'module.exports'].includes(node.expression.getText());
}

/** A name, a member of one, or the question for the main module. */
function isSimple(ts: Ts, node: TypeScript.Node): boolean {
  if (ts.isParenthesizedExpression(node)) return isSimple(ts, node.expression);
  if (ts.isPropertyAccessExpression(node)) return isSimple(ts, node.expression);
  const isQuestion = ts.isBinaryExpression(node) && node.getText().startsWith('process.argv[1]');
  const isKept = ts.isCallExpression(node) && node.expression.getText() === 'require';
  return ts.isIdentifier(node) || ts.isMetaProperty(node) || isQuestion || isKept;
}
