import { isTestData } from '../../codebase/test-files.ts';
import { contextAround, type Diagnostic } from '../../domain/diagnostic.ts';
import { digestOf } from '../../domain/digest.ts';
import type { Candidate, Gate, Verdict } from '../../domain/ports.ts';
import { addedImports, hasJudgedImports } from '../imports/added-imports.ts';
import type { ImportRuling, UnclearImport, UnknownImport } from '../imports/judge-imports.ts';
import { createTextReaders, type TextReaders } from '../text-readers.ts';

/**
 * Refuses new imports (Python, JavaScript, TypeScript, in components and notebooks too) that lead to no file of the
 * candidate, to no package that the project declares or has installed, and not into the standard library, or that take
 * a name which the module of the project lacks: models invent both. Packages are not judged without a manifest, nor what
 * a text does not need: `try … except ImportError`, `if TYPE_CHECKING`.
 */
export function createNewImportsGate(
  { root }: { readonly root: string },
  { facts }: Pick<TextReaders, 'facts'> = createTextReaders(),
): Gate {
  return {
    id: 'new-imports',
    checkType: 'new-imports',
    isHealable: true,
    judges: 'each-step',
    appliesTo: isJudged,
    check: async (candidate, signal) => {
      const found = await findIn(candidate, { root, signal, facts });
      return verdictOf(candidate, found);
    },
  };
}

/** What tests read may lead nowhere on purpose. */
function isJudged(path: string): boolean {
  return hasJudgedImports(path) && !isTestData(path);
}

async function findIn(
  candidate: Candidate,
  {
    root,
    signal,
    facts,
  }: {
    readonly root: string;
    readonly signal: AbortSignal;
    readonly facts: TextReaders['facts'];
  },
): Promise<ImportRuling> {
  const judged = candidate.changes.filter(({ path }) => isJudged(path));
  const added = (await Promise.all(judged.map((change) => addedImports(change, facts)))).flat();
  if (added.length === 0) return { unknown: [], notJudged: [] };
  signal.throwIfAborted();
  const { judgeImports } = await import('../imports/judge-imports.ts');
  return judgeImports(added, candidate, root);
}

function verdictOf({ changes }: Candidate, { unknown, notJudged }: ImportRuling): Verdict {
  const diagnostics = unknown.map(diagnosticOf);
  const places = diagnostics.map(({ path, line, message }) => `${path}:${line} ${message}`);
  return {
    passed: unknown.length === 0,
    summary: unknown.length === 0 ? passedSummary(notJudged) : places.join(' '),
    diagnostics,
    judged: changes.flatMap(({ path, after }) =>
      after === null || !isJudged(path) ? [] : [{ path, digest: digestOf(after), verifiedBy: [] }],
    ),
  };
}

const REASONS: Readonly<Record<UnclearImport['why'], string>> = {
  'no-manifest': 'as no manifest says what is installed',
  'unclear-alias': 'as no file was found for the alias, which may stand for something else',
};

function passedSummary(notJudged: ImportRuling['notJudged']): string {
  const sentences = [...Map.groupBy(notJudged, ({ why }) => why)].map(([why, some]) => {
    const names = new Set(some.map(({ added }) => `\`${added.imported.specifier}\``));
    return `Not judged, ${REASONS[why]}: ${[...names].join(', ')}.`;
  });
  return ['No new import is known to lead nowhere.', ...sentences].join(' ');
}

function diagnosticOf({ added, unknown }: UnknownImport): Diagnostic {
  const { path, text, imported } = added;
  const place = { line: imported.line, column: 1 };
  const meant = unknown.meant.length === 0 ? '' : ` Did you mean ${unknown.meant.join(', ')}?`;
  return {
    path,
    ...place,
    kind: 'new-imports',
    message: `\`${imported.specifier}\` ${unknown.what}.${meant}`,
    source: 'guard',
    context: contextAround(text, place),
  };
}
