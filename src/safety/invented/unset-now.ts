import type { SymbolFact } from '../../codebase/index/file-facts.ts';
import { withoutTexts } from '../code-text.ts';
import { linesOf } from '../vanished/lines-of.ts';

/** A text of Python with the symbols in it. */
export type PythonText = { readonly text: string; readonly symbols: readonly SymbolFact[] };

/** An attribute that the file set before and sets no more, or a class of it, by its qualified name. */
export type UnsetName = { readonly name: string; readonly owner: string | null };

const SETS = /(?<![\w.])self\s*\.\s*(\w+)\s*(?::[^\n=]+)?=(?!=)/g;

/** The attributes that methods set before, and set no more: in the whole file, or in a class where others still do. */
export function unsetNow(path: string, before: PythonText, after: PythonText): readonly UnsetName[] {
  const old = withoutTexts(path, before.text);
  const code = withoutTexts(path, after.text);
  const left = new Set(setIn(code));
  const gone = [...new Set(setIn(old))].filter((name) => !left.has(name));
  const ofClasses = classesOf(before).flatMap((was) => {
    const [is, ...others] = classesOf(after).filter(
      ({ qualifiedName }) => qualifiedName === was.qualifiedName,
    );
    if (is === undefined || others.length > 0) return [];
    const kept = new Set(setIn(linesOf(code, is)));
    const lost = [...new Set(setIn(linesOf(old, was)))].filter((name) => !kept.has(name) && left.has(name));
    return lost.map((name) => ({ name, owner: was.qualifiedName }));
  });
  return [...gone.map((name) => ({ name, owner: null })), ...ofClasses];
}

/** A text without the classes that have nothing to do with one: of neither its bases nor what is made of it. */
export function withoutStrangers(
  text: string,
  owner: SymbolFact,
  { symbols }: Pick<PythonText, 'symbols'>,
): string {
  const classes = symbols.filter(({ kind }) => kind === 'class');
  const families = [ofKin(owner, classes), ...classes.map((one) => ofKin(one, classes))];
  const kin = new Set(
    families.filter((names) => names.has(owner.qualifiedName)).flatMap((names) => [...names]),
  );
  const lines = text.split('\n');
  for (const one of classes)
    if (![...kin].some((name) => isInside(name, one.qualifiedName) || isInside(one.qualifiedName, name)))
      lines.fill('', one.startLine - 1, one.endLine);
  return lines.join('\n');
}

/** The names of a class and of all classes of the file that its head names, and theirs. */
function ofKin(start: SymbolFact, classes: readonly SymbolFact[]): ReadonlySet<string> {
  const names = new Set([start.qualifiedName]);
  const waiting = [start];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const words = new Set(one.signature.match(/\w+/g));
    for (const base of classes)
      if (words.has(base.name) && !names.has(base.qualifiedName)) {
        names.add(base.qualifiedName);
        waiting.push(base);
      }
  }
  return names;
}

function isInside(name: string, outer: string): boolean {
  return name === outer || name.startsWith(`${outer}.`);
}

function classesOf({ symbols }: PythonText): readonly SymbolFact[] {
  return symbols.filter(({ kind }) => kind === 'class');
}

function setIn(code: string): readonly string[] {
  return Array.from(code.matchAll(SETS), ([, name = '']) => name);
}
