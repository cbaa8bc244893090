import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { isSpiedName } from './test-doubles.ts';

/** A name in code: an identifier, a private name with its `#`, or a string that names a property (`o['add']`). */
export type NameNode = TypeScript.Identifier | TypeScript.PrivateIdentifier | TypeScript.StringLiteralLike;

/** One place where a name stands. `start` is the offset of the name itself, behind an opening quote. */
export type Place = { readonly path: string; readonly start: number };

export type Occurrence = Place & { readonly node: NameNode };

/** The same word where it is no name of the code. */
export type Mention = Place & { readonly kind: 'string' | 'comment' };

export type Occurrences = {
  readonly names: readonly Occurrence[];
  readonly mentions: readonly Mention[];
};

/** Every place of a project where the word stands, each once, by file and offset. */
export function findOccurrences(project: TypeScriptProject, word: string): Occurrences {
  const names: Occurrence[] = [];
  const mentions: Mention[] = [];
  for (const path of project.files.sources) {
    const file = project.sourceFile(path);
    if (file === undefined) continue;
    for (const start of wordOffsets(file.text, word, project.ts)) {
      const found = nameAt(project.ts, file, { start, word });
      if (found === 'string' || found === 'comment') mentions.push({ path, start, kind: found });
      else if (found !== null) names.push({ path, start, node: found });
    }
  }
  return { names, mentions };
}

/** Offsets at which the word stands alone: no part of an identifier touches it. */
export function wordOffsets(text: string, word: string, ts: typeof TypeScript): readonly number[] {
  const offsets: number[] = [];
  const isPart = (offset: number): boolean => {
    const code = text.codePointAt(offset);
    return code !== undefined && ts.isIdentifierPart(code, ts.ScriptTarget.Latest);
  };
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    const isInside = (at > 0 && isPart(at - 1)) || isPart(at + word.length);
    if (!isInside) offsets.push(at);
  }
  return offsets;
}

type Spot = { readonly start: number; readonly word: string };

/** The name at an offset where the word is known to stand, or what else holds the word; null for a part of a name. */
export function nameAt(
  ts: typeof TypeScript,
  file: TypeScript.SourceFile,
  spot: Spot,
): NameNode | 'string' | 'comment' | null {
  const node = deepestAt(ts, file, spot.start);
  const nodeStart = node.getStart(file);
  if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) {
    if (spot.start < nodeStart || isTagName(node)) return 'comment';
    return nodeStart === spot.start && node.text === spot.word ? node : null;
  }
  if (ts.isStringLiteralLike(node) && nodeStart + 1 === spot.start && node.text === spot.word) {
    return isPropertyString(ts, node) ? node : 'string';
  }
  if (ts.isJsxText(node)) return 'string';
  return isLiteral(ts, node) && nodeStart <= spot.start ? 'string' : 'comment';
}

/** The word behind the `@` of a documentation tag. */
function isTagName(node: TypeScript.Node): boolean {
  return 'tagName' in node.parent && node.parent.tagName === node && 'comment' in node.parent;
}

function isPropertyString(ts: typeof TypeScript, node: TypeScript.StringLiteralLike): boolean {
  const { parent } = node;
  if (ts.isElementAccessExpression(parent)) return parent.argumentExpression === node;
  if (ts.isLiteralTypeNode(parent)) return ts.isIndexedAccessTypeNode(parent.parent);
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return true;
  if (isSpiedName(ts, node)) return true;
  return ts.getNameOfDeclaration(parentDeclaration(ts, parent)) === node;
}

function parentDeclaration(
  ts: typeof TypeScript,
  parent: TypeScript.Node,
): TypeScript.Declaration | undefined {
  return ts.isPropertyAssignment(parent) ||
    ts.isClassElement(parent) ||
    ts.isTypeElement(parent) ||
    ts.isEnumMember(parent)
    ? parent
    : undefined;
}

function isLiteral(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isRegularExpressionLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node)
  );
}

// The public API gives only the last documentation comment of a node; a type may be defined in any of them.
function isNodes(value: unknown): value is readonly TypeScript.Node[] {
  return Array.isArray(value);
}

/** The smallest node around an offset, those of documentation comments included. */
export function deepestAt(ts: typeof TypeScript, root: TypeScript.Node, offset: number): TypeScript.Node {
  let node = root;
  for (let next = childAt(ts, node, offset); next !== undefined; next = childAt(ts, node, offset))
    node = next;
  return node;
}

/** Documentation comments hang on a node's side and are looked at first: their types and names are code. */
function childAt(ts: typeof TypeScript, node: TypeScript.Node, offset: number): TypeScript.Node | undefined {
  const holds = (child: TypeScript.Node): boolean => child.pos <= offset && offset < child.end;
  const doc = 'jsDoc' in node && isNodes(node.jsDoc) ? node.jsDoc.find(holds) : undefined;
  return doc ?? ts.forEachChild(node, (child) => (holds(child) ? child : undefined));
}
