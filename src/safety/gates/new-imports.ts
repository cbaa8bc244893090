import { contextAround, type Diagnostic } from '../../domain/diagnostic.ts';
import { digestOf } from '../../domain/digest.ts';
import type { Candidate, Gate, Verdict } from '../../domain/ports.ts';
import { addedImports, hasJudgedImports } from '../imports/added-imports.ts';
import type { UnknownImport } from '../imports/judge-imports.ts';

/**
 * Refuses new imports (Python, JavaScript, TypeScript) that lead to no file of the candidate, to no package that the
 * project declares or has installed, and not into the standard library: models invent packages. A project without a
 * manifest is not judged, nor what a text does not need: `try … except ImportError`, `if TYPE_CHECKING`.
 */
export function createNewImportsGate({ root }: { readonly root: string }): Gate {
  return {
    id: 'new-imports',
    checkType: 'new-imports',
    isHealable: true,
    judges: 'each-step',
    appliesTo: hasJudgedImports,
    check: async (candidate, signal) => {
      const found = await findIn(candidate, { root, signal });
      return verdictOf(candidate, found);
    },
  };
}

async function findIn(
  candidate: Candidate,
  { root, signal }: { readonly root: string; readonly signal: AbortSignal },
): Promise<readonly UnknownImport[]> {
  const added = (await Promise.all(candidate.changes.map(addedImports))).flat();
  if (added.length === 0) return [];
  signal.throwIfAborted();
  const { unknownImports } = await import('../imports/judge-imports.ts');
  return unknownImports(added, candidate, root);
}

function verdictOf({ changes }: Candidate, found: readonly UnknownImport[]): Verdict {
  const diagnostics = found.map(diagnosticOf);
  const places = diagnostics.map(({ path, line, message }) => `${path}:${line} ${message}`);
  return {
    passed: found.length === 0,
    summary: found.length === 0 ? 'No new import is known to lead nowhere.' : places.join(' '),
    diagnostics,
    judged: changes.flatMap(({ path, after }) =>
      after === null || !hasJudgedImports(path) ? [] : [{ path, digest: digestOf(after), verifiedBy: [] }],
    ),
  };
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
