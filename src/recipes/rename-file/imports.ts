import { candidatesOf, joinPath } from '../../codebase/languages/source-paths.ts';
import { folderOf } from '../../codebase/languages/typescript-config.ts';
import type { ProjectSource } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { positionAt } from '../../domain/text.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import { loadsOf, type Load } from '../typescript/importers.ts';
import { isLoader } from '../typescript/syntax.ts';
import type { Move } from './destination.ts';
import { specifierAfter } from './specifiers.ts';

/** What one file has to say anew, or a place of it that nobody can rewrite with certainty. */
export type FileImports =
  | { readonly kind: 'edits'; readonly path: string; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'obstacle'; readonly place: string; readonly why: string };

// A pattern, a computed name, or a folder that goes without its name.
const COMPUTED = /['"`]\.{1,2}(?:\/?['"`]|\/[./]*['"`]|\/[^'"`\n]*(?:\*|\$\{|['"]\s*\+))/;
const MOCK = /^(?:(?:jest|vi)\.\w+|require\.resolve)$/;

/** The edits of one file for a move of it or of what it imports. */
export function importsOf(source: ProjectSource, path: string, move: Move): FileImports {
  const { ts, files } = source;
  const text = files.texts.get(path) ?? '';
  if (path !== move.from && !mayName(text, move.from)) return { kind: 'edits', path, edits: [] };
  const file = ts.createSourceFile(`/${path}`, text, ts.ScriptTarget.Latest, true);
  const loads = [...loadsOf(ts, file), ...mocksIn(ts, file)];
  const known = new Set(loads.map(({ node }) => node));
  const mention = otherMention(ts, { file, path, known }, move.from);
  if (mention !== null)
    return {
      kind: 'obstacle',
      place: placeOf(path, file, mention),
      why: 'names it otherwise than in an import',
    };
  const edits: TextEdit[] = [];
  for (const load of loads) {
    const after = nameAfter(source, { path, specifier: load.specifier }, move);
    if (after === null) {
      const why = `imports ${load.specifier} in a way that cannot be followed`;
      return { kind: 'obstacle', place: placeOf(path, file, load.node), why };
    }
    const isSame = after === load.specifier;
    if (!isSame) edits.push({ start: load.node.getStart(file) + 1, end: load.node.end - 1, newText: after });
  }
  return { kind: 'edits', path, edits };
}

/** How a module has to be named after the move; null where that is not certain. */
function nameAfter(
  { modules }: ProjectSource,
  { path, specifier }: { readonly path: string; readonly specifier: string },
  { from, to }: Move,
): string | null {
  const target = modules.resolve(specifier, path);
  const importer = path === from ? to : path;
  const isMoved = folderOf(importer) !== folderOf(path) && isRelative(specifier);
  if (target !== from && !isMoved) return specifier;
  if (!isRelative(specifier)) return null;
  // Data and styles, which no module resolver knows, are meant by their whole path.
  const before = target ?? joinPath(folderOf(path), specifier);
  return specifierAfter(
    specifier,
    { importer: path, target: before },
    { importer, target: before === from ? to : before },
  );
}

/** Whether a text may name a file at all: by its name, that of the folder whose index it is, or by a pattern. */
export function mayName(text: string, path: string): boolean {
  const bare = path.replace(/\.\w+$/, '').replace(/\/index$/, '');
  return text.includes(bare.slice(bare.lastIndexOf('/') + 1)) || COMPUTED.test(text);
}

/** The paths that a relative text of a file may mean. */
export function meantBy(path: string, text: string): readonly string[] {
  return candidatesOf(joinPath(folderOf(path), text));
}

function isRelative(specifier: string): boolean {
  return /^\.{1,2}(?:\/|$)/.test(specifier);
}

/** `jest.mock('./a')`, `vi.importActual('./a')`, `require.resolve('./a')`. */
function mocksIn(ts: typeof TypeScript, file: TypeScript.SourceFile): readonly Load[] {
  const found: Load[] = [];
  const visit = (node: TypeScript.Node): void => {
    const first =
      ts.isCallExpression(node) && MOCK.test(node.expression.getText(file)) ? node.arguments[0] : undefined;
    if (first !== undefined && ts.isStringLiteralLike(first))
      found.push({ node: first, specifier: first.text, isWhole: true });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** A text that means the file, or a pattern or a computed name that may come to mean it. */
function otherMention(
  ts: typeof TypeScript,
  {
    file,
    path,
    known,
  }: {
    readonly file: TypeScript.SourceFile;
    readonly path: string;
    readonly known: ReadonlySet<TypeScript.Node>;
  },
  from: string,
): TypeScript.Node | null {
  const visit = (node: TypeScript.Node): TypeScript.Node | undefined => {
    if (ts.isStringLiteralLike(node) && !known.has(node) && mayMean(path, node.text, from)) return node;
    if (ts.isTemplateHead(node) && startsTo(path, node.text, from)) return node;
    const isLoad = ts.isCallExpression(node) && isLoader(ts, node.expression);
    const [first] = isLoad ? node.arguments : [];
    if (first !== undefined && ts.isBinaryExpression(first) && startsTo(path, headOf(ts, first), from))
      return node;
    return ts.forEachChild(node, visit);
  };
  return visit(file) ?? null;
}

function headOf(ts: typeof TypeScript, node: TypeScript.Expression): string {
  if (ts.isBinaryExpression(node)) return headOf(ts, node.left);
  return ts.isStringLiteralLike(node) ? node.text : '';
}

function mayMean(path: string, text: string, from: string): boolean {
  const pattern = text.search(/[*{]/);
  if (pattern >= 0) return startsTo(path, text.slice(0, pattern), from);
  if (isRelative(text)) return meantBy(path, text).includes(from);
  return text.includes('/') && (text === from || text === from.replace(/\.\w+$/, ''));
}

/** Whether a relative text is the beginning of the way to a file. */
function startsTo(path: string, text: string, from: string): boolean {
  if (!isRelative(text)) return false;
  const folder = text.slice(0, text.lastIndexOf('/') + 1);
  return from.startsWith(
    `${joinPath(folderOf(path), folder)}/`.replace(/^\//, '') + text.slice(folder.length),
  );
}

function placeOf(path: string, file: TypeScript.SourceFile, node: TypeScript.Node): string {
  return `${path}:${positionAt(file.text, node.getStart(file)).line}`;
}
