import { matchesGlob } from 'node:path/posix';
import { candidatesOf, joinPath } from '../../codebase/languages/source-paths.ts';
import { folderOf } from '../../codebase/languages/typescript-config.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { Load } from './importers.ts';
import { isLoader } from './syntax.ts';

// A pattern, a computed name, or a folder that goes without its name.
const COMPUTED = /['"`]\.{1,2}(?:\/?['"`]|\/[./]*['"`]|\/[^'"`\n]*(?:\*|\$\{|['"]\s*\+))/;
const FOLDER = /^(?:\.{1,2}\/)+$/;
const MOCK = /^(?:(?:jest|vi)\.\w+|require\.resolve)$/;

/** Whether a text may name a file at all: by its name, that of the folder whose index it is, or by a pattern. */
export function mayName(text: string, path: string): boolean {
  const bare = path.replace(/\.\w+$/, '').replace(/\/index$/, '');
  return text.includes(bare.slice(bare.lastIndexOf('/') + 1)) || COMPUTED.test(text);
}

/** The paths that a relative text of a file may mean. */
export function meantBy(path: string, text: string): readonly string[] {
  return candidatesOf(joinPath(folderOf(path), text));
}

export function isRelative(specifier: string): boolean {
  return /^\.{1,2}(?:\/|$)/.test(specifier);
}

/** `jest.mock('./a')`, `vi.importActual('./a')`, `require.resolve('./a')`. */
export function mocksIn(ts: typeof TypeScript, file: TypeScript.SourceFile): readonly Load[] {
  const found: Load[] = [];
  const visit = (node: TypeScript.Node): void => {
    const first =
      ts.isCallExpression(node) && MOCK.test(node.expression.getText(file)) ? node.arguments[0] : undefined;
    if (first !== undefined && ts.isStringLiteralLike(first))
      found.push({ node: first, specifier: first.text, isWhole: true, isByName: false });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** A text that means the file, or a pattern or a computed name that may come to mean it. */
export function otherMention(
  ts: typeof TypeScript,
  {
    file,
    path,
    known,
    isOfLoads = false,
  }: {
    readonly file: TypeScript.SourceFile;
    readonly path: string;
    readonly known: ReadonlySet<TypeScript.Node>;
    /** Whether only what the file itself may load counts, and not a folder that some text begins with. */
    readonly isOfLoads?: boolean;
  },
  from: string,
): TypeScript.Node | null {
  const passesOver = (text: string): boolean => isOfLoads && FOLDER.test(text) && !loadsComputed(ts, file);
  const visit = (node: TypeScript.Node): TypeScript.Node | undefined => {
    if (ts.isStringLiteralLike(node) && !known.has(node) && mayMean(path, node.text, from)) return node;
    if (ts.isTemplateHead(node) && startsTo(path, node.text, from) && !passesOver(node.text)) return node;
    const isLoad = ts.isCallExpression(node) && isLoader(ts, node.expression);
    const [first] = isLoad ? node.arguments : [];
    if (first !== undefined && ts.isBinaryExpression(first) && startsTo(path, headOf(ts, first), from))
      return node;
    return ts.forEachChild(node, visit);
  };
  return visit(file) ?? null;
}

/** Whether a file loads what it computes the name of. */
function loadsComputed(ts: typeof TypeScript, file: TypeScript.SourceFile): boolean {
  const visit = (node: TypeScript.Node): boolean => {
    const [first] = ts.isCallExpression(node) && isLoader(ts, node.expression) ? node.arguments : [];
    return (first !== undefined && !ts.isStringLiteralLike(first)) || ts.forEachChild(node, visit) === true;
  };
  return visit(file);
}

function headOf(ts: typeof TypeScript, node: TypeScript.Expression): string {
  if (ts.isBinaryExpression(node)) return headOf(ts, node.left);
  return ts.isStringLiteralLike(node) ? node.text : '';
}

function mayMean(path: string, text: string, from: string): boolean {
  const pattern = text.search(/[*{]/);
  if (pattern >= 0) return startsTo(path, text.slice(0, pattern), from) && mayMatch(path, text, from);
  if (isRelative(text)) return meantBy(path, text).includes(from);
  return text.includes('/') && (text === from || text === from.replace(/\.\w+$/, ''));
}

/** Whether a pattern may mean a file, with its ending or without; of braces and the like nothing is known. */
function mayMatch(path: string, pattern: string, from: string): boolean {
  if (/[^\w./*@-]/.test(pattern)) return true;
  const whole = joinPath(folderOf(path), pattern);
  return [from, from.replace(/\.\w+$/, '')].some((one) => matchesGlob(one, whole));
}

/** Whether a relative text is the beginning of the way to a file. */
function startsTo(path: string, text: string, from: string): boolean {
  if (!isRelative(text)) return false;
  const folder = text.slice(0, text.lastIndexOf('/') + 1);
  return from.startsWith(
    `${joinPath(folderOf(path), folder)}/`.replace(/^\//, '') + text.slice(folder.length),
  );
}
