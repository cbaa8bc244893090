import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import { positionAt } from '../../domain/text.ts';
import { changeEachFile, type FileResult } from '../each-file.ts';
import { refused, type RecipeRequest, type RecipeResult } from '../recipe.ts';
import { openAlone, proveAlone } from '../typescript/file-alone.ts';
import { variableNames } from '../typescript/variable-names.ts';
import { forNode, TEMPLATES } from '../typescript/needs-node.ts';
import { bare, concatenationsIn, partsOf } from './concatenations.ts';
import { isPrimitive } from './primitives.ts';
import { formOf } from './prove.ts';
import { templateOf } from './template.ts';

type Rewriting = {
  readonly checked: SingleFile;
  readonly isCertain: (value: TypeScript.Expression) => boolean;
  /** Filled as concatenations are met: where one stays, and why. */
  readonly left: { readonly node: TypeScript.Node; readonly reason: string }[];
};

/** Writes the concatenations of the targets as template literals where that cannot change their text. */
export async function toTemplateLiteralsIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const { untyped } = request.slots;
  if (untyped !== undefined && untyped !== 'convert')
    return refused(`untyped=${untyped} is not known.`, 'Say untyped=convert, or leave it out.');
  const work = forNode(TEMPLATES, async (file) => toTemplateLiterals(file, untyped === 'convert'));
  return changeEachFile(
    {
      byLanguage: new Map(['javascript', 'typescript', 'tsx'].map((language) => [language, work])),
      done: (where) => `Concatenations written as template literals in ${where}.`,
      nothing: (where) => `No concatenation of ${where} can be written as a template literal.`,
    },
    request,
    tree,
  );
}

async function toTemplateLiterals(
  { path, text }: { readonly path: string; readonly text: string },
  takesAny: boolean,
): Promise<FileResult> {
  if (!text.includes('+')) return { kind: 'unchanged' };
  const opened = await openAlone({ path, text });
  if (opened.kind === 'refused') return opened;
  const { checked } = opened;
  const named = { checked, names: variableNames(checked) };
  const rewriting: Rewriting = {
    checked,
    left: [],
    isCertain: (value) => takesAny || isPrimitive(named, value),
  };
  const edits = editsIn(rewriting, checked.file);
  const notes = rewriting.left.map(({ node, reason }) => {
    const { line } = positionAt(text, node.getStart(checked.file));
    return `${path}:${line}: the concatenation stays, because ${reason}.`;
  });
  if (edits.length === 0) return { kind: 'unchanged', notes };
  const after = applyTextEdits(text, edits);
  const proved = proveAlone(checked, { path, text: after });
  if (typeof proved === 'string' || formOf(checked) !== formOf(proved.checked)) {
    const fault = typeof proved === 'string' ? proved : 'more than the way of writing would change';
    return { kind: 'refused', reason: `The concatenations of ${path} were left, because ${fault}.` };
  }
  const detail =
    'the syntax tree is the same, with a concatenation and a template literal of the same parts as one';
  return { kind: 'changed', text: after, notes, proofs: [...proved.proofs, { level: 'A', detail }] };
}

/** The edits below a node; what is within a value of a concatenation is part of its edit. */
function editsIn(rewriting: Rewriting, root: TypeScript.Node): readonly TextEdit[] {
  const { checked, left } = rewriting;
  return concatenationsIn(checked.ts, root).flatMap((node) => {
    const reason = reasonToStay(rewriting, node);
    const written = reason === null ? templateOf(checked, node, (value) => textOf(rewriting, value)) : null;
    if (written !== null && 'text' in written)
      return [{ start: node.getStart(checked.file), end: node.end, newText: written.text }];
    left.push({ node, reason: written?.fault ?? reason ?? '' });
    return partsOf(checked.ts, node).flatMap((part) =>
      part.kind === 'value' ? editsIn(rewriting, part.node) : [],
    );
  });
}

function reasonToStay(rewriting: Rewriting, node: TypeScript.BinaryExpression): string | null {
  const { checked, isCertain } = rewriting;
  const { ts, file } = checked;
  if (isBrokenText(checked, node))
    return 'its texts are broken over lines, which a template literal cannot be';
  const doubtful = partsOf(ts, node).find(
    (part) => part.kind === 'value' && !ts.isTemplateSpan(part.node.parent) && !isCertain(part.node),
  );
  if (doubtful === undefined) return reasonWithin(rewriting, node);
  const text = doubtful.node.getText(file).replace(/\s+/g, ' ');
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return `${short} may be an object, whose text may then differ (untyped=convert takes it too)`;
}

/** Nothing is done by half: where a branch of a value is a concatenation that stays, so does the one around it. */
function reasonWithin(rewriting: Rewriting, node: TypeScript.BinaryExpression): string | null {
  const { ts } = rewriting.checked;
  for (const part of partsOf(ts, node)) {
    const branches =
      part.kind === 'value' && !ts.isTemplateSpan(part.node.parent) ? branchesOf(ts, part.node) : [];
    for (const branch of branches) {
      const [own] = concatenationsIn(ts, branch).filter((one) => one === branch);
      const reason = own === undefined ? null : reasonToStay(rewriting, own);
      if (reason !== null) return `of the one in it: ${reason}`;
    }
  }
  return null;
}

/** What a value of a condition comes from: `a ? b : c` gives b or c. */
function branchesOf(ts: typeof TypeScript, node: TypeScript.Expression): readonly TypeScript.Expression[] {
  const inner = bare(ts, node);
  if (ts.isConditionalExpression(inner))
    return [inner.whenTrue, inner.whenFalse].flatMap((one) => branchesOf(ts, one));
  const isLogical =
    ts.isBinaryExpression(inner) &&
    [
      ts.SyntaxKind.AmpersandAmpersandToken,
      ts.SyntaxKind.BarBarToken,
      ts.SyntaxKind.QuestionQuestionToken,
    ].includes(inner.operatorToken.kind);
  return isLogical ? [inner.left, inner.right].flatMap((one) => branchesOf(ts, one)) : [inner];
}

/** Whether two texts follow each other on different lines: one that was too long for a line. */
function isBrokenText({ ts, file }: SingleFile, node: TypeScript.BinaryExpression): boolean {
  const parts = partsOf(ts, node);
  return parts.some((part, index) => {
    const next = parts[index + 1];
    if (part.kind !== 'text' || next?.kind !== 'text') return false;
    return file.text.slice(part.node.end, next.node.getStart(file)).includes('\n');
  });
}

function textOf(rewriting: Rewriting, value: TypeScript.Expression): string {
  const { file } = rewriting.checked;
  const start = value.getStart(file);
  const edits = editsIn(rewriting, value).map((edit) => ({
    ...edit,
    start: edit.start - start,
    end: edit.end - start,
  }));
  return applyTextEdits(value.getText(file), edits);
}
