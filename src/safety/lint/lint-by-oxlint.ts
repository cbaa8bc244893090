import { runOxlint, type OxlintReport } from '../../codebase/languages/oxlint.ts';
import type { Candidate } from '../../domain/ports.ts';
import { withSettingsBefore } from '../suppressions/settings-before.ts';
import {
  findingOnLine,
  freshFindings,
  type LintedFile,
  type LintFinding,
  type LintReport,
} from './lint-finding.ts';
import { readOxlintSetup } from './oxlint-setup.ts';

const TIMEOUT_MS = 20_000;
const SETTINGS = /\.jsonc?$/;

/** What the project's own oxlint has against the files that it had not before; nothing where it has none. */
export async function lintByOxlint(
  candidate: Candidate,
  files: readonly LintedFile[],
  { root, signal }: { readonly root: string; readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, LintReport>> {
  const tree = withSettingsBefore(candidate, SETTINGS);
  const setup = await readOxlintSetup(tree, { paths: files.map(({ path }) => path), root });
  if (setup.kind === 'absent') return new Map();
  if (setup.kind === 'refused') return toEach(files, `oxlint was not run, since ${setup.reason}`);
  const old = files.flatMap(({ path, before }) => (before === null ? [] : [[path, before] as const]));
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const run = async (sides: ReadonlyMap<string, string>): Promise<OxlintReport> =>
    runOxlint({ ...setup, texts: sides, timeoutMs: TIMEOUT_MS, signal });
  const [now, before] = [await run(texts), await run(new Map(old))];
  if (now.kind === 'broken') return toEach(files, `oxlint did not run: ${now.reason}`);
  if (before.kind === 'broken') return toEach(files, `oxlint did not run: ${before.reason}`);
  return new Map(
    files.map((file): [string, LintReport] => {
      const found = findingsIn(now, file.path, file.text);
      const known = findingsIn(before, file.path, file.before ?? '');
      const counts = { before: known.length, after: found.length };
      return [file.path, { kind: 'judged', by: 'oxlint', fresh: freshFindings(found, known), counts }];
    }),
  );
}

function toEach(files: readonly LintedFile[], reason: string): ReadonlyMap<string, LintReport> {
  return new Map(files.map(({ path }): [string, LintReport] => [path, { kind: 'not-judged', reason }]));
}

function findingsIn(
  { problems }: Extract<OxlintReport, { kind: 'judged' }>,
  path: string,
  text: string,
): readonly LintFinding[] {
  return problems
    .filter((problem) => problem.path === path)
    .map((problem) => findingOnLine(text, { parser: 'oxlint', weight: problem.severity }, problem));
}
