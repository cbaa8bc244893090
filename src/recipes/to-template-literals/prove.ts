import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { partsOf } from './concatenations.ts';

/** The tokens of a file in which a text with values in it reads the same however it is written. */
export function formOf({ ts, file }: SingleFile): string {
  return JSON.stringify(formOfNode(ts, file, file));
}

type Form = readonly (string | Form)[];

function formOfNode(ts: typeof TypeScript, file: TypeScript.SourceFile, node: TypeScript.Node): Form {
  if (ts.isBinaryExpression(node) || ts.isTemplateExpression(node)) {
    const parts = partsOf(ts, node);
    if (parts.length > 1) return ['text with values', mergedParts(ts, file, parts)];
  }
  const children = node.getChildren(file);
  if (children.length === 0) return [node.getText(file)];
  return children.flatMap((child) => formOfNode(ts, file, child));
}

/** Neighbouring texts as one, as they are when the program runs; each value as a list. */
function mergedParts(
  ts: typeof TypeScript,
  file: TypeScript.SourceFile,
  parts: ReturnType<typeof partsOf>,
): Form {
  const merged: (string | Form)[] = [''];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part.kind === 'value') merged.push(formOfNode(ts, file, part.node), '');
    else if (typeof last === 'string') merged.splice(-1, 1, last + part.node.text);
  }
  return merged;
}
