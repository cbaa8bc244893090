import { languageOf } from '../../domain/language.ts';
import type { FileFacts, SymbolFact } from '../index/file-facts.ts';
import { readFacts } from '../index/facts/read-facts.ts';
import { exportClausesOf } from './export-clauses.ts';
import { literalKeys } from './literal-keys.ts';
import { memberTraits, membersOf } from './members.ts';
import { plainName, type PublicName } from './public-name.ts';

/** What a file offers to others. `imported` are names that it takes from others and that can be taken from it, as Python allows. */
export type PublicInterface = {
  readonly names: ReadonlyMap<string, PublicName>;
  readonly imported: ReadonlySet<string>;
  /** The keys of constants that are objects, as far as their text has all of them. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
};

const SCRIPT = /^(?:javascript|typescript|tsx|vue)$/;
/** What is there when the program runs. */
const VALUES = /^(?:class|function|constant|enum)$/;
const DECORATOR = /^\s*(@(?:[\w.]*property|staticmethod|classmethod|\w+\.(?:setter|deleter)))\b/;

/** The public interface of a source text, by the facts of the code index; empty where the language has no reader. */
export async function publicInterfaceOf(path: string, text: string): Promise<PublicInterface> {
  const facts = await readFacts(path, text);
  if (facts === null) return { names: new Map(), imported: new Set(), keys: new Map() };
  const isScript = SCRIPT.test(languageOf(path) ?? '');
  const found = [...ownNames(facts, text, isScript), ...namesGivenOn(facts, isScript ? text : null)];
  const imported = languageOf(path) === 'python' ? facts.imports.flatMap(({ names }) => names) : [];
  const names = joined(found);
  return { names, imported: new Set(imported), keys: keysOfConstants(facts, text, names) };
}

function joined(found: readonly PublicName[]): ReadonlyMap<string, PublicName> {
  const names = new Map<string, PublicName>();
  for (const one of found) {
    const known = names.get(one.name);
    names.set(one.name, known === undefined ? one : bothOf(known, one));
  }
  return names;
}

function bothOf(one: PublicName, other: PublicName): PublicName {
  return {
    ...one,
    signatures: [...one.signatures, ...other.signatures],
    isRequired: one.isRequired || other.isRequired,
    isTypeOnly: one.isTypeOnly && other.isTypeOnly,
  };
}

function keysOfConstants(
  { symbols }: FileFacts,
  text: string,
  names: ReadonlyMap<string, PublicName>,
): PublicInterface['keys'] {
  const lines = text.split('\n');
  const constants = symbols.filter(
    ({ kind, qualifiedName, isExported }) => kind === 'constant' && isExported && names.has(qualifiedName),
  );
  return new Map(
    constants.flatMap(({ qualifiedName, startLine, endLine }) => {
      const keys = literalKeys(lines.slice(startLine - 1, endLine).join('\n'));
      return keys === null ? [] : [[qualifiedName, keys]];
    }),
  );
}

function ownNames(facts: FileFacts, text: string, isScript: boolean): readonly PublicName[] {
  const lines = text.split('\n');
  const clauses = isScript ? exportClausesOf(text) : [];
  const defaults = facts.symbols.filter(({ signature }) => /^export default\b/.test(signature));
  return facts.symbols.flatMap((symbol): readonly PublicName[] => {
    if (!symbol.isExported || /(?:^|\.)_(?!_)/.test(symbol.qualifiedName)) return [];
    const [root = '', ...members] = symbol.qualifiedName.split('.');
    const isDefault = defaults.some(({ qualifiedName }) => qualifiedName === root);
    const renamed = clauses.filter(({ local }) => local === root);
    const isTypeOnly = VALUES.test(symbol.kind) && !isDefault && renamed.some(({ isType }) => isType);
    const roots = isDefault
      ? ['default']
      : renamed.length > 0
        ? renamed.map(({ exported }) => exported)
        : [root];
    return roots.flatMap((first) => {
      const name = [first, ...members].join('.');
      const offered = { symbol, name, signature: signatureOf(symbol, lines), symbols: facts.symbols, lines };
      const own = plainName(name, symbol.name, [offered.signature]);
      return [{ ...own, ...memberTraits(offered), isTypeOnly }, ...membersOf(offered)];
    });
  });
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
    .map((name) => plainName(name, name, []));
}
