import type { SymbolFact } from '../../codebase/index/file-facts.ts';
import { splitOutside } from '../../codebase/interface/split-outside.ts';
import { mayBeBound, wordPattern } from './bound-names.ts';
import { withoutTexts } from '../code-text.ts';
import type { FileSide, LostDefinition } from './lost-definitions.ts';
import type { BaseLacks } from './outside-bases.ts';
import { linesOf } from './lines-of.ts';

/** The first line (from 1) of the file that still uses what it lost, as it did before; null where none surely does. */
export async function leftUse(lost: LostDefinition, baseLacks: BaseLacks): Promise<number | null> {
  const { path, symbol, before, after } = lost;
  if (after === null) return null;
  const code = withoutTexts(path, after.text);
  const isMember = symbol.kind === 'method' && symbol.qualifiedName.includes('.');
  const use = isMember ? await memberUse(lost, { code, after, baseLacks }) : plainUse(lost, { code, after });
  if (use === null) return null;
  const known = linesBefore(before.text, symbol);
  const rawLines = after.text.split('\n');
  const lines = code.split('\n');
  const at = lines.findIndex((line, index) => {
    const isInside = use.places.some(
      ({ startLine, endLine }) => startLine <= index + 1 && index + 1 <= endLine,
    );
    return isInside && use.isAt(line, index + 1) && known.has(rawLines[index]?.trim() ?? '');
  });
  return at === -1 ? null : at + 1;
}

type Lines = { readonly startLine: number; readonly endLine: number };
type Use = {
  readonly isAt: (line: string, number: number) => boolean;
  readonly places: readonly Lines[];
};
type After = { readonly code: string; readonly after: FileSide };

/** A name by itself, unless something else may give it a meaning: a parameter, an import, the language. */
function plainUse({ path, symbol }: LostDefinition, { code, after }: After): Use | null {
  const { name } = symbol;
  const scope = scopeOf(symbol, after);
  if (scope === null) return null;
  const isVisible = ({ qualifiedName, kind }: SymbolFact): boolean =>
    kind !== 'method' && kind !== 'field' && isWithin(scope.owner, ownerOf(qualifiedName));
  const isTaken =
    (after.facts.imports.some(({ names }) => names.includes(name)) && !isImportedAs(code, name)) ||
    after.facts.symbols.some((other) => other.name === name && isVisible(other));
  if (isTaken || mayBeBound(path, linesOf(code, scope), name)) return null;
  // Neither a member of something else, nor the key of an object or argument, nor a member of an interface.
  const pattern = new RegExp(
    String.raw`(?<![.\w$]|\.\s)${wordPattern(name)}(?!\s*\??:(?!:)|\s+as\b|(?<=^\s*${wordPattern(name)})\??\s*\([^()]*\)\s*:)`,
  );
  const heads = after.facts.symbols.filter((other) => other.name === name).map(headOf);
  const isHead = (number: number): boolean =>
    heads.some(({ startLine, endLine }) => startLine <= number && number <= endLine);
  return { isAt: (line, number) => pattern.test(line) && !isHead(number), places: [scope] };
}

/** The lines of a definition on which its name may stand. */
function headOf({ startLine, bodyLine }: SymbolFact): Lines {
  return { startLine, endLine: Math.max(startLine, bodyLine - 1) };
}

/** Whether an import gives the name of the other file another one here. */
function isImportedAs(code: string, name: string): boolean {
  return new RegExp(String.raw`${wordPattern(name)}\s+as\b`).test(code);
}

type Scope = Lines & { readonly owner: string };

/** What a function defines for itself is used inside of it; null where that is not there any more. */
function scopeOf({ qualifiedName }: SymbolFact, after: FileSide): Scope | null {
  const owner = ownerOf(qualifiedName);
  if (owner === '') return { owner, startLine: 1, endLine: Infinity };
  const whole = after.facts.symbols.findLast((one) => one.qualifiedName === owner);
  return whole === undefined ? null : { owner, startLine: whole.startLine, endLine: whole.endLine };
}

function ownerOf(qualifiedName: string): string {
  return qualifiedName.slice(0, Math.max(0, qualifiedName.lastIndexOf('.')));
}

function isWithin(inner: string, outer: string): boolean {
  return outer === '' || inner === outer || inner.startsWith(`${outer}.`);
}

