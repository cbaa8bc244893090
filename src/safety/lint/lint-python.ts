import { isTestFile } from '../../codebase/test-files.ts';
import type { CodeHost, CodeOfFile } from '../../codebase/languages/code-of-file.ts';
import type { LintProblem } from '../../codebase/languages/ruff-lint.ts';
import { ruffSyntax } from '../../codebase/languages/ruff.ts';
import { messageOf } from '../../domain/errors.ts';
import { lineAt, positionAt } from '../../domain/text.ts';
import type { TextReaders } from '../text-readers.ts';
import {
  findingOnLine,
  findingOnName,
  freshFindings,
  type CodeSides,
  type LintFinding,
  type LintReport,
} from './lint-finding.ts';
import { replacesOtherValue } from './repeated-keys.ts';

const UNDEFINED_NAME = 'F821';

/**
 * The rules whose findings are mistakes and not matters of taste: undefined names, formats that do not fit, `is` with a
 * literal, what Python warns of or raises as soon as the line runs. Measured on commits of people, none of which fired.
 */
const ERRORS =
  /^(?:F5(?!41|2[23])\d\d|F601|F63[1245]|F70\d|F82[123]|F901|PLE(?!0704)\d+|B0(?:02|15|16|21|25|29|30|32|35))$/;

/** Built-in names of Python 2 and of IPython: code that runs elsewhere too asks for them where they are. */
const BUILT_IN_ELSEWHERE =
  /`(?:get_ipython|basestring|unicode|unichr|long|xrange|raw_input|reload|reduce|cmp|file|buffer|execfile|intern|apply|coerce|StandardError|WindowsError)`/;

/** What a template has where a program fills something in. */
const FILLED_IN = /`__[A-Z][A-Z0-9_]*__`/;

/** Programs that read such files give them this name. */
const CONFIGURATION = /(?:^|\/)(?:jupyter|ipython)\w*_config\.py$/;
const OF_CONFIGURATION = /`c`/;

/** Such files are written in the syntax of Python and get their names from the program that reads them. */
const READ_BY_PROGRAM =
  /\.(?:bzl|bazel|star)$|(?:^|\/)(?:BUILD|WORKSPACE|SConstruct|SConscript|wscript|Tiltfile)$/;

/** What ruff has against Python code that it had not against the code before. */
export async function freshInPython(
  { now, before }: CodeSides,
  readers: Pick<TextReaders, 'pythonLint'>,
): Promise<LintReport> {
  const findingsOf = async (code: CodeOfFile): Promise<readonly LintFinding[]> =>
    findingsIn(code, await readers.pythonLint(code.name, code.text));
  try {
    const [found, old] = [await findingsOf(now), before === null ? [] : await findingsOf(before)];
    const fresh = await weighed(freshFindings(found, old), [before?.text ?? null, now.text]);
    return { kind: 'judged', by: 'ruff', fresh, counts: { before: old.length, after: found.length } };
  } catch (error) {
    return { kind: 'not-judged', reason: `ruff broke down: ${messageOf(error)}` };
  }
}

function findingsIn(
  { name, text, host }: CodeOfFile,
  problems: readonly LintProblem[],
): readonly LintFinding[] {
  const told = host === null ? problems : problems.filter((problem) => isMistakeInCell(problem, host));
  return told.map((problem) => {
    const isGiven = isNameOfReader(name, problem);
    const weight = isGiven || isMeantInTest(problem, { name, text }) ? 'warning' : weightOf(problem, text);
    const finding = findingOnLine(text, { parser: 'ruff', weight }, problem);
    return problem.code === UNDEFINED_NAME ? findingOnName(finding) : finding;
  });
}

function isNameOfReader(path: string, { code, message }: LintProblem): boolean {
  if (code !== UNDEFINED_NAME) return false;
  return READ_BY_PROGRAM.test(path) || (CONFIGURATION.test(path) && OF_CONFIGURATION.test(message));
}

