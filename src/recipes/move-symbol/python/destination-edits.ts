import { applyTextEdits, type TextEdit } from '../../../domain/text-edit.ts';
import {
  importEdits,
  importEditsInBlock,
  statementOf,
  type ImportWish,
} from '../../python/import-insertion.ts';
import { importRank } from '../../python/import-order.ts';
import { removalEdits } from '../../python/import-removal.ts';
import { importedNames } from '../../python/imports.ts';
import { downWhile, isBlank, lineStart, newlineOf, upWhile } from '../../python/lines.ts';
import { placeOf, withText, type PythonFile } from '../../python/project.ts';
import { gluedComments } from '../../python/definition-lines.ts';
import { usesOfName } from '../../python/scopes.ts';
import { childIn, parsePython, textOf, type PyNode, type PyTree } from '../../python/tree.ts';
import { refused, type Refused } from '../../recipe.ts';
import { topStatement } from './definition.ts';
import { withExport } from './export-lists.ts';
import { takesSymbol } from './importers.ts';
import { postponesAnnotations } from '../../python/annotations.ts';
import { isEvaluatedOnLoad } from './needs.ts';
import type { Situation } from './situation.ts';
import type { WantedImports } from './wanted-imports.ts';

const MAIN = /^if\s+__name__\s*==/;
const FOR_TYPES = /^if\s+(?:\w+\.)?TYPE_CHECKING\s*:/;

/** The text of a module that did not exist: imports in their groups, then the definition. */
export async function newModule(situation: Situation, moved: string, wanted: WantedImports): Promise<string> {
  const { definition, project, to } = situation;
  const { tree } = definition.file;
  const newline = newlineOf(tree.text);
  const future = postponesAnnotations(tree) ? [{ module: '__future__', clause: 'annotations' }] : [];
  const rank = importRank(project, to);
  const typing = wanted.typing.length > 0 ? [{ module: 'typing', clause: 'TYPE_CHECKING' }] : [];
  let text = '';
  // One by one, so that each finds its group among those before.
  for (const wish of [...future, ...wanted.wishes, ...typing]) {
    const parsed = await parsePython(text);
    if (parsed !== null) text = applyTextEdits(text, importEdits(parsed, [wish], rank)).trimEnd() + newline;
  }
  if (wanted.typing.length > 0) text += newline + typingBlock(wanted.typing, newline);
  const isSpaced = /^(?:@|def |class |async )/m.test(
    moved
      .trimStart()
      .split('\n')
      .find((line) => !line.startsWith('#')) ?? '',
  );
  const room = text === '' ? '' : newline.repeat(isSpaced ? 2 : 1);
  return text.replace(/\r?\n/g, newline) + room + moved.trimEnd() + newline;
}

/** The text of a module that exists already, with the definition and its imports. */
export async function changedModule(
  situation: Situation,
  destination: PythonFile,
  {
    moved,
    wanted,
    isExported,
  }: { readonly moved: string; readonly wanted: WantedImports; readonly isExported: boolean },
): Promise<string | Refused> {
  const { tree } = destination;
  const { name } = situation.definition;
  const own = importedNames(tree).filter((one) => takesSymbol(situation, destination, one));
  const place = insertionPlace(
    situation,
    destination,
    own.map(({ node }) => node),
  );
  if (typeof place !== 'number') return place;
  const lists = isExported ? withExport(tree, name) : [];
  const placed = await withText(
    destination,
    applyTextEdits(tree.text, [insertion(tree, place, moved), ...lists]),
  );
  const freed = placed === null ? null : await withoutSymbolImports(situation, placed);
  const typed = freed === null ? null : typingEdits(freed.tree, wanted.typing);
  const ready =
    freed === null || typed === null
      ? null
      : await withText(freed, applyTextEdits(freed.tree.text, typed.edits));
  if (ready === null || typed === null) return refused(`${destination.file.path} would not parse.`, null);
  const wishes = [
    ...wanted.wishes,
    ...(typed.needsName ? [{ module: 'typing', clause: 'TYPE_CHECKING' }] : []),
  ];
  const edits = importEdits(ready.tree, wishes, importRank(situation.project, situation.to));
  return applyTextEdits(ready.tree.text, edits);
}

