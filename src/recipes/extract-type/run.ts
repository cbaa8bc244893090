import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { refused, type RecipeRequest, type RecipeResult, type Refused, type SlotValues } from '../recipe.ts';
import { changesTo, proveTexts } from '../typescript/conclude.ts';
import { newNameObjection, openOneFile, type OneFile } from '../typescript/one-file.ts';
import { placeAt } from '../place.ts';
import { strangerAt } from '../typescript/same-meaning.ts';
import { outlineOf } from '../typescript/tree-outline.ts';
import { extractedText, prefersInterfaces, type TypeExtraction } from './edits.ts';

/** Names the object type that the request means; see extract-type.ts for what it refuses. */
export async function extractTypeFrom(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const one = await openOneFile(request, tree);
  if (one.kind === 'refused') return one;
  const { project, path, file } = one;
  const { ts } = project;
  const { slots } = request;
  const { name = '', kind } = slots;
  const objection = newNameObjection(one, name);
  if (objection !== null) return objection;
  const node = selectType(one, slots);
  if (!('pos' in node)) return node;
  if (kind !== undefined && kind !== 'type' && kind !== 'interface') {
    return refused(`An object type becomes a type or an interface, not a ${kind}.`, null);
  }
  const isInterface = kind === undefined ? prefersInterfaces(ts, file) : kind === 'interface';
  const extraction: TypeExtraction = { file, node, name, isInterface };
  const texts = new Map([[path, extractedText(ts, extraction)]]);
  const { signal } = request;
  const proved = await proveTexts({ project, texts, touchesExports: true, rewritesLines: true, signal });
  if (proved.kind === 'refused') return proved;
  const after = proved.after.sourceFile(path);
  if (after === undefined || !isSameBut(ts, extraction, after)) {
    return refused('The code around the type would be read differently.', null);
  }
  const place = placeAt(path, file.text, node.getStart(file));
  return {
    kind: 'changed',
    changes: await changesTo(tree, texts),
    summary: `The type at ${place} is now the ${isInterface ? 'interface' : 'type'} ${name}.`,
    notes: [],
    proofs: [
      ...proved.proofs,
      { level: 'A', detail: `the syntax tree is the same but for the declaration of ${name} and its name` },
    ],
  };
}

/** The outermost object type that begins on the lines and belongs to what is named, where there is one. */
function selectType(
  one: OneFile,
  { of, function: around, text }: SlotValues,
): TypeScript.TypeLiteralNode | Refused {
  const { project, file, path, span } = one;
  const { ts } = project;
  const wanted = [of, around].filter((name) => name !== undefined);
  const found: TypeScript.TypeLiteralNode[] = [];
  const visit = (node: TypeScript.Node): void => {
    const start = node.getStart(file);
    const isHere = start >= span.start && start < span.end;
    const isFree = ts.isTypeLiteralNode(node) && !ts.isTypeAliasDeclaration(node.parent);
    const isSaid = text === undefined || plain(node.getText(file)) === plain(text);
    if (isHere && isFree && isSaid && isOwnedBy(ts, node, wanted)) found.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(file);
  const [only, second] = found;
  const places = found.map((node) => placeAt(path, file.text, node.getStart(file))).join(', ');
  if (only === undefined) {
    const whose = wanted.length === 0 ? 'begins there' : `belongs to ${wanted.join(' of ')}`;
    return refused(`No object type without a name ${whose} in ${path}.`, null);
  }
  if (second !== undefined) {
    return refused(`Several object types could be meant: ${places}.`, 'Name the line of one: at=FILE:LINE.');
  }
  const stranger = strangerAt(project, only, file);
  return stranger === null
    ? only
    : refused(`The type at ${places} names ${stranger}, which is not there at the top of the file.`, null);
}

/** A type without its spaces and the separators between its members. */
function plain(text: string): string {
  return text.replace(/\s+|[;,](?=\s*\})/g, '').replaceAll(',', ';');
}

/** Whether all the names are those of declarations that hold the type: its parameter, its variable, the function around. */
function isOwnedBy(
  ts: typeof TypeScript,
  node: TypeScript.TypeLiteralNode,
  names: readonly string[],
): boolean {
  const owners = new Set<string>();
  for (let at: TypeScript.Node = node; !ts.isSourceFile(at); at = at.parent) {
    const name = ts.isVariableDeclaration(at) || ts.isParameter(at) || isMember(ts, at) ? at.name : undefined;
    if (name !== undefined && ts.isIdentifier(name)) owners.add(name.text);
  }
  return names.every((name) => owners.has(name));
}

function isMember(
  ts: typeof TypeScript,
  node: TypeScript.Node,
): node is
  | TypeScript.FunctionLikeDeclaration
  | TypeScript.PropertySignature
  | TypeScript.PropertyDeclaration {
  return ts.isFunctionLike(node) || ts.isPropertySignature(node) || ts.isPropertyDeclaration(node);
}

/** Without the declaration, and with the type in the place of its name, both files are the same. */
function isSameBut(
  ts: typeof TypeScript,
  { file, node, name }: TypeExtraction,
  after: TypeScript.SourceFile,
): boolean {
  let declared: readonly string[] = [];
  const now = outlineOf(ts, after, (one) => {
    const isAlias = ts.isTypeAliasDeclaration(one) && one.name.text === name;
    if (isAlias && ts.isTypeLiteralNode(one.type)) declared = membersOf(ts, one.type);
    const isInterface = ts.isInterfaceDeclaration(one) && one.name.text === name;
    if (isInterface) declared = membersOf(ts, one);
    if (isAlias || isInterface) return '';
    return ts.isTypeReferenceNode(one) && one.getText(after) === name ? '<type>' : null;
  });
  const before = outlineOf(ts, file, (one) => (one === node ? '<type>' : null));
  return now === before && declared.join(' ') === membersOf(ts, node).join(' ');
}

function membersOf(
  ts: typeof TypeScript,
  { members }: TypeScript.TypeLiteralNode | TypeScript.InterfaceDeclaration,
): readonly string[] {
  return members.map((member) => outlineOf(ts, member));
}