/** A notebook shows the value of an expression that a file would do nothing with, and awaits at the top. */
const OF_FILES = /^(?:B015|B018|F704|PLE1142|F401|F811)$/;
const NAME = /`([^`]+)`/;

function isMistakeInCell({ code, message }: LintProblem, host: CodeHost): boolean {
  if (code !== UNDEFINED_NAME) return !OF_FILES.test(code);
  return !host.defines(NAME.exec(message)?.[1] ?? '');
}

const POINTLESS_COMPARISON = 'B015';
/** The opening quote of what stands before, if it is one of a text that holds no code. */
const IN_QUOTES = /(?<![\w"'])[rbu]?(["'])(?:(?!\1).)*$/i;
const EXPECTS_ERROR = /\b(?:raises|warns|assertRaises\w*|assertWarns\w*|suppress)\s*\(/;

/** A test may annotate in quotes what there is not, and do for an error what does nothing else. */
function isMeantInTest(
  { code, offset }: LintProblem,
  { name, text }: { readonly name: string; readonly text: string },
): boolean {
  if (!isTestFile(name)) return false;
  const above = text.slice(0, offset).split('\n');
  const line = above.pop() ?? '';
  if (code === UNDEFINED_NAME) return isInQuotes(line);
  const isOuter = (other: string): boolean => other.trim() !== '' && indentOf(other) < indentOf(line);
  return code === POINTLESS_COMPARISON && EXPECTS_ERROR.test(above.findLast(isOuter) ?? '');
}

function isInQuotes(line: string): boolean {
  const left = line.replaceAll(/(["'])(?:(?!\1).)*\1/g, '');
  return IN_QUOTES.test(left);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function weightOf({ code, message, offset }: LintProblem, text: string): LintFinding['weight'] {
  if (code === REDEFINED)
    return replacesDefinition(message, positionAt(text, offset).line, text) ? 'error' : 'warning';
  if (code === 'PLE1205' && BRACES.test(text.slice(offset, offset + MAX_CALL))) return 'warning';
  if (code === 'PLE0101' && GIVES_ON.test(lineAt(text, offset))) return 'warning';
  if (code === UNDEFINED_NAME && FILLED_IN.test(message)) return 'warning';
  if (code === UNDEFINED_NAME && (MAKES_NAMES.test(text) || isDeletedAtEnd(message, text))) return 'warning';
  if (code === UNDEFINED_EXPORT && GIVES_ANY_NAME.test(text)) return 'warning';
  return ERRORS.test(code) && !BUILT_IN_ELSEWHERE.test(message) ? 'error' : 'warning';
}

/** A module that gives itself names which only running it tells. */
const MAKES_NAMES = /\bglobals\(\)\s*(?:\[(?!\s*["'])[^\]\n]+\]\s*=(?!=)|\.update\()/;

/** Whether the module itself has a name for as long as it is loaded, and functions that it calls meanwhile may use it. */
function isDeletedAtEnd(message: string, text: string): boolean {
  const name = NAME.exec(message)?.[1] ?? '';
  const deletions = text.match(/^del\s.*$/gm) ?? [];
  return deletions.some((line) => line.match(/\w+/g)?.includes(name));
}

const MAX_CALL = 400;
/** A format for loggers that put their values in by `str.format`. */
const BRACES = /^[^"']{0,100}["'][^"']*\{[^"'}]*\}/;
/** What another constructor gives is nothing. */
const GIVES_ON = /\breturn\s+[\w.()]+\.__init__\(/;
const UNDEFINED_EXPORT = 'F822';
/** A module that makes its names when they are asked for. */
const GIVES_ANY_NAME = /^def __getattr__\(/m;
const REDEFINED = 'F811';
const FROM_LINE = /\bfrom line (\d+)/;
const DEFINITION = /^\s*(?:async\s+)?(?:def|class)\s/;

/** Whether a function or class takes the place of another that nothing can have used; a decorator may have kept it. */
function replacesDefinition(message: string, line: number, text: string): boolean {
  const lines = text.split('\n');
  return [line, Number(FROM_LINE.exec(message)?.[1])].every((number) => {
    const above = lines[number - 2] ?? '';
    return DEFINITION.test(lines[number - 1] ?? '') && !/^\s*@|\)\s*$/.test(above);
  });
}

/** Of a text that does not parse little is known: after it all that the next one has seems new. */
async function weighed(
  fresh: readonly LintFinding[],
  sides: readonly (string | null)[],
): Promise<readonly LintFinding[]> {
  if (!fresh.some(({ weight }) => weight === 'error')) return fresh;
  const parsed = await Promise.all(sides.map(async (text) => text === null || (await isParsed(text))));
  if (!parsed.every(Boolean)) return fresh.map((finding) => ({ ...finding, weight: 'warning' }));
  return Promise.all(fresh.map((finding) => weighedKey(finding, sides.at(-1) ?? '')));
}

const REPEATED_KEY = 'F601';

/** A key that stands twice with one value is a matter of taste; so is one that ruff takes for another in other letters. */
async function weighedKey(finding: LintFinding, text: string): Promise<LintFinding> {
  const { code, offset } = finding.problem;
  if (code !== REPEATED_KEY || (await replacesOtherValue(text, offset))) return finding;
  return { ...finding, weight: 'warning' };
}

async function isParsed(text: string): Promise<boolean> {
  const report = await ruffSyntax(text);
  return report.kind === 'parsed' && !report.problems.some(({ kind }) => kind === 'syntax');
}