async function withoutSymbolImports(situation: Situation, file: PythonFile): Promise<PythonFile | null> {
  const own = importedNames(file.tree).filter((one) => takesSymbol(situation, file, one));
  return withText(file, applyTextEdits(file.tree.text, removalEdits(file.tree, own)));
}

/** At the end, but above what runs the module as a program, and above what needs the name while the module loads. */
function insertionPlace(
  { definition, needs }: Situation,
  destination: PythonFile,
  imports: readonly PyNode[],
): number | Refused {
  const { tree } = destination;
  const first = usesOfName(tree, definition.name).find(
    ({ role, home, node }) => role === 'read' && home === tree.root && isEvaluatedOnLoad(tree, node),
  );
  const main = tree.root.children.find((node) => MAIN.test(textOf(tree, node)));
  const stops = [
    ...(first === undefined ? [] : [topStatement(tree, first.node)]),
    ...(main === undefined ? [] : [main]),
  ];
  const [stop] = stops.toSorted((a, b) => a.start - b.start);
  if (stop === undefined) return tree.text.length;
  const late = needs
    .filter(({ isWantedOnLoad }) => isWantedOnLoad)
    .flatMap(({ name }) => usesOfName(tree, name))
    .find(({ role, home, node }) => role === 'bound' && home === tree.root && node.start > stop.start);
  if (late !== undefined || imports.some((node) => node.start > stop.start)) {
    return refused(
      `${destination.file.path} needs ${definition.name} before it has what that needs (${placeOf(destination, stop)}).`,
      null,
    );
  }
  const start = lineStart(tree.text, stop.start);
  return gluedComments(tree.text, start, '');
}

function insertion(tree: PyTree, place: number, moved: string): TextEdit {
  const { text } = tree;
  const newline = newlineOf(text);
  const body = moved.trimEnd();
  if (place >= text.trimEnd().length) {
    const end = text.trimEnd().length;
    const room = end === 0 ? '' : newline.repeat(gapFor(tree, body, null));
    return { start: end, end: text.length, newText: `${room}${body}${newline}` };
  }
  const top = upWhile(text, place, isBlank);
  const room = top === 0 ? '' : newline.repeat(gapFor(tree, body, top) - 1);
  return {
    start: top,
    end: downWhile(text, top, isBlank),
    newText: `${room}${body}${newline}${newline}${newline}`,
  };
}

/** Line breaks before the text: constants stand next to constants. */
function gapFor({ root, text }: PyTree, body: string, before: number | null): number {
  const code = body.split('\n').find((line) => !line.startsWith('#')) ?? '';
  const isDefinition = /^(?:@|def\s|class\s|async\s)/.test(code);
  const above = root.children.findLast(
    ({ type, end }) => type !== 'comment' && (before === null || end <= before),
  );
  const isAfterDefinition = above !== undefined && above.type.endsWith('definition');
  const isAfterConstant = above?.children[0]?.type === 'assignment' && text.length > 0;
  if (isDefinition || isAfterDefinition) return 3;
  return isAfterConstant && !body.startsWith('#') ? 1 : 2;
}

/** Imports for type checkers go into the block that there is, else into one below the other imports. */
function typingEdits(
  tree: PyTree,
  wishes: readonly ImportWish[],
): { readonly edits: readonly TextEdit[]; readonly needsName: boolean } {
  if (wishes.length === 0) return { edits: [], needsName: false };
  const block = tree.root.children.find(
    (node) => FOR_TYPES.test(textOf(tree, node)) && childIn(node, 'alternative') === null,
  );
  const body = block === undefined ? null : childIn(block, 'consequence');
  if (body !== null) return { edits: importEditsInBlock(tree, body, wishes), needsName: false };
  const imports = tree.root.children.filter(({ type }) => /import(?:_from)?_statement$/.test(type));
  const last = imports.at(-1);
  const newline = newlineOf(tree.text);
  const at = last === undefined ? 0 : tree.text.indexOf('\n', last.end) + 1;
  const known = usesOfName(tree, 'TYPE_CHECKING').some(({ role }) => role === 'bound');
  return {
    edits: [{ start: at, end: at, newText: `${newline}${typingBlock(wishes, newline)}` }],
    needsName: !known,
  };
}

function typingBlock(wishes: readonly ImportWish[], newline: string): string {
  return `if TYPE_CHECKING:${newline}${[...new Set(wishes.map(statementOf))]
    .toSorted()
    .map((line) => `    ${line}${newline}`)
    .join('')}`;
}
