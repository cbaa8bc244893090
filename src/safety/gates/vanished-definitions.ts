import { contextAround, type Diagnostic } from '../../domain/diagnostic.ts';
import { digestOf } from '../../domain/digest.ts';
import type { Candidate, Gate, Verdict } from '../../domain/ports.ts';
import { hasJudgedDefinitions } from '../vanished/judged-files.ts';
import type { LostDefinition } from '../vanished/lost-definitions.ts';
import { isNamedInWords } from '../vanished/named-in-words.ts';

/**
 * Refuses a change that loses a function, a class or a method (Python, JavaScript, TypeScript) which the candidate still
 * uses and which neither the task nor the plan names. What nothing uses any more may go: it raises the risk.
 */
export function createVanishedDefinitionsGate(): Gate {
  return {
    id: 'vanished-definitions',
    checkType: 'vanished-definitions',
    isHealable: true,
    judges: 'whole-change',
    appliesTo: hasJudgedDefinitions,
    check: judge,
  };
}

async function judge(candidate: Candidate, signal: AbortSignal): Promise<Verdict> {
  const { lostDefinitions } = await import('../vanished/lost-definitions.ts');
  const { leftUse } = await import('../vanished/left-uses.ts');
  const lost = await lostDefinitions(candidate.changes);
  const unnamed = lost.filter(({ symbol }) => !isNamedInWords(symbol.qualifiedName, candidate.intent.words));
  const inFile = unnamed.flatMap((one) => usedAt(one, leftUse(one)));
  const elsewhere = inFile.length > 0 ? [] : await usedElsewhere(unnamed, candidate, signal);
  const diagnostics = [...inFile, ...elsewhere];
  const judged = candidate.changes.filter(({ path }) => hasJudgedDefinitions(path));
  return {
    passed: diagnostics.length === 0,
    summary:
      diagnostics.length === 0
        ? summaryOf(lost, unnamed)
        : diagnostics.map(({ path, line, message }) => `${path}:${line} ${message}`).join(' '),
    diagnostics,
    judged: judged.flatMap(({ path, after }) =>
      after === null ? [] : [{ path, digest: digestOf(after), verifiedBy: [] }],
    ),
  };
}

function usedAt(lost: LostDefinition, line: number | null): readonly Diagnostic[] {
  return line === null
    ? []
    : [diagnosticOf(lost.symbol.qualifiedName, { path: lost.path, line, text: lost.after?.text ?? '' })];
}

/** Only what is new in the candidate counts: a file that imported the name of another before is not looked at. */
async function usedElsewhere(
  unnamed: readonly LostDefinition[],
  candidate: Candidate,
  signal: AbortSignal,
): Promise<readonly Diagnostic[]> {
  const { importOf } = await import('../vanished/stranded-imports.ts');
  const found: Diagnostic[] = [];
  for (const path of new Set(unnamed.map((lost) => lost.path))) {
    signal.throwIfAborted();
    const own = unnamed.filter((lost) => lost.path === path);
    const names = own.filter(isImportable).map(({ symbol }) => symbol.name);
    const place = names.length === 0 ? null : await importOf({ path, names }, candidate);
    if (place !== null) found.push(diagnosticOf(place.name, place));
  }
  return found;
}

/** A name of the top level that the file does not take from elsewhere now. */
function isImportable({ symbol, after }: LostDefinition): boolean {
  const isGivenOn = after?.facts.imports.some(
    ({ names, given }) => names.includes(symbol.name) || given.some(({ name }) => name === '*'),
  );
  return (
    symbol.isExported &&
    symbol.name === symbol.qualifiedName &&
    symbol.name !== 'default' &&
    isGivenOn !== true
  );
}

function diagnosticOf(
  name: string,
  { path, line, text }: { readonly path: string; readonly line: number; readonly text: string },
): Diagnostic {
  const place = { line, column: 1 };
  const message = `\`${name}\` is used here, and the change defines it nowhere any more. Keep it, or change what uses it.`;
  return {
    path,
    ...place,
    kind: 'vanished-definitions',
    message,
    source: 'guard',
    context: contextAround(text, place),
  };
}

function summaryOf(lost: readonly LostDefinition[], unnamed: readonly LostDefinition[]): string {
  if (lost.length === 0) return 'Every definition is still there.';
  const names = (some: readonly LostDefinition[]): string =>
    some.map(({ symbol }) => symbol.qualifiedName).join(', ');
  const named = lost.filter((one) => !unnamed.includes(one));
  return [
    ...(named.length === 0 ? [] : [`The task names what is gone: ${names(named)}.`]),
    ...(unnamed.length === 0 ? [] : [`Gone, and used nowhere that could be found: ${names(unnamed)}.`]),
  ].join(' ');
}
