import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { refused, type RecipeRequest, type RecipeResult, type Refused } from '../recipe.ts';
import { changesTo, proveTexts } from '../typescript/conclude.ts';
import { findNamed } from '../typescript/find-named.ts';
import { placeAt } from '../place.ts';
import { strangerAt } from '../typescript/same-meaning.ts';
import { unwrapped } from '../typescript/syntax.ts';
import { outlineOf } from '../typescript/tree-outline.ts';
import { whyNotCalledThere } from './calls.ts';
import { inlinedText } from './edits.ts';
import { whyNotEvaluatedThere } from './evaluation.ts';
import { inliningOf, VARIABLE, type Inlining } from './variable.ts';
import { wideLineNotes, widthOfText } from './wide-lines.ts';

const USUAL_WIDTH = 80;

/** Inlines the one variable that the request means; see inline-variable.ts for what it refuses. */
export async function inlineVariableOf(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const found = await findNamed(tree, request, VARIABLE);
  if (found.kind === 'refused') return found;
  const inlining = inliningOf(found);
  if (inlining.kind === 'refused') return inlining;
  const objection = objectionTo(inlining);
  if (objection !== null) return objection;
  const text = inlinedText(inlining);
  if (typeof text !== 'string') return text;
  const { project, path, name, place } = found;
  const texts = new Map([[path, text]]);
  const worked = { project, texts, touchesExports: false, rewritesLines: true, signal: request.signal };
  const proved = await proveTexts(worked);
  if (proved.kind === 'refused') return proved;
  const after = proved.after.sourceFile(path);
  if (after === undefined || outlineOf(project.ts, after) !== expectedOutline(inlining)) {
    return refused(
      `${name} at ${place} cannot be inlined: the code around its uses would be read differently.`,
      null,
    );
  }
  const count = inlining.uses.length === 1 ? 'its one use' : `its ${inlining.uses.length} uses`;
  return {
    kind: 'changed',
    changes: await changesTo(tree, texts),
    summary: `${name} of ${place} is inlined at ${count}.`,
    notes: [
      ...notesOf(inlining),
      ...wideLineNotes(
        { path, before: found.file.text, after: text },
        widthOfText(found.file.text, USUAL_WIDTH),
      ),
    ],
    proofs: [
      ...proved.proofs,
      {
        level: 'A',
        detail: `the syntax tree is the same but for the value at ${count} and the statement of ${name}`,
      },
      { level: 'R', detail: `every use of ${name} is replaced` },
    ],
  };
}

function objectionTo(inlining: Inlining): Refused | null {
  const { found, value, uses } = inlining;
  const { project, name, place, path, file } = found;
  const why = whyNotCalledThere(inlining) ?? whyNotEvaluatedThere(inlining);
  if (why !== null) return refused(`${name} at ${place} ${why}.`, null);
  for (const use of uses) {
    const stranger = strangerAt(project, value, use);
    if (stranger !== null) {
      const there = placeAt(path, file.text, use.getStart(file));
      return refused(
        `${stranger}, which the value of ${name} names, means something else at ${there}.`,
        null,
      );
    }
  }
  return null;
}

function expectedOutline({ found, statement, value, uses }: Inlining): string {
  const { ts } = found.project;
  const replaced = new Set<TypeScript.Node>(uses);
  const inlined = outlineOf(ts, value);
  return outlineOf(ts, found.file, (node) => {
    if (node === statement) return '';
    return replaced.has(node) ? inlined : null;
  });
}

function notesOf({ found, statement, value }: Inlining): readonly string[] {
  const { project, file, path, name } = found;
  const { ts } = project;
  const comments = ts.getLeadingCommentRanges(file.text, statement.pos) ?? [];
  const near = comments.filter(({ end }) => !/\n\s*\n/.test(file.text.slice(end, statement.getStart(file))));
  const above = near.map(
    ({ pos }) => `The comment at ${placeAt(path, file.text, pos)}, above ${name}, is left as it is.`,
  );
  const bare = unwrapped(ts, value);
  const isNamed = (ts.isFunctionExpression(bare) || ts.isClassExpression(bare)) && bare.name !== undefined;
  const isFunction = ts.isArrowFunction(bare) || ts.isFunctionExpression(bare) || ts.isClassExpression(bare);
  return isFunction && !isNamed ? [...above, `The function had the name ${name}, and has none now.`] : above;
}
