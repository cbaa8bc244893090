import type { TypeScript } from '../../codebase/languages/typescript.ts';

/** Whether two texts are the same byte for byte outside of comments and empty lines, and no word of a comment is gone. */
export function isSameButForComments(
  ts: typeof TypeScript,
  path: string,
  { before, after }: { readonly before: string; readonly after: string },
): boolean {
  const [then, now] = [partsOf(ts, path, before), partsOf(ts, path, after)];
  return then.code === now.code && isPartOf(then.words, now.words);
}

type Parts = { readonly code: string; readonly words: readonly string[] };

const COMMENT = /\/\*[^]*?\*\/|\/\/.*/g;

/** Between two tokens there is nothing but white space and comments. */
function partsOf(ts: typeof TypeScript, path: string, text: string): Parts {
  const file = ts.createSourceFile(`/${path}`, text, ts.ScriptTarget.ESNext, true);
  const code: string[] = [];
  const words: string[] = [];
  let at = 0;
  const between = (end: number): void => {
    const gap = text.slice(at, end);
    for (const [comment] of gap.matchAll(COMMENT)) {
      words.push(...comment.split(/[\s*]+/).filter((word) => !/^\/?$/.test(word)));
    }
    code.push(gap.replace(COMMENT, '').replace(/(?:[ \t]*\r?\n)+/g, '\n'));
  };
  const visit = (node: TypeScript.Node): void => {
    if (ts.isJSDoc(node)) return;
    const children = node.getChildren(file);
    if (children.length > 0) return children.forEach(visit);
    const start = node.kind === ts.SyntaxKind.JsxText ? node.pos : node.getStart(file);
    between(start);
    code.push(text.slice(start, node.end));
    at = node.end;
  };
  visit(file);
  return { code: code.join('').trimStart(), words };
}

/** Whether one list is the other with more in between. */
function isPartOf(some: readonly string[], all: readonly string[]): boolean {
  let found = 0;
  for (const word of all) if (word === some[found]) found += 1;
  return found === some.length;
}
