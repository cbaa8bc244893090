import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { FunctionWithBody } from './functions.ts';

/** A type as a file would write it, or why it is not to be written, as the end of a sentence. */
export type WrittenType = { readonly type: string } | string;

const MAX_LENGTH = 100;
const VAGUE = /\b(?:any|never|import|unique symbol|__\w+)\b|\.\.\.|#/;

/** The return type of a function as it would be written at it. */
export function writtenReturnType({ ts, checker }: TypeScriptProject, node: FunctionWithBody): WrittenType {
  const signature = checker.getSignatureFromDeclaration(node);
  if (signature === undefined) return 'TypeScript knows no type of it';
  const predicate = checker.getTypePredicateOfSignature(signature);
  const flags = ts.TypeFormatFlags.NoTruncation;
  const type =
    predicate === undefined
      ? checker.typeToString(signature.getReturnType(), node, flags)
      : checker.typePredicateToString(predicate, node, flags);
  return writable(node, type);
}

/** A type as it would be written at a place. */
export function writtenType(
  { ts, checker }: TypeScriptProject,
  type: TypeScript.Type,
  place: TypeScript.Node,
): WrittenType {
  return writable(place, checker.typeToString(type, place, ts.TypeFormatFlags.NoTruncation));
}

function writable(place: TypeScript.Node, type: string): WrittenType {
  if (type.length > MAX_LENGTH) return 'its type is too long to be read';
  const plain = type.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  if (VAGUE.test(plain))
    return `its type is ${plain.includes('any') ? 'known in part alone' : 'none to be written'}: ${type}`;
  return { type: quoted(place, type) };
}

/** Texts in the quotes of the file, and no semicolon before a closing brace. */
function quoted(place: TypeScript.Node, type: string): string {
  const { text } = place.getSourceFile();
  const plain = type.replace(/; \}/g, ' }');
  const isSingle = text.split("'").length > text.split('"').length;
  return isSingle ? plain.replace(/"((?:[^"'\\])*)"/g, "'$1'") : plain;
}
