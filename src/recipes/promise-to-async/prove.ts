import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { FunctionWithBody } from '../typescript/functions.ts';
import { valueSymbolOf } from '../typescript/stable-names.ts';
import { isWithin } from '../typescript/syntax.ts';
import { namesIn, tokensOf } from '../typescript/tokens.ts';

/** One function in the project of before or after. */
export type Seen = { readonly project: TypeScriptProject; readonly node: FunctionWithBody };

// What a chain and its callbacks are written with, and what the statements instead of them are.
const FORM = new Set(
  '( ) { } [ ] ... ; , . : = => then catch finally function return async await const let try void any null undefined'.split(
    ' ',
  ),
);

/** What a conversion declares to change beside the form. */
export type Declared = {
  /** Words whose place changes: parameters of callbacks, functions handed over, the name of what is caught. */
  readonly moved: ReadonlySet<string>;
  /** A name that the function did not have. */
  readonly added: string | null;
  /** Parameters with one use, in whose place now stands what they stood for. */
  readonly unnamed: readonly string[];
};

/**
 * What differs between a function with chains and the one without them, as the end of a sentence; null where it is the
 * chains alone: all other words are the same in the same order, the comments too, and every name means what it meant.
 */
export function differenceOf(before: Seen, after: Seen, declared: Declared): string | null {
  if (wordsOf(before, declared) !== wordsOf(after, declared)) return 'more than its chains would change';
  if (commentsOf(before) !== commentsOf(after)) return 'a comment of it has no place afterwards';
  const [then, now] = [meaningsOf(before, declared.unnamed), meaningsOf(after, [])];
  const names = [...new Set([...then.keys(), ...now.keys()])].filter((name) => name !== declared.added);
  const changed = names.find((name) => (then.get(name) ?? NO_MEANING) !== (now.get(name) ?? NO_MEANING));
  return changed === undefined ? null : `${changed} would mean something else`;
}

const NO_MEANING = meaningText(0, []);

function wordsOf({ node }: Seen, { moved }: Declared): string {
  return tokensOf(node, node.getSourceFile())
    .filter((token) => !FORM.has(token) && !moved.has(token))
    .map((token) => (/^['"`}]/.test(token) ? token : token.replace(/\s+/g, ' ')))
    .join('\0');
}

function commentsOf({ node }: Seen): string {
  const file = node.getSourceFile();
  const found: string[] = [];
  const visit = (one: TypeScript.Node): void => {
    const children = one.getChildren(file);
    children.forEach(visit);
    if (children.length > 0) return;
    const gap = file.text.slice(one.pos, one.getStart(file));
    found.push(...(gap.match(/\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g) ?? []));
  };
  visit(node);
  return found
    .map((comment) => comment.replace(/\s+/g, ' ').trim())
    .toSorted()
    .join('\0');
}

/** How often each name is read for something declared in the function, by declaration, and for something outside. */
function meaningsOf({ project, node }: Seen, unnamed: readonly string[]): ReadonlyMap<string, string> {
  const { ts } = project;
  const isRead = (one: TypeScript.Identifier): boolean =>
    ts.isShorthandPropertyAssignment(one.parent) || !('name' in one.parent && one.parent.name === one);
  const reads = Map.groupBy(namesIn(ts, node).filter(isRead), ({ text }) => text);
  const meanings = [...reads].map(([name, all]) => {
    const counts = new Map<TypeScript.Symbol | null, number>();
    for (const one of all) {
      const symbol = valueSymbolOf(project, one);
      const declared = symbol?.declarations?.[0];
      const isInside = symbol !== undefined && declared !== undefined && isWithin(declared, node);
      const key = isInside ? symbol : null;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const inside = [...counts].flatMap(([key, count]) => (key === null ? [] : [count]));
    const gone = unnamed.filter((one) => one === name).length;
    const once = inside.filter((count) => count === 1).slice(gone);
    const left = [...inside.filter((count) => count !== 1), ...once];
    return [name, meaningText(counts.get(null) ?? 0, left)] as const;
  });
  return new Map(meanings);
}

function meaningText(outside: number, inside: readonly number[]): string {
  return `${outside}; ${inside.toSorted((a, b) => a - b).join(' ')}`;
}
