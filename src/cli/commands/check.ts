import { realpathSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { systemCodeOf } from '../../domain/errors.ts';
import { decodeText } from '../../domain/text.ts';
import { insideOrNull } from '../../codebase/inside-root.ts';
import { withSmallNursery } from '../../codebase/index/build/small-nursery.ts';
import { languageOnDisk } from '../../codebase/language-on-disk.ts';
import { openPython3, type Python3 } from '../../codebase/languages/python3.ts';
import { createOldestPythonFinder, type FindOldestPython } from '../../codebase/oldest-python.ts';
import { createGoalFinder, type FindGoal } from '../../codebase/package-goal.ts';
import { createGitVcs } from '../../safety/git.ts';
import {
  checkSyntax,
  DEFAULT_SYNTAX_LIMITS,
  verdictBySize,
  type SyntaxLimits,
  type SyntaxVerdict,
} from '../../safety/syntax-check.ts';
import { filesToCheck, refuseFile, type FileSelection, type FileToCheck } from '../files-to-check.ts';
import type { Io } from '../io.ts';
import { checkForGithub } from '../reporters/check-github.ts';
import { checkedFile, type CheckedFile, type CheckReport } from '../reporters/check-report.ts';
import { checkAsSarif } from '../reporters/check-sarif.ts';
import { CHECK_AS_JSON, CHECK_AS_TEXT } from '../reporters/check-text.ts';
import { toolVersion } from '../tool-version.ts';

export type CheckOptions = FileSelection & {
  readonly format?: 'text' | 'json' | 'sarif' | 'github';
  /** The same as `format: 'json'`. */
  readonly json?: boolean;
  /** How all JavaScript is read, whatever its extension and package say. */
  readonly goal?: 'module' | 'script';
  /** In bytes. */
  readonly maxSize?: number;
  /** In milliseconds, for one parser and one file. */
  readonly maxParseTime?: number;
  /** In milliseconds, for all parsers together and one file. */
  readonly maxFileTime?: number;
};

type CheckIo = Pick<Io, 'stdout' | 'cwd' | 'signal' | 'readStdin'>;

/**
 * Judges files by themselves, with no state before, and gives the exit code: 0 when all are valid, 1 when one is not.
 * A file of a language without a parser is valid and says that nothing verified it.
 * @throws OuroborosError with exit code 2 when a path is missing, or is neither a file nor a folder
 */
export async function runCheck(options: CheckOptions, io: CheckIo): Promise<number> {
  const files = await filesToCheck(options, io);
  const report = await reportFor(options, io.cwd);
  const limits = limitsOf(options);
  // One interpreter serves all files.
  const python = openPython3({ timeoutMs: limits.timeoutMs, signal: io.signal });
  const goalOf = goalsFor(options);
  const oldestPythonOf = createOldestPythonFinder((path) => readFile(path));
  const base = { limits, python, goalOf, oldestPythonOf };
  const judge: Judge = { ...base, isBrief: true, cwd: io.cwd, signal: io.signal };
  const all: CheckedFile[] = [];
  try {
    await withSmallNursery(async () => {
      for (const file of files) {
        const checked = await check(file, judge);
        if (checked === null) continue;
        all.push(checked);
        for (const line of report.ofFile(checked)) io.stdout(line);
      }
    });
  } finally {
    python.close();
  }
  for (const line of report.ofAll(all)) io.stdout(line);
  return all.every(({ verdict }) => verdict.valid) ? 0 : 1;
}

function limitsOf({ maxSize, maxParseTime, maxFileTime }: CheckOptions): SyntaxLimits {
  return {
    maxBytes: maxSize ?? DEFAULT_SYNTAX_LIMITS.maxBytes,
    timeoutMs: maxParseTime ?? DEFAULT_SYNTAX_LIMITS.timeoutMs,
    wallMs: maxFileTime ?? DEFAULT_SYNTAX_LIMITS.wallMs,
  };
}

function goalsFor({ goal }: CheckOptions): FindGoal {
  if (goal !== undefined) return async () => goal;
  return createGoalFinder((path) => readFile(path));
}

type Judge = {
  readonly goalOf: FindGoal;
  readonly oldestPythonOf: FindOldestPython;
  readonly limits: SyntaxLimits;
  readonly python: Python3;
  readonly isBrief: boolean;
  readonly cwd: string;
  readonly signal: AbortSignal;
};

/** Null where a listed file is gone by now. */
async function check(file: FileToCheck, judge: Judge): Promise<CheckedFile | null> {
  const { name } = file;
  const seen = await look(file, judge);
  switch (seen.kind) {
    case 'gone':
      return null;
    case 'judged':
      return checkedFile(name, seen.verdict, '');
    case 'read': {
      const goal = await judge.goalOf(resolve(judge.cwd, name));
      const oldestPython = await judge.oldestPythonOf(resolve(judge.cwd, name));
      const input = { path: name, before: null, after: seen.bytes, goal, oldestPython };
      const verdict = await checkSyntax(input, judge);
      const decoded = decodeText(seen.bytes);
      return checkedFile(name, verdict, decoded.kind === 'text' ? decoded.text : '');
    }
  }
}

type Seen =
  | { readonly kind: 'gone' }
  | { readonly kind: 'judged'; readonly verdict: SyntaxVerdict }
  | { readonly kind: 'read'; readonly bytes: Uint8Array };

/** A file whose size or name decides is not read: it may be larger than memory. */
async function look({ name, isNamed }: FileToCheck, { cwd, limits }: Judge): Promise<Seen> {
  try {
    const { size } = await stat(resolve(cwd, name));
    const language = await languageOnDisk(resolve(cwd, name));
    const verdict = verdictBySize({ path: name, language, sizeBytes: size }, limits);
    if (verdict !== null) return { kind: 'judged', verdict };
    return { kind: 'read', bytes: await readFile(resolve(cwd, name)) };
  } catch (error) {
    return isNamed || systemCodeOf(error) !== 'ENOENT' ? refuseFile(name, error) : { kind: 'gone' };
  }
}

async function reportFor({ format, json }: CheckOptions, cwd: string): Promise<CheckReport> {
  switch (format ?? (json === true ? 'json' : 'text')) {
    case 'text':
      return CHECK_AS_TEXT;
    case 'json':
      return CHECK_AS_JSON;
    case 'sarif':
      return checkAsSarif(await pathsInRepository(cwd), toolVersion());
    case 'github':
      return checkForGithub(await pathsInRepository(cwd));
  }
}

/** Whoever shows a report beside the code knows paths from the root of the repository, wherever the command was started. */
async function pathsInRepository(cwd: string): Promise<(name: string) => string> {
  const folder = realpathSync(cwd);
  const root = (await createGitVcs().describe(folder))?.root ?? folder;
  return (name) => {
    const place = resolve(folder, name);
    return insideOrNull(place, { root }) ?? insideOrNull(realpathSync(place), { root }) ?? place;
  };
}
