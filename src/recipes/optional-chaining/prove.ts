import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { isAnd, operandsOf } from './chains.ts';

/** The tokens of a file in which every chain of checks reads as if it were an optional chain already. */
export function formOf({ ts, file }: SingleFile): string {
  return formOfNode(ts, file, file).join('\0');
}

function formOfNode(
  ts: typeof TypeScript,
  file: TypeScript.SourceFile,
  node: TypeScript.Node,
): readonly string[] {
  if (isAnd(ts, node))
    return contracted(operandsOf(ts, node).map((operand) => formOfNode(ts, file, operand)));
  const children = node.getChildren(file);
  return children.length === 0
    ? [node.getText(file)]
    : children.flatMap((child) => formOfNode(ts, file, child));
}

/** By their tokens alone: an operand that begins with the tokens of the one before is that one and a step further. */
function contracted(operands: readonly (readonly string[])[]): readonly string[] {
  const done: (readonly string[])[] = [];
  for (const [index, tokens] of operands.entries()) {
    const before = operands[index - 1] ?? [];
    const [next = '', ...rest] = tokens.slice(before.length);
    const goesOn =
      before.length > 0 &&
      before.every((token, at) => token === tokens[at]) &&
      ['.', '[', '('].includes(next);
    if (goesOn)
      done.splice(-1, 1, [...(done.at(-1) ?? []), '?.', ...(next === '.' ? rest : [next, ...rest])]);
    else done.push(tokens);
  }
  return done.flatMap((tokens, index) => (index === 0 ? tokens : ['&&', ...tokens]));
}
