import type { LintProblem } from '../../codebase/languages/ruff-lint.ts';
import { isJudgedForSecurity } from '../../codebase/security/security-problems.ts';
import { treeLanguageOf } from '../../codebase/security/tree-security.ts';
import { isTestFile } from '../../codebase/test-files.ts';
import { newItems } from '../../domain/new-items.ts';
import type { Gate } from '../../domain/ports.ts';
import { lineAt, positionAt } from '../../domain/text.ts';
import { createTextReaders, type TextReaders } from '../text-readers.ts';
import { gateOf, type Finding, type TextChange } from './text-guard.ts';

/** What is installed, built or read by tests only. */
const NOT_RUN =
  /(?:^|\/)(?:karma|jest|vitest|playwright|cypress|wdio|protractor|web-test-runner)(?:\.[\w-]+)*\.(?:conf|config)\.[cm]?[jt]s$|(?:^|\/)(?:node_modules|vendor|third_party|dist|fixtures?|test-?data|__snapshots__)\/|\.min\.js$|\.d\.[cm]?ts$|(?:^|\/)(?:tests?|spec)\/.*\.(?:rb|php|java|go)$|_spec\.rb$/;
const PYTHON = /\.(?:pyw?|pyi|ipynb)$/;
const MAX_FINDINGS = 10;
const MINIFIED = 5_000;

/**
 * Refuses code that makes a program open to attack where it was not before: text run as code or by a shell, SQL and HTML
 * built from values, unchecked certificates, data that can run code. A suppression comment does not help.
 */
export function createSecurityGate(readers: Pick<TextReaders, 'security'> = createTextReaders()): Gate {
  return gateOf({
    id: 'security',
    noun: 'security problem',
    judges: 'each-step',
    appliesTo: isJudged,
    find: async (changes) => {
      const [before, after] = await Promise.all([
        problemsIn(changes, 'before', readers),
        problemsIn(changes, 'after', readers),
      ]);
      return newProblems(after, before).slice(0, MAX_FINDINGS).map(findingOf);
    },
  });
}

type Place = { readonly path: string; readonly text: string; readonly problem: LintProblem };

function isJudged(path: string): boolean {
  return isJudgedForSecurity(path) && isRunInEarnest(path);
}

/** Whether what a file holds is run where it can do harm: not that of tests, and not what is installed or built. */
export function isRunInEarnest(path: string): boolean {
  return !isTestFile(path) && !NOT_RUN.test(path);
}

/** The problems of one side of those files that are not the same on both. */
async function problemsIn(
  changes: readonly TextChange[],
  side: 'before' | 'after',
  { security }: Pick<TextReaders, 'security'>,
): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const { path, [side]: text, before, after } of changes) {
    if (text === null || before === after) continue;
    const problems = await security(path, text);
    const own = problems.filter(({ offset }) => !isBundled(path, lineAt(text, offset)));
    places.push(...own.map((problem) => ({ path, text, problem })));
  }
  return places;
}

/** Whether a bundler wrote the line of a script: nobody writes such a one by hand. */
function isBundled(path: string, line: string): boolean {
  return line.length > MINIFIED && /\.[cm]?js$/.test(path);
}

/**
 * A line that moved, to another file as well, has no new problem. Of the rest each takes the place of one of its kind
 * that its file has lost: such a line was only edited, as by a rename.
 */
function newProblems(after: readonly Place[], before: readonly Place[]): readonly Place[] {
  const added = newItems(after, before, lineKey);
  const lost = newItems(before, after, lineKey);
  return newItems(added, lost, ({ path, problem }) => `${path}\n${problem.code}`);
}

function lineKey({ text, problem }: Place): string {
  return [problem.code, problem.message, lineAt(text, problem.offset).trim()].join('\n');
}

function findingOf({ path, text, problem }: Place): Finding {
  const { code, message, offset } = problem;
  return { path, ...positionAt(text, offset), message: `${message} (${code})`, source: parserOf(path) };
}

function parserOf(path: string): string {
  if (treeLanguageOf(path) !== null) return 'tree-sitter';
  return PYTHON.test(path) ? 'ruff' : 'oxc';
}
