import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { valueSymbolOf } from './stable-names.ts';
import { isWithin } from './syntax.ts';
import { namesIn } from './tokens.ts';

/** One piece of code in the project of before or after. */
export type Seen = { readonly project: TypeScriptProject; readonly node: TypeScript.Node };

/** The comments in a piece of code, whatever their order. */
export function commentsOf({ node }: Seen): string {
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

/** The first name that does not mean what it meant: it is read for other declarations, or less or more often. */
export function otherMeaning(
  before: Seen,
  after: Seen,
  allowed: {
    /** Names of declarations with one use that may be gone. */
    readonly unnamed: readonly string[];
    /** Names that may come and go. */
    readonly exempt: ReadonlySet<string>;
  },
): string | null {
  const [then, now] = [meaningsOf(before, allowed.unnamed), meaningsOf(after, [])];
  const none = meaningText(0, []);
  const names = [...new Set([...then.keys(), ...now.keys()])].filter((name) => !allowed.exempt.has(name));
  return names.find((name) => (then.get(name) ?? none) !== (now.get(name) ?? none)) ?? null;
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
