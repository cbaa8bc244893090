const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);
// Whatever stands between operands, or before one, may put another level around what follows.
const TOKEN =
  /[()[\]{};,]|\n[ \t]*(?=[\w$@#"'`]|\/[/*])|\b(?:else|not|await|typeof|void|delete|new|keyof)\b|[^\w\s$"'`]/g;
const CONTINUES = /[^\w\s$"'`)\]};]\s*$|\b(?:else|not|await|typeof|void|delete|new|keyof)\s*$/;
const ELSE = /^else\b/;

/**
 * Whether the syntax tree of a text may be deeper than `limit`, told from its brackets and operators alone, which is far
 * quicker than to parse it. Says yes too often rather than too seldom; what stands in strings and comments counts too.
 */
export function mayNestDeeper(text: string, limit: number): boolean {
  // The operators that are open at each level of brackets, the innermost last, and their sum with the levels.
  const open: number[] = [0];
  let sum = 0;
  const reset = (): void => {
    sum -= open.at(-1) ?? 0;
    open[open.length - 1] = 0;
  };
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (OPENING.has(token)) {
      open.push(0);
      sum += 1;
    } else if (CLOSING.has(token)) {
      if (open.length === 1) continue;
      sum -= 1 + (open.pop() ?? 0);
    } else if (token === ';' || token === ',' || isNewStatement(token, text, index)) {
      reset();
    } else if (!token.startsWith('\n')) {
      open[open.length - 1] = (open.at(-1) ?? 0) + 1;
      sum += 1;
    }
    if (sum > limit) return true;
  }
  return false;
}

function isNewStatement(token: string, text: string, index: number): boolean {
  if (!token.startsWith('\n')) return false;
  const start = index + token.length;
  return (
    !ELSE.test(text.slice(start, start + 5)) && !CONTINUES.test(text.slice(Math.max(0, index - 20), index))
  );
}
