import type { SymbolFact } from '../../codebase/index/file-facts.ts';
import { isTestFile, subjectOf } from '../../codebase/test-files.ts';
import { lineChanges } from '../../domain/line-diff.ts';
import type { TextChange } from '../gates/text-guard.ts';
import type { TextReaders } from '../text-readers.ts';

const SOURCE = /\.(?:py|go|vue|svelte|[cm]?[jt]sx?|rb|java|kt|php|rs|cs)$/;
/** Where a project says what it needs: tests may depend on its versions. */
const MANIFEST =
  /(?:^|\/)(?:package\.json|go\.mod|Gemfile(?:\.lock)?|[^/]*\.gemspec|pom\.xml|build\.gradle(?:\.kts)?|composer\.json|Cargo\.toml|[^/]*\.csproj|pyproject\.toml|setup\.(?:py|cfg)|[^/]*requirements[^/]*\.(?:txt|in)|requirements\/[^/]+\.(?:txt|in))$/;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]{2,}/gu;
/** Of a changed line: names of something rather than words of the language, and short texts. */
const NAME =
  /(?<!['"`\w$])[\p{L}_$][\p{Ll}\p{N}$]*(?:_\w|\p{Lu})[\p{L}\p{N}_$]*|(?<=['"`])[\p{L}_][\p{L}\p{N}_.-]{2,}(?=['"`])/gu;
const IMPORT = /^.*\b(?:import|from|require\w*|use|using)\b.*$/gm;
const WHOLE_PACKAGE = /^\s*(?:import|from)\s+(\w+)(?![\w.])/;
/** Shorter words are those of any code. */
const MIN_SUBJECT = 6;
const UNNAMED = /^(?:index|__init__|main|mod|lib|src)$/;
/** Runners of tests and what they assert with, as they are imported. */
const RUNNER =
  /['"]((?:node:)?(?:test|assert)(?:\/strict)?|tap|tape|ava|uvu(?:\/assert)?|vitest|@jest\/globals|mocha|chai|should|expect|bun:test|qunit)['"]|^[ \t]*(?:import|from)[ \t]+(unittest|nose|pytest)\b/gm;
/** The root of the package as its tests import it. */
const ROOT = /['"](?:\.\.\/)*\.\.\/?['"]/;

/** Whether some code of tests in a file may depend on what else the change does. */
export type TouchesSources = (path: string, code: string) => boolean;

/**
 * Knows what changes along with the tests: versions of packages, their runner, files of sources that the tests import or are named
 * after, definitions in which lines change, and the names and texts on these lines. Tests of it may have to change or go.
 */
export async function touchedSources(
  changes: readonly TextChange[],
  facts: TextReaders['facts'],
): Promise<TouchesSources> {
  const changed = changes.filter(({ before, after }) => before !== after);
  if (changed.some(({ path }) => MANIFEST.test(path))) return () => true;
  const sources = changed.filter(({ path }) => SOURCE.test(path) && !isTestFile(path));
  const stems = new Set(sources.flatMap(({ path }) => stemsOf(path)));
  const packages = new Set(sources.flatMap(({ path }) => packageOf(path)));
  const names = new Set([
    ...stems,
    ...(await Promise.all(sources.map((one) => touchedNames(one, facts)))).flat(),
  ]);
  // `compilers.spec.js` is about `compilers` wherever that stands.
  const subjects = new Set(
    sources.flatMap((one) => [
      subjectOf(one.path),
      plainName(subjectOf(one.path)),
      ...wordsAt(one).filter((word) => word.length >= MIN_SUBJECT),
    ]),
  );
  const folders = new Set(changed.flatMap(({ path }) => folderOf(path)));
  const imports = changed.flatMap(({ path, before, after }) =>
    isTestFile(path) &&
    ((sources.length > 0 && importsAny(before ?? '', { stems, packages })) || hasNoRunner({ before, after }))
      ? [path]
      : [],
  );
  return (path, code) =>
    subjects.has(subjectOf(path)) ||
    subjects.has(plainName(subjectOf(path))) ||
    folders.has(subjectOf(path)) ||
    imports.includes(path) ||
    (code.match(WORD) ?? []).some((word) => names.has(word));
}

/** `standard_filter_test` is about `standardfilters`. */
function plainName(subject: string): string {
  return subject.replaceAll(/[_-]/g, '').replace(/s$/, '');
}

/** The name by which a file is imported: that of its folder, where it has none of its own. */
function stemsOf(path: string): readonly string[] {
  const parts = path.replace(/\.\w+$/, '').split('/');
  return parts.filter((part) => !UNNAMED.test(part)).slice(-1);
}

/** The folder of a file that is no test and no prose: a template, say. `test_letters.py` is about all that `letters/` holds. */
function folderOf(path: string): readonly string[] {
  if (isTestFile(path) || /\.(?:md|mdx|rst|txt|adoc)$/i.test(path)) return [];
  const folder = path.split('/').at(-2)?.toLowerCase() ?? '';
  return UNNAMED.test(folder) || folder.length < MIN_SUBJECT ? [] : [folder];
}

/** The package that a module of Python is in. */
function packageOf(path: string): readonly string[] {
  const [name] = path.replace(/^(?:src|lib)\//, '').split('/');
  return path.endsWith('.py') && name !== undefined ? [name] : [];
}

type Imported = { readonly stems: ReadonlySet<string>; readonly packages: ReadonlySet<string> };

/** Whether a file of tests imports a changed file, or a whole package with changed files. */
function importsAny(text: string, { stems, packages }: Imported): boolean {
  return (text.match(IMPORT) ?? []).some((line) => {
    const [, whole = ''] = WHOLE_PACKAGE.exec(line) ?? [];
    return ROOT.test(line) || packages.has(whole) || line.split(/[^\w$-]+/).some((word) => stems.has(word));
  });
}

/** Whether tests are written for another runner after the change. */
function hasNoRunner({ before, after }: Pick<TextChange, 'before' | 'after'>): boolean {
  const runnersIn = (text: string | null): readonly string[] =>
    [...(text ?? '').matchAll(RUNNER)].map(([, one, two]) => one ?? two ?? '');
  const left = runnersIn(after);
  return left.length > 0 && runnersIn(before).some((one) => !left.includes(one));
}

async function touchedNames(change: TextChange, facts: TextReaders['facts']): Promise<readonly string[]> {
  const found = await Promise.all(touchedIn(change).map(async (side) => namesAt(side, facts)));
  return found.flat();
}

/** Both sides of a change, with the lines that are not on the other. */
function touchedIn({ path, before, after }: TextChange): readonly Touched[] {
  const [old, now] = [(before ?? '').split('\n'), (after ?? '').split('\n')];
  const found = lineChanges(old, now);
  const was = found.map(({ beforeStart, beforeEnd }): Part => [beforeStart, beforeEnd]);
  const is = found.map(({ afterStart, afterEnd }): Part => [afterStart, afterEnd]);
  return [
    { path, lines: old, parts: was },
    { path, lines: now, parts: is },
  ];
}

/** The words of changed lines, in lower case. */
function wordsAt(change: TextChange): readonly string[] {
  return touchedIn(change).flatMap(({ lines, parts }) =>
    parts.flatMap(([start, end]) => lines.slice(start, end).join('\n').toLowerCase().match(WORD) ?? []),
  );
}

/** Lines from the first to the one before the last, from 0. */
type Part = readonly [start: number, end: number];
type Touched = { readonly path: string; readonly lines: readonly string[]; readonly parts: readonly Part[] };

async function namesAt(
  { path, lines, parts }: Touched,
  facts: TextReaders['facts'],
): Promise<readonly string[]> {
  const symbols = (await facts(path, lines.join('\n')))?.symbols ?? [];
  // Lines of symbols count from 1.
  const holds = ({ startLine, endLine }: SymbolFact): boolean =>
    parts.some(([start, end]) => startLine <= Math.max(end, start + 1) && start < endLine);
  const words = parts.flatMap(([start, end]) =>
    lines.slice(start, end).flatMap((line) => line.match(NAME) ?? []),
  );
  return [...symbols.filter(holds).map(({ name }) => name), ...words];
}
