import type { TypeScript } from './typescript.ts';

// People's code stays below 100; the checker overflows its stack somewhere beyond 1,000.
const MAX_DEPTH = 500;

/** Whether an error says that recursion ran out of stack, as TypeScript does on a tree of thousands of levels. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && /call stack/i.test(error.message);
}

/** The files whose syntax trees are too deep for TypeScript to work on, if any. Costs a parse more. */
export function tooDeepFiles(ts: typeof TypeScript, texts: ReadonlyMap<string, string>): readonly string[] {
  return [...texts].filter(([path, text]) => isTooDeep(ts, path, text)).map(([path]) => path);
}

function isTooDeep(ts: typeof TypeScript, path: string, text: string): boolean {
  if (text.length < MAX_DEPTH) return false;
  try {
    return isTooDeepTree(ts, ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  } catch (error) {
    if (isStackOverflow(error)) return true;
    throw error;
  }
}

/** Whether a tree that is there is too deep for the rest of TypeScript. Level by level, without recursion. */
export function isTooDeepTree(ts: typeof TypeScript, root: TypeScript.Node): boolean {
  let level: readonly TypeScript.Node[] = [root];
  for (let at = 0; at < MAX_DEPTH && level.length > 0; at += 1) {
    const below: TypeScript.Node[] = [];
    for (const node of level) ts.forEachChild(node, (child) => void below.push(child));
    level = below;
  }
  return level.length > 0;
}
