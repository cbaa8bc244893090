import type { SourceTree } from '../../../domain/ports.ts';
import { nameInMannerOf } from '../../python/module-names.ts';
import { refused, type Refused } from '../../recipe.ts';
import { changedModule, newModule } from './destination-edits.ts';
import { withoutExport } from './export-lists.ts';
import { whyBound } from './guards.ts';
import { moveImporter, type FileMove } from './importers.ts';
import { movedText } from './moved-text.ts';
import { whyNotThere } from './name-at-destination.ts';
import { whyOutOfPackage } from './out-of-package.ts';
import { patchesOf, type Patches } from '../../python/patches.ts';
import { reExportOf, type ReExport } from './re-export.ts';
import type { MoveRequest } from './request.ts';
import { fromOf, type Situation } from './situation.ts';
import { droppedImports, sourceText, usesName, type Keeps } from './source-edits.ts';
import { mannerOf, wantedImports, type WantedImports } from './wanted-imports.ts';

/** Everything that the move does, decided. */
export type MovePlan = {
  readonly kind: 'plan';
  readonly situation: Situation;
  readonly keeps: Keeps;
  readonly reasons: ReExport;
  readonly files: readonly FileMove[];
  /** The text of the destination where that is new. */
  readonly newText: string | null;
  readonly isEmptied: boolean;
};

/** Looks at every condition of the move, and decides what each file becomes. */
export async function planMove(
  situation: Situation,
  tree: SourceTree,
  request: MoveRequest,
): Promise<MovePlan | Refused> {
  const { definition, destination, needs } = situation;
  const bound =
    whyBound(definition, needs) ?? (destination === null ? null : whyNotThere(situation, destination));
  if (bound !== null) return bound;
  const wanted = wantedImports(situation);
  if (wanted.kind === 'refused') return wanted;
  const names = [definition.name, ...needs.map(({ name }) => name)];
  const patches = await patchesOf(tree, fromOf(situation), { names, signal: request.signal });
  const replaced = whyReplaced(situation, patches, wanted);
  if (replaced !== null) return replaced;
  const patched = patches.replaced.get(definition.name) ?? [];
  const others = [...situation.project.files.values()].filter(
    (file) => file !== definition.file && file !== destination,
  );
  const importers = await Promise.all(
    others.map((file) => moveImporter(situation, file, patched.length > 0)),
  );
  const reasons = await reExportOf(situation, tree, { importers, patched });
  const keeps = keepsOf(situation, reasons, request);
  if (typeof keeps !== 'string') return keeps;
  const importing = importers.flatMap(({ file, count }) => (count > 0 ? [file] : []));
  const apart = whyOutOfPackage(situation, [...(keeps === 'nothing' ? [] : [definition.file]), ...importing]);
  if (apart !== null) return apart;
  const cycle = cycleWithSource(situation, wanted, keeps);
  return cycle ?? assemble(situation, tree, { wanted, keeps, reasons, importers, passed: patches.passed });
}

/** Tests that replace what the moved text uses in its old module would go past it. */
function whyReplaced(
  { needs, definition, ...rest }: Situation,
  { replaced }: Patches,
  { ofSource }: WantedImports,
): Refused | null {
  const need = needs.find(({ name, bindings }) => bindings.length > 0 && replaced.has(name));
  const [place] = need === undefined ? [] : (replaced.get(need.name) ?? []);
  if (need === undefined || place === undefined) return null;
  const what = ofSource.includes(need) ? 'another value' : 'a stand-in';
  return refused(
    `${definition.name} uses ${need.name}, which code gives ${what} in ${fromOf({ needs, definition, ...rest })} (${place}), and would no longer see that.`,
    'Change that place by hand first.',
  );
}

function keepsOf(
  situation: Situation,
  { needed, assumed }: ReExport,
  { reexport }: MoveRequest,
): Keeps | Refused {
  const { name } = situation.definition;
  if (reexport === 'none' && needed.length > 0 && !usesName(situation)) {
    return refused(`${name} has to stay importable from ${fromOf(situation)}: ${needed.join('; ')}.`, null);
  }
  if (reexport === 'keep' || needed.length > 0 || (reexport === null && assumed.length > 0))
    return 're-export';
  return usesName(situation) ? 'use' : 'nothing';
}

function cycleWithSource(situation: Situation, { ofSource }: WantedImports, keeps: Keeps): Refused | null {
  const [need] = ofSource;
  if (need === undefined || keeps === 'nothing') return null;
  const { definition, to } = situation;
  const from = fromOf(situation);
  const isUser = usesName(situation);
  const why = isUser ? `${from} uses ${definition.name}` : `${from} has to give ${definition.name} on`;
  return refused(
    `${definition.name} uses ${ofSource.map(({ name }) => name).join(', ')} of ${from}, and ${why}: the modules would import each other (${from} → ${to} → ${from}).`,
    isUser
      ? `Move ${need.name} first.`
      : `Move ${need.name} first, or add reexport=none where nobody imports it from outside.`,
  );
}

type Decided = {
  readonly wanted: WantedImports;
  readonly keeps: Keeps;
  readonly reasons: ReExport;
  readonly importers: readonly FileMove[];
  readonly passed: ReadonlySet<string>;
};

async function assemble(
  situation: Situation,
  tree: SourceTree,
  { wanted, keeps, reasons, importers, passed }: Decided,
): Promise<MovePlan | Refused> {
  const { definition, destination, to } = situation;
  const moved = movedText(situation);
  if (typeof moved !== 'string') return moved;
  const module = backName(situation, importers);
  if (module === null) return refused(`${fromOf(situation)} has no name for ${to}.`, null);
  const dropped = await droppedImports(situation, tree, passed);
  const own = await sourceText(situation, { keeps, dropped, module });
  const isExported = withoutExport(definition.file.tree, definition.name).length > 0;
  if (own === null) return refused(`${fromOf(situation)} would not parse.`, null);
  const there =
    destination === null ? '' : await changedModule(situation, destination, { moved, wanted, isExported });
  if (typeof there !== 'string') return there;
  const others = definition.file.tree.root.children.filter(
    (node) =>
      !definition.statements.includes(node) &&
      !/^(?:comment|future_import_statement|import_statement|import_from_statement)$/.test(node.type),
  );
  return {
    kind: 'plan',
    situation,
    keeps,
    reasons,
    files: [
      { file: definition.file, text: own, count: 0, left: [] },
      ...(destination === null ? [] : [{ file: destination, text: there, count: 0, left: [] }]),
      ...importers,
    ],
    newText: destination === null ? await newModule(situation, moved, wanted) : null,
    isEmptied: others.length === 0,
  };
}

/** How the source names the destination: in the manner of its own imports. */
function backName(situation: Situation, importers: readonly FileMove[]): string | null {
  const from = fromOf(situation);
  const manner = mannerOf(situation, from, situation.to);
  if (manner !== null || importers.length === 0) return manner;
  return nameInMannerOf(situation.project, { name: from, of: from, from }, situation.to);
}
