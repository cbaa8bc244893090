import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { functionsIn, type FunctionWithBody } from '../typescript/functions.ts';

/** A function whose return type can be written down. */
export type Typed = { readonly node: FunctionWithBody; readonly type: string };

const MAX_LENGTH = 100;
const VAGUE = /\b(?:any|never|import|unique symbol|__\w+)\b|\.\.\.|#/;

/** The functions of a file with a name and no return type whose type nothing else gives, in order. */
export function untypedIn(
  project: TypeScriptProject,
  file: TypeScript.SourceFile,
): readonly FunctionWithBody[] {
  const { ts } = project;
  return functionsIn(ts, file).filter(
    (node) => node.type === undefined && isNamed(ts, node) && !isOverloaded(project, node),
  );
}

/** The return type as it would be written at the function, or why it is not, as the end of a sentence. */
export function returnTypeOf(
  { ts, checker }: TypeScriptProject,
  node: FunctionWithBody,
): { readonly type: string } | string {
  const signature = checker.getSignatureFromDeclaration(node);
  if (signature === undefined) return 'TypeScript knows no type of it';
  if (closingOf(ts, node) === undefined) return 'its parameter stands without brackets';
  const predicate = checker.getTypePredicateOfSignature(signature);
  const flags = ts.TypeFormatFlags.NoTruncation;
  const type =
    predicate === undefined
      ? checker.typeToString(signature.getReturnType(), node, flags)
      : checker.typePredicateToString(predicate, node, flags);
  if (type.length > MAX_LENGTH) return 'its type is too long to be read';
  const plain = type.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  if (VAGUE.test(plain))
    return `its type is ${plain.includes('any') ? 'known in part alone' : 'none to be written'}: ${type}`;
  return { type: quoted(node, type) };
}

/** Writes the type behind the parameters. */
export function typeEdit(ts: typeof TypeScript, { node, type }: Typed): TextEdit {
  const at = closingOf(ts, node)?.end ?? node.body.getStart();
  return { start: at, end: at, newText: `: ${type}` };
}

function closingOf(ts: typeof TypeScript, node: FunctionWithBody): TypeScript.Node | undefined {
  return node.getChildren().find(({ kind }) => kind === ts.SyntaxKind.CloseParenToken);
}

/** A declaration, a method of a class, or the value of a variable or field without a type. */
function isNamed(ts: typeof TypeScript, node: FunctionWithBody): boolean {
  if (ts.isFunctionDeclaration(node)) return true;
  const { parent } = node;
  if (ts.isMethodDeclaration(node)) return ts.isClassLike(parent);
  const isValue = ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent);
  return isValue && parent.type === undefined && parent.initializer === node;
}

function isOverloaded({ checker }: TypeScriptProject, node: FunctionWithBody): boolean {
  const symbol = node.name === undefined ? undefined : checker.getSymbolAtLocation(node.name);
  return (symbol?.declarations?.length ?? 1) > 1;
}

/** Texts in the quotes of the file, and no semicolon before a closing brace. */
function quoted(node: FunctionWithBody, type: string): string {
  const { text } = node.getSourceFile();
  const plain = type.replace(/; \}/g, ' }');
  const isSingle = text.split("'").length > text.split('"').length;
  return isSingle ? plain.replace(/"((?:[^"'\\])*)"/g, "'$1'") : plain;
}
