import { isTestFile } from '../../codebase/test-files.ts';
import type { Candidate, Gate } from '../../domain/ports.ts';
import { hasJudgedImports, textOf } from '../imports/added-imports.ts';
import type { JudgedTree } from '../imports/judged-tree.ts';
import type { ChangedFile } from '../invented/module-inventions.ts';
import type { PythonSide } from '../invented/refused-arguments.ts';
import { newMembers, newReads } from '../invented/new-members.ts';
import { unsetNow, type UnsetName } from '../invented/unset-now.ts';
import { createTextReaders, type TextReaders } from '../text-readers.ts';
import type { Lookup } from '../vanished/importers.ts';
import { gateOf, type Finding, type TextChange } from './text-guard.ts';

type Readers = Pick<TextReaders, 'facts' | 'offered' | 'pythonCalls'>;
const JUDGED = /\.(?:py|[cm]?[jt]sx?)$/;

/**
 * Refuses what a change asks for and nothing has (Python, JavaScript, TypeScript): members of modules of the standard
 * libraries and of the project, of a module's own exports, attributes that nothing sets, and arguments that a function
 * does not take. What the file mentioned before is not judged, nor tests.
 */
export function createInventedNamesGate(
  { root }: { readonly root: string },
  readers: Readers = createTextReaders(),
): Gate {
  return gateOf({
    id: 'invented-names',
    noun: 'invented name',
    judges: 'whole-change',
    appliesTo: (path) => JUDGED.test(path) && hasJudgedImports(path) && !isTestFile(path),
    find: async (changes, _intent, candidate) => {
      const asked = { candidate, root, readers };
      return (await Promise.all(changes.map(async (change) => findIn(change, asked)))).flat();
    },
  });
}

type Asked = { readonly candidate: Candidate; readonly root: string; readonly readers: Readers };

async function findIn(change: TextChange, { candidate, root, readers }: Asked): Promise<readonly Finding[]> {
  const { path, before, after } = change;
  const facts = after === null ? null : await readers.facts(path, after);
  if (after === null || facts === null || facts.hasErrors) return [];
  let read: Promise<Lookup> | null = null;
  const lookup = async (): Promise<Lookup> => (read ??= lookupOf(candidate, root));
  const members = newMembers({ path, before: before ?? '', after });
  const reads = newReads({ path, before: before ?? '', after });
  const old = before === null || !path.endsWith('.py') ? null : await readers.facts(path, before);
  const unset =
    before === null || old === null
      ? []
      : unsetNow(path, { text: before, symbols: old.symbols }, { text: after, symbols: facts.symbols });
  const file = { path, text: after, facts, members, reads, unset };
  const isAsked = reads.length > 0 || unset.length > 0;
  const found = isAsked ? await membersIn(file, { candidate, root, readers, lookup }) : [];
  return path.endsWith('.py')
    ? [...found, ...(await argumentsIn(change, { candidate, readers, lookup }))]
    : found;
}

type WithLookup = { readonly lookup: () => Promise<Lookup> };

async function membersIn(
  file: ChangedFile & { readonly unset: readonly UnsetName[] },
  { candidate, root, readers, lookup }: Asked & WithLookup,
): Promise<readonly Finding[]> {
  const { moduleInventions } = await import('../invented/module-inventions.ts');
  const { exportInventions } = await import('../invented/export-inventions.ts');
  const { unsetAttributes } = await import('../invented/unset-attributes.ts');
  const { createBaseLacks } = await import('../vanished/outside-bases.ts');
  const tree = async (): Promise<JudgedTree> => (await lookup()).tree;
  const found = await Promise.all([
    moduleInventions(file, lookup),
    exportInventions(file, readers.offered),
    file.path.endsWith('.py')
      ? unsetAttributes(file, { tree, baseLacks: createBaseLacks(candidate, root) })
      : [],
  ]);
  return found.flat();
}

async function argumentsIn(
  { path, before, after }: TextChange,
  { candidate, readers, lookup }: Pick<Asked, 'candidate' | 'readers'> & WithLookup,
): Promise<readonly Finding[]> {
  const { refusedArguments } = await import('../invented/refused-arguments.ts');
  const old = new Map(candidate.changes.map((change) => [change.path, textOf(change.before)]));
  const readNow = async (other: string): Promise<string | null> => {
    const bytes = await candidate.read(other).catch(() => null);
    return bytes === null ? null : textOf(bytes);
  };
  const sideOf = async (text: string | null, isOld: boolean): Promise<PythonSide | null> => {
    const facts = text === null ? null : await readers.facts(path, text);
    const readText = async (other: string): Promise<string | null> =>
      (isOld ? old.get(other) : undefined) ?? readNow(other);
    return text === null || facts === null
      ? null
      : { path, text, facts, readText, readCalls: readers.pythonCalls };
  };
  const sides = { before: await sideOf(before, true), after: await sideOf(after, false) };
  return sides.after === null ? [] : refusedArguments({ ...sides, after: sides.after }, lookup);
}

async function lookupOf(candidate: Candidate, root: string): Promise<Lookup> {
  const { createJudgedTree } = await import('../imports/judged-tree.ts');
  const { createLookup } = await import('../vanished/importers.ts');
  return createLookup(candidate, await createJudgedTree(candidate, root));
}
