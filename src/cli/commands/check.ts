import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { OuroborosError } from '../../domain/errors.ts';
import { printableLine } from '../../domain/terminal-text.ts';
import { insideOrNull } from '../../codebase/inside-root.ts';
import { withSmallNursery } from '../../codebase/index/build/small-nursery.ts';
import { openPython3 } from '../../codebase/languages/python3.ts';
import { createOldestPythonFinder } from '../../codebase/oldest-python.ts';
import { createGoalFinder, type FindGoal } from '../../codebase/package-goal.ts';
import { createGitVcs } from '../../safety/git.ts';
import { DEFAULT_SYNTAX_LIMITS, type SyntaxLimits } from '../../safety/syntax-input.ts';
import { filesToCheck, type FileSelection } from '../files-to-check.ts';
import type { Io } from '../io.ts';
import { judgeFile, type FileJudge } from '../judge-file.ts';
import { checkForGithub } from '../reporters/check-github.ts';
import { type CheckedFile, type CheckReport } from '../reporters/check-report.ts';
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

type CheckIo = Pick<Io, 'stdout' | 'stderr' | 'cwd' | 'signal' | 'readStdin'>;

/**
 * Judges files by themselves, with no state before, and gives the exit code: 0 when all are valid, 1 when one is not.
 * A file of a language without a parser is valid and says that nothing verified it.
 * @throws OuroborosError with exit code 2 when a path is missing, leads nowhere, or is neither a file nor a folder; at the
 * end, when all the others are judged and told; with exit code 5 when `changed` is asked for outside of a git repository
 */
export async function runCheck(options: CheckOptions, io: CheckIo): Promise<number> {
  const { files, refused, missing } = await filesToCheck(options, io);
  const report = await reportFor(options, io.cwd);
  const limits = limitsOf(options);
  // One interpreter serves all files.
  const python = openPython3({ timeoutMs: limits.timeoutMs, signal: io.signal });
  const goalOf = goalsFor(options);
  const oldestPythonOf = createOldestPythonFinder((path) => readFile(path));
  const base = { limits, python, goalOf, oldestPythonOf };
  const judge: FileJudge = { ...base, isBrief: true, cwd: io.cwd, signal: io.signal };
  const all: CheckedFile[] = [];
  const refusals = [...refused];
  try {
    await withSmallNursery(async () => {
      for (const file of files) {
        const result = await judgeFile(file, judge);
        if (result.kind === 'refused') refusals.push(result.error);
        if (result.kind !== 'judged') continue;
        all.push(result.file);
        for (const line of report.ofFile(result.file)) io.stdout(line);
      }
    });
  } finally {
    python.close();
  }
  for (const line of report.ofAll(all, refusals.length)) io.stdout(line);
  for (const name of missing)
    io.stderr(`${printableLine(name)} is listed on standard input and is not there: left out.`);
  const [refusal] = refusals;
  if (refusal !== undefined) throw asOne(refusal, refusals);
  return all.every(({ verdict }) => verdict.valid) ? 0 : 1;
}

/** One message for all that could not be looked at. */
function asOne(first: OuroborosError, all: readonly OuroborosError[]): OuroborosError {
  if (all.length === 1) return first;
  return new OuroborosError(first.code, all.map(({ message }) => message).join(' '), { cause: first });
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
