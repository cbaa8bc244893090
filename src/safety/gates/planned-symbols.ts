import { importLinesOf } from '../../codebase/import-lines.ts';
import { definitionsOf } from '../../codebase/outline.ts';
import { digestOf } from '../../domain/digest.ts';
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { lineChanges } from '../../domain/line-diff.ts';
import type { FileChange } from '../../domain/patch.ts';
import type { Candidate, Gate, Verdict } from '../../domain/ports.ts';
import { isNamedBy } from '../../domain/symbol-name.ts';
import { decodeText } from '../../domain/text.ts';

/**
 * Refuses every change outside of the functions that the user named with `-f`, in whatever file. Imports may be added,
 * and the comment right above a named function belongs to it.
 */
export function createPlannedSymbolsGate(functions: readonly string[]): Gate {
  return {
    id: 'planned-symbols',
    checkType: 'planned-symbols',
    isHealable: true,
    judges: 'each-step',
    appliesTo: () => functions.length > 0,
    check: async (candidate) => judge(candidate, functions),
  };
}

const MAX_DIAGNOSTICS = 5;
const COMMENT = /^\s*(?:#|\/\/|\/\*|\*|--|;)/;

async function judge(candidate: Candidate, functions: readonly string[]): Promise<Verdict> {
  const found = await Promise.all(candidate.changes.map(async (change) => changesOutside(change, functions)));
  const outside = found.flat();
  const names = functions.join(', ');
  const summary =
    outside.length === 0
      ? `Only ${names} and imports changed.`
      : `The task names only ${names}, and ${outside.length === 1 ? 'a place' : `${outside.length} places`} outside changed.`;
  const judged = candidate.changes.flatMap(({ path, after }) =>
    after === null ? [] : [{ path, digest: digestOf(after), verifiedBy: [] }],
  );
  return { passed: outside.length === 0, summary, diagnostics: outside.slice(0, MAX_DIAGNOSTICS), judged };
}

async function changesOutside(
  change: FileChange,
  functions: readonly string[],
): Promise<readonly Diagnostic[]> {
  const { path } = change;
  const before = textOf(change.before);
  const after = textOf(change.after);
  if (before === null) return [outsideAt(path, { number: 1, text: '' }, 'is a new file')];
  if (after === null) return [outsideAt(path, { number: 1, text: '' }, 'is deleted')];
  const old = await linesOutside(path, before, functions);
  const now = await linesOutside(path, after, functions);
  const changes = lineChanges(textsOf(old), textsOf(now));
  const removed = changes.flatMap((one) => old.slice(one.beforeStart, one.beforeEnd));
  const added = changes.flatMap((one) => now.slice(one.afterStart, one.afterEnd));
  const isKept = keepsNames(removed.filter(isImport), added.filter(isImport));
  const isHarmless = harmlessImport(old);
  return [
    ...removed
      .filter((line) => !isImport(line) || !isKept)
      .map((line) => outsideAt(path, line, 'was changed or removed')),
    ...added
      .filter((line) => !isImport(line) || !isHarmless(line))
      .map((line) => outsideAt(path, line, 'is new')),
  ];
}

type OutsideLine = { readonly number: number; readonly text: string; readonly isImport: boolean };

/** The lines that hold something and belong to no named function. */
async function linesOutside(
  path: string,
  text: string,
  functions: readonly string[],
): Promise<readonly OutsideLine[]> {
  const lines = text.split(/\r?\n/);
  const imports = await importLinesOf(path, text);
  const inside = new Set<number>();
  for (const definition of await definitionsOf(path, text)) {
    if (!functions.some((name) => isNamedBy(definition.qualifiedName, name))) continue;
    for (let line = definition.startLine; line <= definition.endLine; line++) inside.add(line);
    for (let line = definition.startLine - 1; COMMENT.test(lines[line - 1] ?? ''); line--) inside.add(line);
  }
  return lines.flatMap((line, index) =>
    inside.has(index + 1) || line.trim() === ''
      ? []
      : [{ number: index + 1, text: line, isImport: imports.has(index + 1) }],
  );
}

const STAR_OR_EFFECT = /\bimport\s*\*\s*$|^\s*import\s*\*?\s*['"]|^\s*use\s.*\*;?\s*$/;
const CLAUSE_WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/**
 * An added import may give new names, and none that the rest of the file already has a meaning for: `from os import
 * getpid as other` would change every call of `other`. Star imports and imports for their effect could do anything.
 */
function harmlessImport(old: readonly OutsideLine[]): (line: OutsideLine) => boolean {
  const meant = new Set(
    old.filter((line) => !isImport(line)).flatMap(({ text }) => text.match(CLAUSE_WORD) ?? []),
  );
  return ({ text }) => !STAR_OR_EFFECT.test(text) && boundBy(text).every((name) => !meant.has(name));
}

/** The names that the line of an import binds: the last word of each part, for `a as b` binds `b`. */
function boundBy(line: string): readonly string[] {
  const clause = line
    .replace(/^\s*from\s+[\w.]+\s+import\b/, '')
    .replace(/\bfrom\s*['"].*$|=\s*require\(.*$/, '')
    .replace(/^\s*(?:import|const|let|var|use|using|include)\b/, '');
  return clause.split(/[,{}()]/).flatMap((part) => part.match(CLAUSE_WORD)?.at(-1) ?? []);
}

/** An import may be rewritten as long as every name in it is still imported. */
function keepsNames(removed: readonly OutsideLine[], added: readonly OutsideLine[]): boolean {
  const wordsIn = (lines: readonly OutsideLine[]): readonly string[] =>
    lines.flatMap((line) => line.text.match(/[\p{L}\p{N}_$]+/gu) ?? []);
  const kept = new Set(wordsIn(added));
  return wordsIn(removed).every((word) => kept.has(word));
}

function isImport(line: OutsideLine): boolean {
  return line.isImport;
}

function textsOf(lines: readonly OutsideLine[]): readonly string[] {
  return lines.map((line) => line.text);
}

function textOf(bytes: Uint8Array | null): string | null {
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? decoded.text : null;
}

function outsideAt(
  path: string,
  line: { readonly number: number; readonly text: string },
  what: string,
): Diagnostic {
  return {
    path,
    line: line.number,
    column: 1,
    kind: 'planned-symbols',
    message: `what stands here ${what}, and no -f names it`,
    source: 'planned-symbols',
    context: line.text,
  };
}