/** A member of its own class by `this` or `self`, where no class that it is related to may have it. */
async function memberUse(
  { path, symbol }: LostDefinition,
  { code, after, baseLacks }: After & { readonly baseLacks: BaseLacks },
): Promise<Use | null> {
  const { name } = symbol;
  const owner = ownerOf(symbol.qualifiedName);
  const classes = after.facts.symbols.filter(({ kind }) => kind === 'class');
  const whole = classes.find(({ qualifiedName }) => qualifiedName === owner);
  if (whole === undefined) return null;
  const related = new Set<string>();
  const asked = { path, ...after, member: name, baseLacks };
  if (!(await isClosed(whole, asked, related)) && !isOwnName(name)) return null;
  const heirs = classes.filter(({ signature }) => new RegExp(wordPattern(whole.name)).test(signature));
  for (const { qualifiedName } of heirs) related.add(qualifiedName);
  if (after.facts.symbols.some((other) => other.name === name && related.has(ownerOf(other.qualifiedName))))
    return null;
  const member = String.raw`\b(?:this|self|cls)\s*\??\.\s*${wordPattern(name)}`;
  const isAssigned = new RegExp(String.raw`${member}\s*(?::[^=\n]*)?=(?!=)`).test(code);
  const family = classes.filter(({ qualifiedName }) => related.has(qualifiedName));
  if (isAssigned || family.some((one) => MAKES_MEMBERS.test(linesOf(code, one)))) return null;
  const pattern = new RegExp(member);
  return { isAt: (line) => pattern.test(line), places: [whole, ...heirs] };
}

/** Whether a class has a member only if its file shows it: in the class itself or in bases, whose members are all known. */
export async function hasOnlyShownMembers(owner: SymbolFact, asked: AskedMember): Promise<boolean> {
  const related = new Set<string>();
  const isShown = (await isClosed(owner, asked, related)) && !MAKES_MEMBERS.test(asked.text);
  const isGiven = asked.facts.symbols.some(
    (one) => one.name === asked.member && related.has(ownerOf(one.qualifiedName)),
  );
  return isShown && !isGiven;
}

/** A member that classes of a file are asked for. */
export type AskedMember = FileSide & {
  readonly path: string;
  readonly member: string;
  readonly baseLacks: BaseLacks;
};

/** By which a class answers to names that it does not define. */
const MAKES_MEMBERS = /\bdef __getattr(?:ibute)?__|\bnew Proxy\b|Object\.assign\(\s*this\b/;

/** No class from elsewhere is expected to have a private member. */
function isOwnName(name: string): boolean {
  return /^(?:#|_(?!_))/.test(name);
}

const PYTHON_BASES = /^class\s+\w+\s*(?:\[[^\]]*\])?\s*\(([^]*)\)/;
/** What is no name, such as a cast in brackets, stands for what nobody knows. */
const SCRIPT_BASE = /\bextends\s+([\w$.]+|\S)/;
const INNERMOST_TYPES = /<[^<>]*>/;
/** The base of scripts' errors; what brings no members in Python is known to {@link BaseLacks}. */
const WITHOUT_MEMBERS = /^Error$/;

/** Whether no class outside of its file gives the member to a class. */
async function isClosed(one: SymbolFact, asked: AskedMember, seen: Set<string>): Promise<boolean> {
  if (seen.has(one.qualifiedName)) return true;
  seen.add(one.qualifiedName);
  const list = PYTHON_BASES.exec(one.signature)?.[1] ?? scriptBase(one.signature) ?? '';
  for (const base of splitOutside(list, ',').map((written) => written.trim())) {
    if (base === '' || WITHOUT_MEMBERS.test(base)) continue;
    const known = asked.facts.symbols.find(
      ({ qualifiedName, kind }) => qualifiedName === base && kind === 'class',
    );
    const isLacking =
      known === undefined ? await asked.baseLacks({ ...asked, base }) : await isClosed(known, asked, seen);
    if (!isLacking) return false;
  }
  return true;
}

/** Type parameters have bases of their own. */
function scriptBase(signature: string): string | undefined {
  let plain = signature.replaceAll('=>', '');
  while (INNERMOST_TYPES.test(plain)) plain = plain.replace(INNERMOST_TYPES, '');
  return SCRIPT_BASE.exec(plain)?.[1];
}

/** The lines of the text before, without those of the definition itself. */
function linesBefore(text: string, { startLine, endLine }: SymbolFact): ReadonlySet<string> {
  const lines = text.split('\n');
  return new Set([...lines.slice(0, startLine - 1), ...lines.slice(endLine)].map((line) => line.trim()));
}
