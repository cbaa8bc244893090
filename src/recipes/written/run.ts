import { matchesGlob } from 'node:path/posix';
import { findMatches, type MatchedNode } from '../../codebase/languages/ast-grep.ts';
import { judgeSyntax } from '../../codebase/languages/judge-syntax.ts';
import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import { positionAt } from '../../domain/text.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { changeEachFile, type FileResult } from '../each-file.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import type { SourceFile } from '../source-file.ts';
import { editOf } from './fix-edit.ts';
import type { WrittenRule } from './read-rules.ts';
import type { Rule } from './rule-schema.ts';

const TIME_LIMIT_MS = 10_000;

/** Rewrites what a rule of the project finds in the targets, or in the whole tree without one. */
export function runRule(
  written: WrittenRule,
  request: RecipeRequest,
  tree: SourceTree,
): Promise<RecipeResult> {
  const { rule, path } = written;
  return changeEachFile(
    {
      byLanguage: new Map([[rule.language, async (file) => rewrite(file, rule)]]),
      done: (where) => `${rule.message ?? rule.id}: done in ${where}, as ${path} says.`,
      nothing: (where) => `${rule.id} has nothing to change in ${where}.`,
    },
    request,
    tree,
  );
}

async function rewrite(file: SourceFile, rule: Rule): Promise<FileResult> {
  if (!isMeant(file.path, rule)) return { kind: 'unchanged' };
  const found = await findMatches({ language: rule.language, text: file.text }, matcherOf(rule));
  if (found.kind === 'bad-rule')
    return { kind: 'refused', reason: `ast-grep does not take ${rule.id}: ${found.reason}` };
  if (found.nodes.length === 0) return { kind: 'unchanged' };
  if (!(await parses(file.path, file.text, rule)))
    return { kind: 'refused', reason: `${file.path} has a syntax error.` };
  const { edits, notes } = editsOf(found.nodes, file, rule);
  const text = applyTextEdits(file.text, edits);
  if (!(await parses(file.path, text, rule)))
    return { kind: 'refused', reason: `${file.path} would no longer parse with what ${rule.id} writes.` };
  const detail = 'the result parses without an error';
  return { kind: 'changed', text, notes, proofs: [{ level: 'S', detail }] };
}

/** `files` and `ignores` are globs from the root of the tree. */
function isMeant(path: string, { files, ignores = [] }: Rule): boolean {
  const fits = (globs: readonly string[]): boolean =>
    globs.some((glob) => matchesGlob(path, glob.replace(/^\.\//, '')));
  return (files === undefined || fits(files)) && !fits(ignores);
}

function matcherOf({ rule, constraints, utils, transform }: Rule): Parameters<typeof findMatches>[1] {
  return {
    rule,
    ...(constraints === undefined ? {} : { constraints }),
    ...(utils === undefined ? {} : { utils }),
    ...(transform === undefined ? {} : { transform }),
  };
}

type Edits = { readonly edits: readonly TextEdit[]; readonly notes: readonly string[] };

/** The outermost of matches that lie within each other is rewritten. */
function editsOf(nodes: readonly MatchedNode[], file: SourceFile, rule: Rule): Edits {
  const edits: TextEdit[] = [];
  const notes: string[] = [];
  for (const node of nodes) {
    const place = `${file.path}:${positionAt(file.text, node.range().start.index).line}`;
    const edit = editOf(node, file.text, rule);
    if (edit === null)
      notes.push(`Left as it was: ${place}, whose string of several lines would be indented anew.`);
    else if (edit.start < (edits.at(-1)?.end ?? 0))
      notes.push(`Left as it was: ${place}, within another match.`);
    else edits.push(edit);
  }
  return { edits, notes };
}

async function parses(path: string, text: string, { language }: Rule): Promise<boolean> {
  const bytes = new TextEncoder().encode(text);
  const deadline = performance.now() + TIME_LIMIT_MS;
  const judged = await judgeSyntax(
    { path, language, bytes, text },
    { python: null, timeoutMs: TIME_LIMIT_MS, deadline },
  );
  return judged.every(({ report }) => report.kind === 'parsed' && report.problems.length === 0);
}
