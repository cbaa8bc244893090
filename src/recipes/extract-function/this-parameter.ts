import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { languageOf } from '../../domain/language.ts';

type Made = { readonly path: string; readonly text: string; readonly name: string };

/**
 * The text without the parameter `this` of the new function, where the file is JavaScript: TypeScript's service writes its
 * type there too, which is no syntax of that language. What is called as `name.call(this, …)` needs no parameter.
 */
export function withoutThisParameter(ts: typeof TypeScript, { path, text, name }: Made): string {
  if (languageOf(path) !== 'javascript') return text;
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const made = file.statements.find((node) => ts.isFunctionDeclaration(node) && node.name?.text === name);
  if (made === undefined || !ts.isFunctionDeclaration(made)) return text;
  const [first, second] = made.parameters;
  if (first === undefined || !ts.isIdentifier(first.name) || first.name.text !== 'this') return text;
  const end = second === undefined ? first.end : second.getStart(file);
  return text.slice(0, first.getStart(file)) + text.slice(end);
}
