import { inScratchFolder, writeScratch } from '../../codebase/languages/scratch-run.ts';
import { runPyright } from '../../codebase/languages/type-check/pyright.ts';
import type { TypeAnswer } from '../../codebase/languages/type-check/type-thread.ts';
import type { TypeProblem } from '../../codebase/languages/type-check/type-report.ts';
import { messageOf } from '../../domain/errors.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import { newOnEditedLines, type Told } from '../../domain/edited-lines.ts';
import { newItems } from '../../domain/new-items.ts';
import type { FileChange } from '../../domain/patch.ts';
import type { Candidate } from '../../domain/ports.ts';
import { lineAt } from '../../domain/text.ts';
import { textOf } from '../imports/added-imports.ts';
import { withSettingsBefore } from '../suppressions/settings-before.ts';
import { alteredFiles } from './altered-files.ts';
import { readPyrightSetup, type PyrightSetup } from './pyright-setup.ts';
import type { TypesPlace } from './script-types.ts';

const PYTHON = /\.pyi?$/;
const SETTINGS = /(?:^|\/)(?:pyrightconfig\.json|pyproject\.toml)$/;
const MAX_SOURCES = 4_000;
const MAX_CHECKED = 100;

/** What the project's own pyright says of the Python files that change; null where the project does not use it. */
export async function pythonTypes(candidate: Candidate, place: TypesPlace): Promise<TypeAnswer | null> {
  const altered = alteredFiles(candidate, PYTHON);
  if (altered.length === 0) return null;
  const setup = await readPyrightSetup(withSettingsBefore(candidate, SETTINGS), place.root);
  if (setup.kind === 'absent') return null;
  if (setup.kind === 'not-installed') {
    return { kind: 'not-judged', reason: 'pyright is configured and not installed' };
  }
  const sources = await sourcesOf(candidate);
  if (sources.size > MAX_SOURCES)
    return { kind: 'not-judged', reason: `it has over ${MAX_SOURCES} files of Python` };
  try {
    return await compare({ altered, setup, sources, place });
  } catch (error) {
    place.signal.throwIfAborted();
    return { kind: 'not-judged', reason: `pyright did not run: ${messageOf(error)}` };
  }
}

async function sourcesOf(candidate: Candidate): Promise<ReadonlyMap<string, string>> {
  const paths = (await candidate.list()).filter((path) => PYTHON.test(path)).slice(0, MAX_SOURCES + 1);
  const texts = new Map<string, string>();
  for (const path of paths) texts.set(path, textOf(await candidate.read(path).catch(() => null)));
  return texts;
}

type Comparison = {
  readonly altered: readonly FileChange[];
  readonly setup: Extract<PyrightSetup, { kind: 'ready' }>;
  readonly sources: ReadonlyMap<string, string>;
  readonly place: TypesPlace;
};

async function compare({ altered, setup, sources, place }: Comparison): Promise<TypeAnswer> {
  const { limits, signal } = place;
  const asked = checkedAmong(sources, altered);
  const old = new Map(altered.map(({ path, before }) => [path, before === null ? null : textOf(before)]));
  return inScratchFolder(async (cwd) => {
    const run = async (texts: ReadonlyMap<string, string>): Promise<readonly TypeProblem[]> =>
      runPyright({ ...setup, cwd, texts, timeoutMs: limits.timeoutMs, signal });
    await writeScratch(cwd, new Map([...sources, ...setup.configs]));
    const now = await run(asked);
    const askedBefore = new Map(
      [...asked].flatMap(([path, text]) => entryOf(path, old.has(path) ? old.get(path) : text)),
    );
    let before: readonly TypeProblem[] | null = askedBefore.size === 0 ? [] : null;
    if (now.length > 0 && before === null) {
      await writeScratch(cwd, old);
      before = await run(askedBefore);
    }
    const problems = newProblems(
      { problems: now, texts: asked },
      { problems: before ?? [], texts: askedBefore },
    );
    const counts = [...asked.keys()]
      .filter((path) => old.has(path))
      .map((path) => {
        const isNew = old.get(path) === null;
        return { path, before: isNew ? 0 : countIn(before, path), after: countIn(now, path) ?? 0 };
      });
    return { kind: 'judged', report: { checked: [...asked.keys()], problems, unjudged: [], counts } };
  });
}

function countIn(problems: readonly TypeProblem[] | null, path: string): number | null {
  return problems?.filter((problem) => problem.path === path).length ?? null;
}

function entryOf(path: string, text: string | null | undefined): readonly (readonly [string, string])[] {
  return typeof text === 'string' ? [[path, text]] : [];
}

/** The changed files, and those that seem to import one of them. */
function checkedAmong(
  sources: ReadonlyMap<string, string>,
  altered: readonly FileChange[],
): ReadonlyMap<string, string> {
  const changed = new Set(altered.map(({ path }) => path));
  const names = altered.map(({ path }) => literalPattern(moduleName(path)));
  const importing = new RegExp(`^[ \\t]*(?:from|import)\\b.*\\b(?:${names.join('|')})\\b`, 'm');
  const own = [...sources].filter(([path]) => changed.has(path));
  const importers = [...sources].filter(([path, text]) => !changed.has(path) && importing.test(text));
  return new Map([...own, ...importers].slice(0, Math.max(MAX_CHECKED, own.length)));
}

function moduleName(path: string): string {
  return (
    path
      .replace(/\/__init__\.pyi?$/, '')
      .replace(PYTHON, '')
      .split('/')
      .at(-1) ?? path
  );
}

type Side = { readonly problems: readonly TypeProblem[]; readonly texts: ReadonlyMap<string, string> };

function newProblems(now: Side, before: Side): readonly TypeProblem[] {
  const [keyed, keyedBefore] = [keyedBy(now.problems, now.texts), keyedBy(before.problems, before.texts)];
  const fresh = newItems(keyed, keyedBefore, ({ key }) => key);
  const gone = newItems(keyedBefore, keyed, ({ key }) => key);
  const told = (some: readonly Keyed[], path: string): readonly (TypeProblem & Told)[] =>
    some
      .filter(({ problem }) => problem.path === path)
      .map(({ problem }) => ({ ...problem, key: `${problem.code} ${problem.message}` }));
  const left = [...new Set(fresh.map(({ problem }) => problem.path))].flatMap((path) =>
    newOnEditedLines(told(fresh, path), told(gone, path), {
      before: before.texts.get(path) ?? '',
      after: now.texts.get(path) ?? '',
    }).map(({ key: _key, ...problem }) => problem),
  );
  // What went from one file to another with its line is not new there.
  const moved = keyedBy(
    gone.map(({ problem }) => problem),
    before.texts,
    false,
  );
  return newItems(keyedBy(left, now.texts, false), moved, ({ key }) => key).map(({ problem }) => problem);
}

type Keyed = { readonly problem: TypeProblem; readonly key: string };

/** The first line of the message, since the others print types. */
function keyedBy(
  problems: readonly TypeProblem[],
  texts: ReadonlyMap<string, string>,
  isByPath = true,
): readonly Keyed[] {
  return problems.map((problem) => {
    const { path, code, message, offset } = problem;
    const line = lineAt(texts.get(path) ?? '', offset).trim();
    return { problem, key: [isByPath ? path : '', code, message, line].join('\n') };
  });
}
