import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import type { RuffDiagnostic, RuffOptions } from '../../codebase/languages/ruff.ts';
import type { SourceTree } from '../../domain/ports.ts';
import type { FileResult, FileWork } from '../each-file.ts';
import { lookAt } from '../python/looked-at.ts';
import { firstDifference } from '../python/normal-form.ts';
import type { Place } from '../python/project-modules.ts';
import { proveFile } from '../python/prove-file.ts';
import type { PyTree } from '../python/tree.ts';
import { withImportsInOrder } from './imports-in-order.ts';
import { withoutFreshlyUnused } from './freshly-unused.ts';
import { oldestVersion } from '../python/oldest-version.ts';
import { skeletonOf } from './skeleton.ts';

// Ruff's build for the web does not say which of its fixes are safe, so these are chosen by what they do: the new
// form means the same on every Python from the target on. Left out are those that remove or add statements.
const RULES = `UP003 UP004 UP006 UP007 UP008 UP011 UP012 UP015 UP017 UP018 UP019 UP020 UP021 UP024 UP025 UP033
  UP034 UP035 UP037 UP039 UP041 UP043 UP044 UP045 C400 C401 C402 C403 C404 C405 C406 C409 C410
  C411`.split(/\s+/);
const PARTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['typing', ['UP006', 'UP007', 'UP035', 'UP037', 'UP043', 'UP044', 'UP045']],
  ['generics', ['UP006']],
  ['pep604', ['UP007', 'UP045']],
  ['unions', ['UP007']],
  ['optionals', ['UP045']],
]);
const RULES_AFTER = ['F821', 'F811', 'F823', 'F822', 'PLE'] as const;
const MAX_ROUNDS = 8;
const NEWEST_MINOR = 15;
const OLDEST_MINOR = 7;

/** Replaces old idioms by ruff's fixes, for the oldest Python that has to run the file. */
export const modernize: FileWork = async (file, around) => {
  const { path, text } = file;
  const { tree, request } = around;
  const { version, only } = request.slots;
  const select = only === undefined ? RULES : PARTS.get(only);
  if (select === undefined)
    return { kind: 'refused', reason: `only=${only} is none of ${[...PARTS.keys()].join(', ')}.` };
  const minor = await minorFor(path, tree, version);
  if (typeof minor === 'string') return { kind: 'refused', reason: minor };
  const options: RuffOptions = {
    select,
    target: `py3${minor}`,
    settings: { lint: { pyupgrade: { 'keep-runtime-typing': true } } },
  };
  const first = await lookAt({ path, text }, options);
  if (first.kind === 'refused') return first;
  let now = text;
  let findings = first.findings;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const edits = fitting(findings);
    if (edits.length === 0) {
      const inOrder = async (after: string): Promise<string> => withImportsInOrder(after, file, around);
      return finished(first.tree, now, { path, tree, minor, inOrder });
    }
    now = applyTextEdits(now, edits);
    const looked = await lookAt({ path, text: now }, options);
    if (looked.kind === 'refused')
      return { kind: 'refused', reason: `${path} was left: a fix of ruff broke it.` };
    findings = looked.findings;
  }
  return { kind: 'refused', reason: `${path} was left: the fixes of ruff undo each other.` };
};

type Target = Place & { readonly minor: number; readonly inOrder: (after: string) => Promise<string> };

async function finished(
  before: PyTree,
  fixed: string,
  { path, tree, minor, inOrder }: Target,
): Promise<FileResult> {
  if (fixed === before.text) return { kind: 'unchanged' };
  const after = await inOrder(await withoutFreshlyUnused(before, fixed, { path, tree }));
  const proofs = await proveFile(before, after, {
    differenceFrom: (changed) => firstDifference(skeletonOf(before), skeletonOf(changed)),
    declared:
      'expressions, annotations and imports: each statement, definition and parameter is in its place',
    rules: RULES_AFTER,
  });
  if (typeof proofs === 'string') return { kind: 'refused', reason: `${path} was left, because ${proofs}.` };
  return { kind: 'changed', text: after, notes: [`${path}: for Python 3.${minor} and newer.`], proofs };
}

/** The minor version, or why there is none to work for. */
async function minorFor(
  path: string,
  tree: SourceTree,
  version: string | undefined,
): Promise<number | string> {
  const known = await oldestVersion(path, tree);
  const wanted = version === undefined ? null : minorOf(version);
  if (version !== undefined && wanted === null) return `Python ${version} is no version that ruff knows.`;
  if (known === null && wanted === null)
    return `Nothing says which Python has to run ${path}: say it in the sentence, "Python 3.10", or in requires-python.`;
  if (known !== null && wanted !== null && wanted > known.minor)
    return `${known.saidBy} says that Python ${known.version} has to run ${path}, so it cannot be written for ${version}.`;
  if (known !== null && known.minor < 0)
    return `${known.saidBy} says that Python ${known.version} has to run ${path}, which has none of the newer idioms.`;
  return wanted ?? Math.min(NEWEST_MINOR, Math.max(OLDEST_MINOR, known?.minor ?? OLDEST_MINOR));
}

function minorOf(version: string): number | null {
  const [, minor] = /^3\.(\d+)(?:\.\d+)?$/.exec(version) ?? [];
  const number = Number(minor);
  return minor !== undefined && number >= OLDEST_MINOR && number <= NEWEST_MINOR ? number : null;
}

/** The edits of as many fixes as do not meet; the others come in a later round. */
function fitting(findings: readonly RuffDiagnostic[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { fix } of findings) {
    const isFree = (fix ?? []).every((edit) =>
      taken.every((other) => edit.end < other.start || other.end < edit.start),
    );
    if (isFree) taken.push(...(fix ?? []));
  }
  return taken;
}
