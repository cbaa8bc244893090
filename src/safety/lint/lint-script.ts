import type { CodeOfFile } from '../../codebase/languages/code-of-file.ts';
import { isKnownGlobal } from '../../codebase/known-globals.ts';
import type { NameProblem } from '../../codebase/languages/script-names.ts';
import { isScript } from '../../codebase/languages/typescript-component.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import type { Candidate } from '../../domain/ports.ts';
import { lineAt } from '../../domain/text.ts';
import type { TextReaders } from '../text-readers.ts';
import {
  findingOnLine,
  findingOnName,
  freshFindings,
  type CodeSides,
  type LintFinding,
  type LintReport,
} from './lint-finding.ts';
import { createKnownNames } from './known-names.ts';

/** Code in which to assign to a name that nothing declares throws. */
const STRICT = /^\s*(['"])use strict\1|^(?:import|export)\b/m;
const MAX_NAMES = 5;
const LOADED_FOR_EFFECT = /^\s*require\(\s*['"][^'"]+['"]\s*\);?\s*$/m;

/**
 * What the compiler has against the names of a JavaScript or TypeScript text that it had not against the text before.
 * Names that the language, a runtime, a test runner or a declaration of the project gives are known.
 */
export async function freshInScript(
  { now, before }: CodeSides,
  tree: Candidate,
  { names: read }: Pick<TextReaders, 'names'>,
): Promise<LintReport> {
  const found = problemsIn(now, await read(now.name, now.text));
  // Nothing is new where there is nothing: the compiler takes as long as all other gates together.
  if (found?.length === 0) {
    const counts = { before: before === null ? 0 : null, after: 0 };
    return { kind: 'judged', by: 'typescript', fresh: [], counts };
  }
  const old = before === null ? [] : problemsIn(before, await read(before.name, before.text));
  if (found === null || old === null) return { kind: 'not-judged', reason: 'its names cannot be told' };
  const fresh = freshFindings(findingsOf(now, found), before === null ? [] : findingsOf(before, old));
  const missing = new Set(fresh.filter(isMissing).map(({ problem }) => problem.offset));
  const asked = found.filter(({ kind, offset }) => kind === 'undefined' && missing.has(offset));
  const { isKnown, unsure } = await createKnownNames(asked, now, tree);
  const known = new Set(asked.filter(isKnown).map(({ offset }) => offset));
  const told = fresh.filter((finding) => !isMissing(finding) || !known.has(finding.problem.offset));
  // Which of the missing names were known before is not asked: of them only the new ones count.
  const others = (problems: readonly NameProblem[]): number =>
    problems.filter(({ kind }) => kind !== 'undefined').length;
  const after = others(found) + told.filter(isMissing).length;
  const counts = { before: others(old), after };
  return { kind: 'judged', by: 'typescript', fresh: told, counts, ...leftOpen(unsure) };
}

function leftOpen(names: readonly string[]): Pick<Extract<LintReport, { kind: 'judged' }>, 'leftOpen'> {
  if (names.length === 0) return {};
  const shown = [...new Set(names)].slice(0, MAX_NAMES).map((name) => `\`${name}\``);
  const more = names.length > MAX_NAMES ? ' and others' : '';
  return { leftOpen: `whether a tool imports ${shown.join(', ')}${more} by itself` };
}

/** Two scripts of a component may have a name each; a key has its object for itself. */
const REPEATED_KEY = 'TS1117';

/** What the compiler of Svelte puts into modules that bear its name. */
const RUNE = /^\$(?:state|derived|effect|props|bindable|inspect|host)$/;
/** What the compiler of Solid imports by itself. */
const OF_SOLID =
  /^(?:For|Show|Switch|Match|Index|Suspense|SuspenseList|ErrorBoundary|Portal|Dynamic|NoHydration|Assets|HydrationScript)$/;
const WITH_SOLID = /\bfrom\s*['"]solid-js\b|\bclass=\{|<For\s+each=/;
const WITH_RUNES = /\.svelte(?:\.(?:test|spec))?\.[jt]s$/;

/** The template of a component uses names of its scripts, and its compiler gives them others. */
function problemsIn(
  { host, name: path, text }: CodeOfFile,
  problems: readonly NameProblem[] | null,
): readonly NameProblem[] | null {
  const isKnown = (name: string): boolean =>
    isKnownGlobal(name) ||
    (WITH_RUNES.test(path) && RUNE.test(name)) ||
    (OF_SOLID.test(name) && WITH_SOLID.test(text));
  const unknown = problems?.filter((one) => one.kind !== 'undefined' || !isKnown(one.name)) ?? null;
  if (unknown === null || host === null) return unknown;
  return unknown.filter(
    (one) =>
      one.kind !== 'unused' &&
      (one.kind !== 'repeated' || one.code === REPEATED_KEY) &&
      !(one.kind === 'undefined' && host.defines(one.name)),
  );
}

function isMissing({ weight, key, problem }: LintFinding): boolean {
  return weight === 'error' && key === problem.message;
}

/** A file that neither imports nor exports shares its names with others of a page; a module may be loaded for the names that it makes. */
function findingsOf({ text, host }: CodeOfFile, problems: readonly NameProblem[]): readonly LintFinding[] {
  const isOfPage = host === null && isScript(text);
  const isStrict = !isOfPage && STRICT.test(text);
  return problems.map((problem) => {
    const shares = isOfPage || (LOADED_FOR_EFFECT.test(text) && !(problem.isWritten && isStrict));
    const weight = isOfMinified(text, problem) ? 'warning' : weightOf(problem, shares);
    const finding = findingOnLine(text, { parser: 'typescript', weight }, problem);
    return problem.kind === 'undefined' ? findingOnName(finding) : finding;
  });
}

/** Nobody writes such lines by hand: what is in them has been run, and what they make known is there. */
const MINIFIED = 1_000;

function isOfMinified(text: string, { kind, name, offset }: NameProblem): boolean {
  if (text.length < MINIFIED) return false;
  if (lineAt(text, offset).length > MINIFIED) return true;
  const given = new RegExp(String.raw`\.${literalPattern(name)}\s*=(?![=>])`);
  return kind === 'undefined' && text.split('\n').some((line) => line.length > MINIFIED && given.test(line));
}

function weightOf({ kind }: NameProblem, shares: boolean): LintFinding['weight'] {
  if (kind === 'assigned' || kind === 'repeated') return 'error';
  return kind === 'undefined' && !shares ? 'error' : 'warning';
}
