import { definitionsOf, type Definition } from '../../codebase/outline.ts';
import { languageOf } from '../../domain/language.ts';
import { decodeText } from '../../domain/text.ts';
import { digestOf } from '../../domain/digest.ts';
import type { Candidate, Gate, Verdict } from '../../domain/ports.ts';
import type { FileChange } from '../../domain/patch.ts';
import type { Diagnostic } from '../../domain/diagnostic.ts';

/**
 * Refuses changes of definitions that the user did not name with `-f`. New definitions, imports and module-level
 * statements are allowed; what encloses a named function or lies inside it is, too.
 */
export function createPlannedSymbolsGate(functions: readonly string[]): Gate {
  return {
    id: 'planned-symbols',
    checkType: 'planned-symbols',
    isHealable: true,
    appliesTo: (path) => functions.length > 0 && languageOf(path) !== null,
    check: async (candidate) => judge(candidate, functions),
  };
}

async function judge(candidate: Candidate, functions: readonly string[]): Promise<Verdict> {
  const found = await Promise.all(candidate.changes.map((change) => unplannedChanges(change, functions)));
  const diagnostics = found.flat();
  const judged = candidate.changes.flatMap(({ path, after }) =>
    after === null ? [] : [{ path, digest: digestOf(after), verifiedBy: [] }],
  );
  const names = functions.join(', ');
  const summary =
    diagnostics.length === 0 ? `Only ${names} changed.` : `Definitions other than ${names} were changed.`;
  return { passed: diagnostics.length === 0, summary, diagnostics, judged };
}

async function unplannedChanges(
  change: FileChange,
  functions: readonly string[],
): Promise<readonly Diagnostic[]> {
  const before = await definitionTexts(change.path, change.before);
  const after = await definitionTexts(change.path, change.after);
  const planned = [...before.keys(), ...after.keys()].filter((name) =>
    functions.some((wanted) => isNamed(name, wanted)),
  );
  const diagnostics: Diagnostic[] = [];
  for (const [name, { definition, text }] of before) {
    if (planned.some((wanted) => isSameOrNested(name, wanted) || isSameOrNested(wanted, name))) continue;
    const now = after.get(name);
    if (now?.text === text) continue;
    const what = now === undefined ? 'is gone' : 'was changed';
    diagnostics.push({
      path: change.path,
      line: definition.startLine,
      column: 1,
      kind: 'planned-symbols',
      message: `${name} ${what}, and the task names only ${functions.join(', ')}`,
      source: 'planned-symbols',
      context: definition.signature,
    });
  }
  return diagnostics;
}

type DefinitionText = { readonly definition: Definition; readonly text: string };

async function definitionTexts(
  path: string,
  bytes: Uint8Array | null,
): Promise<ReadonlyMap<string, DefinitionText>> {
  const decoded = bytes === null ? null : decodeText(bytes);
  if (decoded?.kind !== 'text') return new Map();
  const lines = decoded.text.split(/\r?\n/);
  const texts = new Map<string, DefinitionText>();
  for (const definition of await definitionsOf(path, decoded.text)) {
    const text = lines.slice(definition.startLine - 1, definition.endLine).join('\n');
    texts.set(definition.qualifiedName, { definition, text });
  }
  return texts;
}

/** `Class.method` is named by itself and by `method`. */
function isNamed(qualifiedName: string, wanted: string): boolean {
  return qualifiedName === wanted || qualifiedName.endsWith(`.${wanted}`);
}

function isSameOrNested(name: string, outer: string): boolean {
  return name === outer || name.startsWith(`${outer}.`);
}
