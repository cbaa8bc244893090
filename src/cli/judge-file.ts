import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { OuroborosError, systemCodeOf } from '../domain/errors.ts';
import { languageOnDisk } from '../codebase/language-on-disk.ts';
import type { Python3 } from '../codebase/languages/python3.ts';
import type { FindOldestPython } from '../codebase/oldest-python.ts';
import type { FindGoal } from '../codebase/package-goal.ts';
import { checkSyntax } from '../safety/syntax-check.ts';
import type { SyntaxInput, SyntaxLimits } from '../safety/syntax-input.ts';
import { verdictBySize, type SyntaxVerdict } from '../safety/syntax-verdict.ts';
import { refusalOf, type FileToCheck } from './files-to-check.ts';
import { checkedFile, type CheckedFile } from './reporters/check-report.ts';

/** What files are judged by. */
export type FileJudge = {
  readonly goalOf: FindGoal;
  readonly oldestPythonOf: FindOldestPython;
  readonly limits: SyntaxLimits;
  readonly python: Python3;
  readonly isBrief: boolean;
  readonly cwd: string;
  readonly signal: AbortSignal;
};

/** A file that was judged; one that was listed and is gone by now; one that cannot be read. */
export type FileResult =
  | { readonly kind: 'judged'; readonly file: CheckedFile }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly error: OuroborosError };

/** Judges a file as it is on disk. A file whose size or name decides is not read: it may be larger than memory. */
export async function judgeFile(file: FileToCheck, judge: FileJudge): Promise<FileResult> {
  const { name } = file;
  const place = resolve(judge.cwd, name);
  try {
    const { size } = await stat(place);
    const language = await languageOnDisk(place);
    const bySize = verdictBySize({ path: name, language, sizeBytes: size }, judge.limits);
    if (bySize !== null) return { kind: 'judged', file: checkedFile(name, bySize, null) };
    const after = await readFile(place);
    const reading = { goal: await judge.goalOf(place), oldestPython: await judge.oldestPythonOf(place) };
    const verdict = await verdictOn({ path: name, before: null, after, ...reading }, file, judge);
    return { kind: 'judged', file: checkedFile(name, verdict, after) };
  } catch (error) {
    if (error instanceof OuroborosError || systemCodeOf(error) === null) throw error;
    const isGone = !file.isNamed && systemCodeOf(error) === 'ENOENT';
    return isGone ? { kind: 'gone' } : { kind: 'refused', error: await refusalOf(name, error, judge.cwd) };
  }
}

/** By itself; where something is told of it, with what the file before says to that. */
async function verdictOn(input: SyntaxInput, file: FileToCheck, judge: FileJudge): Promise<SyntaxVerdict> {
  const alone = await checkSyntax(input, judge);
  if (alone.kind === 'valid' || file.before === undefined) return alone;
  const before = await file.before();
  if (before !== null) return comparedWith(alone, await checkSyntax({ ...input, before }, judge));
  return { ...alone, diagnostics: alone.diagnostics.map((one) => ({ ...one, state: 'new' })) };
}

/** An error is one, old or new: that it was there before is told. What no parser could read may be known to have been read before. */
function comparedWith(alone: SyntaxVerdict, compared: SyntaxVerdict): SyntaxVerdict {
  if (alone.valid) return compared.valid ? alone : compared;
  const old = compared.warnings.filter(({ state }) => state === 'old');
  const diagnostics = [...compared.diagnostics, ...old].slice(0, 5);
  return diagnostics.length === 0 ? alone : { ...alone, diagnostics };
}
