import type { CodeOfFile } from '../../codebase/languages/code-of-file.ts';
import { isKnownGlobal } from '../../codebase/known-globals.ts';
import { namesOfLibraries, type NameProblem } from '../../codebase/languages/script-names.ts';
import { isScript } from '../../codebase/languages/typescript-component.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { textOf } from '../imports/added-imports.ts';
import type { TextReaders } from '../text-readers.ts';
import {
  findingOnLine,
  findingOnName,
  freshFindings,
  type CodeSides,
  type LintFinding,
  type LintReport,
} from './lint-finding.ts';

/** Where names of every file are declared, and where tools are told of them. */
const DECLARING =
  /\.d\.[cm]?ts$|(?:^|\/)(?:package\.json|globals?\.[cm]?[jt]s|[^/]*(?:eslint|oxlint|vite|vitest|webpack|rollup|jest|babel|nuxt)[^/]*)$/;
/** A tool that imports names by itself. */
const IMPORTS_ITSELF = /auto-?imports?\b|"nuxt"|defineNuxtConfig/i;
const LOADED_FOR_EFFECT = /^\s*require\(\s*['"][^'"]+['"]\s*\);?\s*$/m;
const MAX_READ = 1_000;

/**
 * What the compiler has against the names of a JavaScript or TypeScript text that it had not against the text before.
 * Names that the language, a runtime, a test runner or a declaration of the project gives are known.
 */
export async function freshInScript(
  { now, before }: CodeSides,
  tree: SourceTree,
  { names: read }: Pick<TextReaders, 'names'>,
): Promise<LintReport> {
  const found = problemsIn(now, await read(now.name, now.text));
  // Nothing is new where there is nothing: the compiler takes as long as all other gates together.
  if (found?.length === 0) return { kind: 'judged', by: 'typescript', fresh: [] };
  const old = before === null ? [] : problemsIn(before, await read(before.name, before.text));
  if (found === null || old === null) return { kind: 'not-judged', reason: 'its names cannot be told' };
  const fresh = freshFindings(findingsOf(now, found), before === null ? [] : findingsOf(before, old));
  const names = new Map(found.map(({ offset, name }) => [offset, name]));
  const missing = fresh.filter(isMissing);
  const known = await knownNames(
    missing.map(({ problem }) => names.get(problem.offset) ?? ''),
    tree,
  );
  return {
    kind: 'judged',
    by: 'typescript',
    fresh: fresh.filter(
      (finding) => !isMissing(finding) || !known.has(names.get(finding.problem.offset) ?? ''),
    ),
  };
}

/** The template of a component uses names of its scripts, and its compiler gives them others. */
function problemsIn(
  { host }: CodeOfFile,
  problems: readonly NameProblem[] | null,
): readonly NameProblem[] | null {
  const unknown = problems?.filter((one) => one.kind !== 'undefined' || !isKnownGlobal(one.name)) ?? null;
  if (unknown === null || host === null) return unknown;
  return unknown.filter(
    (one) =>
      one.kind !== 'unused' &&
      one.kind !== 'repeated' &&
      !(one.kind === 'undefined' && host.defines(one.name)),
  );
}

function isMissing({ weight, key, problem }: LintFinding): boolean {
  return weight === 'error' && key === problem.message;
}

/** A file that neither imports nor exports shares its names with others of a page; a module may be loaded for the names that it makes. */
function findingsOf({ text, host }: CodeOfFile, problems: readonly NameProblem[]): readonly LintFinding[] {
  const shares = (host === null && isScript(text)) || LOADED_FOR_EFFECT.test(text);
  return problems.map((problem) => {
    const finding = findingOnLine(text, { parser: 'typescript', weight: weightOf(problem, shares) }, problem);
    return problem.kind === 'undefined' ? findingOnName(finding) : finding;
  });
}

function weightOf({ kind }: NameProblem, shares: boolean): LintFinding['weight'] {
  if (kind === 'assigned' || kind === 'repeated') return 'error';
  return kind === 'undefined' && !shares ? 'error' : 'warning';
}

/** Few changes have a name to ask for, so that libraries and declarations are read for those alone. */
async function knownNames(names: readonly string[], tree: SourceTree): Promise<ReadonlySet<string>> {
  const asked = [...new Set(names)];
  const libraries = asked.length === 0 ? new Set<string>() : await namesOfLibraries();
  const unknown = asked.filter((name) => !libraries.has(name));
  const declared = await declaredIn(tree, unknown);
  return new Set(names.filter((name) => !unknown.includes(name) || declared.includes(name)));
}

async function declaredIn(tree: SourceTree, names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const found = new Set<string>();
  const paths = (await tree.list()).filter((path) => DECLARING.test(path)).slice(0, MAX_READ);
  for (const path of paths) {
    const text = textOf(await tree.read(path).catch(() => null));
    if (IMPORTS_ITSELF.test(text)) return names;
    for (const name of names)
      if (new RegExp(`(?<![\\w$])${literalPattern(name)}(?![\\w$])`).test(text)) found.add(name);
  }
  return [...found];
}
