import { contextAround, type Diagnostic } from '../../domain/diagnostic.ts';
import { digestOf } from '../../domain/digest.ts';
import type { Candidate, Gate, Verdict } from '../../domain/ports.ts';
import { createTextReaders, type TextReaders } from '../text-readers.ts';
import { hasJudgedDefinitions } from '../vanished/judged-files.ts';
import type { LostExports, ModuleLosses } from '../vanished/lost-exports.ts';
import type { LostForMarkup } from '../vanished/lost-for-markup.ts';
import type { LostDefinition } from '../vanished/lost-definitions.ts';
import { isComponent } from '../vanished/component-files.ts';
import { isNamedInWords } from '../vanished/named-in-words.ts';

/**
 * Refuses a change that loses a function, a class or a method (Python, JavaScript, TypeScript) which the candidate still
 * uses and which neither the task nor the plan names. What nothing uses any more may go: it raises the risk.
 */
export function createVanishedDefinitionsGate(
  { root }: { readonly root: string },
  readers: TextReaders = createTextReaders(),
): Gate {
  return {
    id: 'vanished-definitions',
    checkType: 'vanished-definitions',
    isHealable: true,
    judges: 'whole-change',
    appliesTo: isJudged,
    check: async (candidate) => judge(candidate, { root, readers }),
  };
}

function isJudged(path: string): boolean {
  return hasJudgedDefinitions(path) || isComponent(path);
}

type Place = { readonly root: string; readonly readers: TextReaders };

async function judge(candidate: Candidate, place: Place): Promise<Verdict> {
  const { lostDefinitions } = await import('../vanished/lost-definitions.ts');
  const { leftUse } = await import('../vanished/left-uses.ts');
  const lost = await lostDefinitions(candidate.changes, place.readers);
  const unnamed = lost.filter(({ symbol }) => !isNamedInWords(symbol.qualifiedName, candidate.intent.words));
  const { createBaseLacks } = await import('../vanished/outside-bases.ts');
  const baseLacks = createBaseLacks(candidate, place.root);
  const { prototypeUse } = await import('../vanished/prototype-uses.ts');
  const useOf = async (one: LostDefinition): Promise<number | null> =>
    (await leftUse(one, baseLacks)) ?? prototypeUse(one, candidate, place.root);
  const uses = await Promise.all(unnamed.map(async (one) => usedAt(one, await useOf(one))));
  const { lostForMarkup } = await import('../vanished/lost-for-markup.ts');
  const inMarkup = await lostForMarkup(candidate);
  const inFile = [...uses.flat(), ...inMarkup.map(usedInMarkup)];
  const { lostExports } = await import('../vanished/lost-exports.ts');
  const modules = await lostExports(candidate.changes, place.readers);
  const diagnostics =
    inFile.length > 0 ? inFile : await usedElsewhere(candidate, { gone: unnamed, modules }, place);
  const judged = candidate.changes.filter(({ path }) => isJudged(path));
  return {
    passed: diagnostics.length === 0,
    summary:
      diagnostics.length === 0
        ? summaryOf({ lost, unnamed, open: modules.open })
        : diagnostics.map(({ path, line, message }) => `${path}:${line} ${message}`).join(' '),
    diagnostics,
    judged: judged.flatMap(({ path, after }) =>
      after === null ? [] : [{ path, digest: digestOf(after), verifiedBy: [] }],
    ),
  };
}

function usedAt({ path, symbol, after }: LostDefinition, line: number | null): readonly Diagnostic[] {
  const message = `\`${symbol.qualifiedName}\` is used here, and the change defines it nowhere any more. Keep it, or change what uses it.`;
  return line === null ? [] : [diagnosticOf({ path, line, text: after?.text ?? '', message })];
}

function usedInMarkup({ path, line, text, name }: LostForMarkup): Diagnostic {
  const message = `\`${name}\` is used here, and the scripts of the component have it no more. Keep it, or change what uses it.`;
  return diagnosticOf({ path, line, text, message });
}

type Losses = { readonly gone: readonly LostDefinition[]; readonly modules: ModuleLosses };

/** What other files still take from the changed ones, one place a name; what the task names may go. */
async function usedElsewhere(
  candidate: Candidate,
  { gone, modules }: Losses,
  { root }: Place,
): Promise<readonly Diagnostic[]> {
  const unnamed = modules.lost.map((one) => withoutNamed(one, candidate.intent.words));
  const lost = unnamed.filter(({ names, isDeleted }) => names.size > 0 || isDeleted);
  const { strandedImports } = await import('../vanished/stranded-imports.ts');
  const { strandedMethods } = await import('../vanished/stranded-methods.ts');
  const imports = lost.length === 0 ? [] : await strandedImports(lost, candidate, root);
  const found = [...imports, ...(await strandedMethods(gone, candidate, root))];
  const first = new Map(found.toReversed().map((one) => [`${one.module} ${one.name}`, one]));
  return [...first.values()].map(({ name, module, ...place }) =>
    diagnosticOf({
      ...place,
      message:
        name === null
          ? `${module} is imported here, and the change deletes it. Keep it, or change what uses it.`
          : `\`${name}\` is taken from ${module} here, which does not have it any more. Keep it, or change what uses it.`,
    }),
  );
}

/** Of a deleted file the names are enough: who names it means its path. */
function withoutNamed({ names, ...rest }: LostExports, words: string): LostExports {
  const left = [...names].filter((name) => !isNamedInWords(name, words));
  const isNamed =
    rest.isDeleted &&
    (left.length < names.size ? left.length === 0 : isNamedInWords(stemOf(rest.path), words));
  return { ...rest, names: new Set(isNamed ? [] : left), isDeleted: rest.isDeleted && !isNamed };
}

function stemOf(path: string): string {
  return /([^/]+?)(?:\.[^/]*)?$/.exec(path)?.[1] ?? path;
}

function diagnosticOf({
  path,
  line,
  text,
  message,
}: Readonly<Record<'path' | 'text' | 'message', string>> & { readonly line: number }): Diagnostic {
  const place = { line, column: 1 };
  return {
    path,
    ...place,
    kind: 'vanished-definitions',
    message,
    source: 'guard',
    context: contextAround(text, place),
  };
}

type Told = {
  readonly lost: readonly LostDefinition[];
  readonly unnamed: readonly LostDefinition[];
  readonly open: ReadonlySet<string>;
};

function summaryOf({ lost, unnamed, open }: Told): string {
  if (lost.length === 0) return 'Every definition is still there.';
  const isHidden = ({ path, symbol }: LostDefinition): boolean =>
    open.has(path) && !symbol.qualifiedName.includes('.');
  const named = lost.filter((one) => !unnamed.includes(one));
  const hidden = unnamed.filter(isHidden);
  const unused = unnamed.filter((one) => !isHidden(one));
  const sentences: readonly (readonly [string, readonly LostDefinition[]])[] = [
    ['The task names what is gone', named],
    ['Gone, and used nowhere that could be found', unused],
    ['Gone, and not judged, as its module may make names in ways that no reader sees', hidden],
  ];
  return sentences
    .filter(([, some]) => some.length > 0)
    .map(([what, some]) => `${what}: ${some.map(({ symbol }) => symbol.qualifiedName).join(', ')}.`)
    .join(' ');
}
