import { posix } from 'node:path';
import { packageFolder, isTestFile } from '../../codebase/test-files.ts';
import type { Candidate } from '../../domain/ports.ts';
import { languageOf } from '../../domain/language.ts';
import { changesTestOf, isSnapshotFile, rewrittenSnapshots } from '../gates/snapshots.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';
import { keepsBehaviour } from './kept-behaviour.ts';

/** What snapshots may show: sources and versions of packages. */
const SHOWN = /\.(?:py|go|vue|svelte|css|scss|html|[cm]?[jt]sx?)$|(?:^|\/)(?:package\.json|pyproject\.toml)$/;

/** Changes without files of snapshots that are deleted and that no test was left to look at before. */
export async function ofLiveTests(
  changes: readonly TextChange[],
  { list }: Pick<Candidate, 'list'>,
): Promise<readonly TextChange[]> {
  const isGone = ({ path, after }: TextChange): boolean => after === null && isSnapshotFile(path);
  if (!changes.some(isGone)) return changes;
  const there = new Set([...(await list()), ...changes.map(({ path }) => path)]);
  return changes.filter((change) => !isGone(change) || testsOf(change.path).some((path) => there.has(path)));
}

/** The tests whose snapshots a file holds, by the names that runners give them; the file itself where it has no such name. */
function testsOf(path: string): readonly string[] {
  const test = /^(.*?)__snapshots__\/([^/]+)\.(?:snap|ambr)$/.exec(path);
  if (test === null) return [path];
  const [, folder = '', name = ''] = test;
  return [folder + name, `${folder}${name}.py`];
}

/**
 * Snapshots with other values. With sources of their package they are what any change of what is shown brings along, unless
 * the code is to do the same; where nothing changes that they may show, nobody asked for them. `tests` are the files with tests.
 */
export function otherSnapshots(
  changes: readonly TextChange[],
  tests: ReadonlySet<string>,
  words: string,
): readonly Finding[] {
  const others = changes.filter(({ path, before, after }) => before !== after && !isSnapshotFile(path));
  const sources = others.filter(({ path }) => SHOWN.test(path) && !isTestFile(path));
  const isTest = (path: string): boolean => tests.has(path) || isTestFile(posix.basename(path));
  const isDoubted = others.some(({ path }) => languageOf(path) !== null && !isTest(path));
  return rewrittenSnapshots(changes).flatMap(({ isGone, ...finding }) => {
    const folder = packageFolder(finding.path);
    const follows = sources.some(({ path }) => path.startsWith(folder));
    if (follows && !isGone && !keepsBehaviour(words)) return [];
    return [{ ...finding, isDoubt: isDoubted || changesTestOf(finding.path, changes) }];
  });
}
