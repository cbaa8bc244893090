import { languageOf } from '../../domain/language.ts';
import type { FileFacts, SymbolFact } from '../index/file-facts.ts';
import { readFacts } from '../index/facts/read-facts.ts';
import { exportClausesOf } from './export-clauses.ts';
import { typeMembersOf } from './type-members.ts';

/** A name that other files can use; overloads are signatures of one name. No signature: another file has it. */
export type PublicName = {
  readonly name: string;
  /** What its signatures call it. */
  readonly calledHere: string;
  readonly signatures: readonly string[];
  /** Whether who makes such an object has to give it: a member of an interface or an object type. */
  readonly isRequired: boolean;
};

/** What a file offers to others. `imported` are names that it takes from others and that can be taken from it, as Python allows. */
export type PublicInterface = {
  readonly names: ReadonlyMap<string, PublicName>;
  readonly imported: ReadonlySet<string>;
};

const SCRIPT = /^(?:javascript|typescript|tsx|vue)$/;
const DECORATOR = /^\s*(@(?:[\w.]*property|staticmethod|classmethod|\w+\.(?:setter|deleter)))\b/;

/** The public interface of a source text, by the facts of the code index; empty where the language has no reader. */
export async function publicInterfaceOf(path: string, text: string): Promise<PublicInterface> {
  const facts = await readFacts(path, text);
  if (facts === null) return { names: new Map(), imported: new Set() };
  const isScript = SCRIPT.test(languageOf(path) ?? '');
  const found = [...ownNames(facts, text, isScript), ...namesGivenOn(facts, isScript ? text : null)];
  const imported = languageOf(path) === 'python' ? facts.imports.flatMap(({ names }) => names) : [];
  return { names: joined(found), imported: new Set(imported) };
}

function joined(found: readonly PublicName[]): ReadonlyMap<string, PublicName> {
  const names = new Map<string, PublicName>();
  for (const one of found) {
    const known = names.get(one.name);
    names.set(
      one.name,
      known === undefined ? one : { ...known, signatures: [...known.signatures, ...one.signatures] },
    );
  }
  return names;
}

function ownNames(facts: FileFacts, text: string, isScript: boolean): readonly PublicName[] {
  const lines = text.split('\n');
  const clauses = isScript ? exportClausesOf(text) : [];
  const defaults = facts.symbols.filter(({ signature }) => /^export default\b/.test(signature));
  return facts.symbols.flatMap((symbol): readonly PublicName[] => {
    if (!symbol.isExported || /(?:^|\.)_(?!_)/.test(symbol.qualifiedName)) return [];
    const [root = '', ...members] = symbol.qualifiedName.split('.');
    const isDefault = defaults.some(({ qualifiedName }) => qualifiedName === root);
    const renamed = clauses.filter(({ local }) => local === root).map(({ exported }) => exported);
    const roots = isDefault ? ['default'] : renamed.length > 0 ? renamed : [root];
    return roots.flatMap((first) => namesOf(symbol, [first, ...members].join('.'), lines));
  });
}

function namesOf(symbol: SymbolFact, name: string, lines: readonly string[]): readonly PublicName[] {
  const { kind, startLine, endLine, bodyLine } = symbol;
  const own = { name, calledHere: symbol.name, signatures: [signatureOf(symbol, lines)], isRequired: false };
  const hasMembers = kind === 'interface' || kind === 'enum' || kind === 'type';
  if (!hasMembers || bodyLine > endLine) return [own];
  const declaration = lines.slice(startLine - 1, endLine).join('\n');
  const members = typeMembersOf(declaration, kind).map(({ name: member, signature, isRequired }) => {
    return { name: `${name}.${member}`, calledHere: member, signatures: [signature], isRequired };
  });
  return [own, ...members];
}

/** The facts cut long signatures short: those are read off the lines of the head. */
function signatureOf({ signature, startLine, bodyLine }: SymbolFact, lines: readonly string[]): string {
  const head = lines.slice(startLine - 1, Math.max(bodyLine - 1, startLine));
  const marks = head.flatMap((line) => DECORATOR.exec(line)?.[1] ?? []);
  const isCut = signature.endsWith('…') && bodyLine > startLine;
  const whole = isCut ? head.filter((line) => !/^\s*@/.test(line)).join(' ') : signature;
  return [
    ...marks,
    whole
      .replaceAll(/\s+/g, ' ')
      .trim()
      .replace(/\s*[:{]$/, ''),
  ].join(' ');
}

function namesGivenOn({ symbols, imports }: FileFacts, script: string | null): readonly PublicName[] {
  const own = new Set(symbols.map(({ name }) => name));
  const given =
    script === null
      ? imports.flatMap(({ given: names }) => names.map(({ as }) => as))
      : exportClausesOf(script).flatMap(({ local, exported }) =>
          local === null || !own.has(local) ? [exported] : [],
        );
  return [...new Set(given)]
    .filter((name) => name !== '*' && !name.startsWith('_'))
    .map((name) => ({ name, calledHere: name, signatures: [], isRequired: false }));
}
