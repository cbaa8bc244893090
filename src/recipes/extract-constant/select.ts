import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { refused, type Refused, type SlotValues } from '../recipe.ts';
import type { OneFile } from '../typescript/one-file.ts';
import { isAssigned } from '../typescript/stable-names.ts';
import { isLoader } from '../typescript/syntax.ts';
import { outlineOf } from '../typescript/tree-outline.ts';
import { placeAt } from '../place.ts';

type Selected = { readonly kind: 'selected'; readonly nodes: readonly TypeScript.Expression[] };

const MAX_LISTED = 8;
const READ_BY_TOOLS = new Set(
  'mock unmock doMock doUnmock dontMock setMock importActual importMock requireActual requireMock glob'.split(
    ' ',
  ),
);

/** The expressions that the request means: one, or all that read the same where all are asked for. */
export function selectExpressions(one: OneFile, slots: SlotValues): Selected | Refused {
  const { file, span } = one;
  const { ts } = one.project;
  const wanted = slots['text'] ?? slots['number'] ?? null;
  const all = expressionsIn(one, wanted);
  const here = all.filter((node) => node.getStart(file) >= span.start && node.end <= span.end);
  const [first] = here;
  if (first === undefined) {
    const what = wanted === null ? 'No literal' : `No expression ${wanted}`;
    const left = leftIn(one, wanted);
    return left === undefined
      ? notThere(one, { what, all })
      : refused(
          `${left.getText(file)} at ${placeOf(one, left)} has to stay as it is: it ${whyLeft(ts, left)}.`,
          null,
        );
  }
  const text = readingOf(ts, first);
  const isOneText = here.every((node) => readingOf(ts, node) === text);
  if (slots['all'] === 'yes' && isOneText) {
    return {
      kind: 'selected',
      nodes: wanted === null ? all.filter((node) => readingOf(ts, node) === text) : here,
    };
  }
  if (here.length === 1) return { kind: 'selected', nodes: here };
  const hint =
    wanted === null
      ? 'Quote the one that is meant.'
      : `Say which one, as at=${placeOf(one, first)}, or all=yes.`;
  return refused(`Several expressions could be meant: ${listed(one, here)}.`, hint);
}

/** What is meant stands elsewhere in the file, or nowhere. */
function notThere(
  one: OneFile,
  { what, all }: { readonly what: string; readonly all: readonly TypeScript.Expression[] },
): Refused {
  const { file, path, span } = one;
  const lines = [span.start, span.end].map((offset) => file.getLineAndCharacterOfPosition(offset).line + 1);
  const isWhole = lines[0] === 1 && span.end >= file.text.trimEnd().length;
  const where = isWhole
    ? path
    : `${path} at ${lines[0] === lines[1] ? `line ${lines[0]}` : `lines ${lines.join('-')}`}`;
  const [other] = all;
  return other === undefined
    ? refused(`${what} stands in ${where}.`, 'Quote the expression as it is written.')
    : refused(
        `${what} stands in ${where}, but ${listed(one, all)} does.`,
        `Say which one is meant, as at=${placeOf(one, other)}.`,
      );
}

/** The outermost expressions that read as wanted; without a wish, all literals. */
function expressionsIn(one: OneFile, wanted: string | null): readonly TypeScript.Expression[] {
  const { ts } = one.project;
  return outermost(one, wanted, (node) => isEvaluated(ts, node));
}

/** An expression of the place that is meant, and cannot be given a name. */
function leftIn(one: OneFile, wanted: string | null): TypeScript.Expression | undefined {
  const { file, span } = one;
  return outermost(one, wanted, () => true).find(
    (node) => node.getStart(file) >= span.start && node.end <= span.end,
  );
}

function outermost(
  { project: { ts }, file }: OneFile,
  wanted: string | null,
  counts: (node: TypeScript.Expression) => boolean,
): readonly TypeScript.Expression[] {
  const found: TypeScript.Expression[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isTypeNode(node)) return;
    const isMeant = wanted === null ? isLiteral(ts, node) : reads(ts, node, wanted);
    if (ts.isExpression(node) && isMeant && counts(node)) found.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function whyLeft(ts: typeof TypeScript, node: TypeScript.Expression): string {
  const { parent } = node;
  const isModule =
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isExternalModuleReference(parent) ||
    (ts.isCallExpression(parent) && isLoader(ts, parent.expression));
  if (isModule) return 'names a module, which bundlers and other tools read as it is written';
  if (isReadByTools(ts, parent)) return 'is read by bundlers or test runners as it is written';
  if (ts.isExpressionStatement(parent)) return 'is a statement of its own';
  if (isAssigned(ts, node)) return 'is assigned to';
  if ('name' in parent && parent.name === node) return 'is a key';
  return 'is no value of its own there';
}

/** A text may be quoted as it is in the code or without its own quotes. */
function reads(ts: typeof TypeScript, node: TypeScript.Node, wanted: string): boolean {
  if (ts.isStringLiteralLike(node) && node.text === wanted) return true;
  return node.getText().replace(/\s+/g, ' ') === wanted.replace(/\s+/g, ' ');
}

function isLiteral(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  return ts.isNumericLiteral(node) || ts.isBigIntLiteral(node) || ts.isStringLiteralLike(node);
}

/** Not a key, a module, a directive, a label, or the target of an assignment. */
function isEvaluated(ts: typeof TypeScript, node: TypeScript.Expression): boolean {
  const { parent } = node;
  if (ts.isExpressionStatement(parent)) return false;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return false;
  if (ts.isExternalModuleReference(parent) || ts.isExpressionWithTypeArguments(parent)) return false;
  if (isReadByTools(ts, parent)) return false;
  if (ts.isTaggedTemplateExpression(parent) || isAssigned(ts, node)) return false;
  if (isHead(node) && (ts.isOptionalChain(node) || ts.isCallExpression(parent))) return false;
  return !('name' in parent && parent.name === node) && !ts.isEnumMember(parent);
}

/** `a.b` in `a.b()` would be called with another `this`; `a?.b` in `a?.b.c` belongs to what is behind it. */
function isHead(node: TypeScript.Expression): boolean {
  return 'expression' in node.parent && node.parent.expression === node;
}

/** Texts that bundlers and test runners look for in the code, where a name would hide them: modules, mocks, addresses of files. */
function isReadByTools(ts: typeof TypeScript, call: TypeScript.Node): boolean {
  if (ts.isNewExpression(call)) return call.arguments?.[1]?.getText().startsWith('import.meta') === true;
  if (!ts.isCallExpression(call)) return false;
  const { expression } = call;
  if (ts.isPropertyAccessExpression(expression)) return READ_BY_TOOLS.has(expression.name.text);
  return isLoader(ts, expression);
}

/** What makes two expressions the same: strings by their value, others by their syntax tree. */
export function readingOf(ts: typeof TypeScript, node: TypeScript.Expression): string {
  return ts.isStringLiteralLike(node) ? JSON.stringify(node.text) : outlineOf(ts, node);
}

function listed(one: OneFile, nodes: readonly TypeScript.Node[]): string {
  const shown = nodes.slice(0, MAX_LISTED).map((node) => `${node.getText(one.file)} (${placeOf(one, node)})`);
  const more = nodes.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

function placeOf({ file, path }: OneFile, node: TypeScript.Node): string {
  return placeAt(path, file.text, node.getStart(file));
}
