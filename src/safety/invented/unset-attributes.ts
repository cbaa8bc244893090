import type { SymbolFact } from '../../codebase/index/file-facts.ts';
import { splitOutside } from '../../codebase/interface/split-outside.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import { withoutTexts } from '../code-text.ts';
import type { Finding } from '../gates/text-guard.ts';
import type { JudgedTree } from '../imports/judged-tree.ts';
import { linesOf } from '../vanished/lines-of.ts';
import type { BaseLacks } from '../vanished/outside-bases.ts';
import type { ChangedFile } from './module-inventions.ts';
import { withoutStrangers, type UnsetName } from './unset-now.ts';

type Place = {
  readonly tree: () => Promise<JudgedTree>;
  readonly baseLacks: BaseLacks;
};

/** Bases that have methods alone, by their names: instances get no attributes from them. */
const BARE =
  /^(?:\w+\.)*(?:object|ABC|Protocol|Generic|Hashable|Sized|Callable|Iterable|Iterator|Generator|Container|Collection|(?:Mutable)?(?:Sequence|Mapping|Set)|metaclass=(?:abc\.)?ABCMeta)$/;

const MAKES_MEMBERS = /\b(?:__getattr(?:ibute)?__|__dict__|setattr|__slots__)\b/;
const MAX_FILES = 3000;

/**
 * Attributes that Python methods read of `self` and that nothing sets: this file only reads such a name, and no base is
 * from elsewhere but protocols of the language. No other file of the project mentions one that is new, or sets one that
 * this file set before the change.
 */
export async function unsetAttributes(
  { path, text, facts, members, unset }: ChangedFile & { readonly unset: readonly UnsetName[] },
  place: Place,
): Promise<readonly Finding[]> {
  const whole = withoutTexts(path, text);
  if (/\bexcept\b[^:\n]*\bAttributeError\b/.test(whole)) return [];
  const found: Finding[] = [];
  const mentioned = members.filter((one) => !unset.some(({ name }) => name === one));
  for (const { name, owner: setter } of [...unset, ...mentioned.map((name) => ({ name, owner: null }))]) {
    const classOf = facts.symbols.find(
      ({ kind, qualifiedName }) => kind === 'class' && qualifiedName === setter,
    );
    const own = (all: string): string =>
      classOf === undefined ? all : withoutStrangers(all, classOf, facts);
    const code = own(whole);
    const read = new RegExp(String.raw`(?<![\w.])(?:self|cls)\s*\.\s*${literalPattern(name)}(?!\w)`);
    const line = code.split('\n').findIndex((one) => read.test(one)) + 1;
    const owner = line === 0 ? undefined : ownerOf(line, facts.symbols);
    if (owner === undefined || !isOnlyRead(own(text), code, name)) continue;
    const isOpen =
      MAKES_MEMBERS.test(linesOf(text, owner)) || isDecorated(text, owner) || isMixin(owner, text, facts);
    if (isOpen || !(await isClosed(owner, { path, text, facts, members: [name], reads: [] }, place)))
      continue;
    const word = !mentioned.includes(name) ? setting(name) : mention(name);
    if (await isElsewhere(word, path, await place.tree())) continue;
    const message = `Nothing sets \`${name}\` of \`${owner.qualifiedName}\`. Use what it has, or define it.`;
    found.push({ path, line, message });
  }
  return found;
}

/** The innermost class around a line. */
function ownerOf(line: number, symbols: readonly SymbolFact[]): SymbolFact | undefined {
  return symbols.findLast(
    ({ kind, startLine, endLine }) => kind === 'class' && startLine <= line && line <= endLine,
  );
}

/** Whether a file has a name but as an attribute that is read: nothing assigns, deletes or unpacks into it, no string is it. */
function isOnlyRead(text: string, code: string, name: string): boolean {
  const word = literalPattern(name);
  const reads = new RegExp(
    String.raw`(?<![\w.])(?:self|cls)\s*\.\s*${word}(?!\w)(?!\s*(?:=(?!=)|:[^\n]*=(?!=)|[-+*/|&^%@]=|,[^\n]*[^=!<>]=(?!=)|\)\s*=(?!=)))`,
    'g',
  );
  const bindings = new RegExp(
    String.raw`\b(?:as|for|del)\b[^\n]*(?:self|cls)\s*\.\s*${word}(?!\w)\s*(?::|,|in\b|$)|^[ \t]*(?:self|cls)\s*\.\s*${word}[ \t]*:`,
    'm',
  );
  const isMentioned = (one: string): boolean => new RegExp(String.raw`(?<!\w)${word}(?!\w)`).test(one);
  const quoted = new RegExp(String.raw`["']${word}["']`);
  return !isMentioned(code.replaceAll(reads, ' ')) && !quoted.test(text) && !bindings.test(code);
}

function isDecorated(text: string, { startLine }: SymbolFact): boolean {
  return /^\s*@/.test(text.split('\n')[startLine - 1] ?? '');
}

const OF_SUPER = /\bsuper\(\)\s*\.\s*(?!__)(\w+)/g;

/** Whether a class asks those above it for what no class of the file has: others give it such bases. */
function isMixin(owner: SymbolFact, text: string, { symbols }: ChangedFile['facts']): boolean {
  const others = symbols.filter(
    ({ startLine, endLine }) => endLine < owner.startLine || startLine > owner.endLine,
  );
  const asked = [...linesOf(text, owner).matchAll(OF_SUPER)].map(([, name = '']) => name);
  return asked.some((name) => !others.some((other) => other.name === name));
}

async function isClosed(owner: SymbolFact, file: ChangedFile, place: Place): Promise<boolean> {
  const [member = ''] = file.members;
  const list = /^class\s+\w+\s*(?:\[[^\]]*\])?\s*(?:\(([^]*)\))?\s*$/.exec(
    owner.signature.replace(/:\s*$/, ''),
  );
  if (list === null) return false;
  const bases = splitOutside(list[1] ?? '', ',').map((base) => base.trim());
  for (const base of bases.filter((one) => one !== '')) {
    const plain = base.replace(/\[[^]*\]$/, '');
    const known = file.facts.symbols.find(
      ({ qualifiedName, kind }) => kind === 'class' && qualifiedName === plain,
    );
    if (known !== undefined) {
      // `class A(A)` has its base from elsewhere: what is a base stands above.
      if (known.startLine >= owner.startLine || !(await isClosed(known, file, place))) return false;
    } else if (!BARE.test(plain) || !(await place.baseLacks({ ...file, base, member }))) return false;
  }
  return true;
}

function mention(name: string): RegExp {
  return new RegExp(String.raw`(?<!\w)${literalPattern(name)}(?!\w)`);
}

/** By an assignment, in a class or to a member, or by its name as a text. */
function setting(name: string): RegExp {
  const word = literalPattern(name);
  return new RegExp(
    String.raw`(?<!\w)${word}\s*(?::[^\n=]+)?(?:=(?!=)|,[^\n]*[^=!<>]=(?!=))|["']${word}["']|\b(?:as|for|def)\b[^\n]*(?<!\w)${word}(?!\w)`,
  );
}

async function isElsewhere(word: RegExp, own: string, { paths, readText }: JudgedTree): Promise<boolean> {
  const others = paths.filter((path) => path !== own && /\.(?:pyi?|pyx|pxd|ipynb)$/.test(path));
  if (others.length > MAX_FILES) return true;
  for (const path of others) if (word.test((await readText(path)) ?? '')) return true;
  return false;
}
