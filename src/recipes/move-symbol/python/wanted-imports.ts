import { meantImports, type MeantImport } from '../../python/import-meaning.ts';
import type { ImportWish } from '../../python/import-insertion.ts';
import { absoluteNameOf, nameInMannerOf, relativeNameOf } from '../../python/module-names.ts';
import { modulesNamed, sourceOfImport } from '../../python/modules.ts';
import { placeOf, type PythonFile } from '../../python/project.ts';
import { usesOfName } from '../../python/scopes.ts';
import { ancestorsOf, childIn, textOf, type PyNode, type PyTree } from '../../python/tree.ts';
import { refused, type Refused } from '../../recipe.ts';
import { topStatement } from './definition.ts';
import { isAnnotation, postponesAnnotations } from '../../python/annotations.ts';
import { type Need } from './needs.ts';
import { fromOf, type Situation } from './situation.ts';

/** What the destination has to import for the moved text. */
export type WantedImports = {
  readonly kind: 'wanted';
  readonly wishes: readonly ImportWish[];
  /** Those that only type checkers need. */
  readonly typing: readonly ImportWish[];
  /** Names that the source itself defines, so that the destination imports the source. */
  readonly ofSource: readonly Need[];
};

type One =
  | { readonly kind: 'none' }
  | { readonly kind: 'wish' | 'typing'; readonly wishes: readonly ImportWish[] }
  | { readonly kind: 'own' };

const NOTHING: One = { kind: 'none' };
const TYPE_CHECKING = /^(?:\w+\.)?TYPE_CHECKING$/;
/** Values that are as good when each module has its own. */
const TWIN =
  /^\w+\s*(?::[^=]+)?=\s*(?:(?:logging\.)?getLogger\(__name__\)|(?:\w+\.)?TypeVar\([^]*\)|(?:True|False|None|-?[\d._]+|(["'])[^"'\\\n]*\1))$/;

/** Finds an import for every need, or says which name cannot be had at the destination. */
export function wantedImports(situation: Situation): WantedImports | Refused {
  const wishes: ImportWish[] = [];
  const typing: ImportWish[] = [];
  const ofSource: Need[] = [];
  for (const need of situation.needs) {
    const one = importFor(situation, need);
    if (one.kind === 'refused') return one;
    if (one.kind === 'own') ofSource.push(need);
    if (one.kind === 'wish') wishes.push(...one.wishes);
    if (one.kind === 'typing') typing.push(...one.wishes);
  }
  if (ofSource.length > 0) {
    const module = mannerOf(situation, situation.to, fromOf(situation));
    if (module === null) return refused(`${situation.to} has no name for ${fromOf(situation)}.`, null);
    wishes.push(...ofSource.map(({ name }) => ({ module, clause: name })));
  }
  return { kind: 'wanted', wishes, typing, ofSource };
}

/** The name by which a file imports a module of the project: with dots or in full, as the files around it do. */
export function mannerOf(situation: Situation, from: string, path: string): string | null {
  const { definition, destination, project } = situation;
  const relative = relativeNameOf(project, from, path);
  const absolute = absoluteNameOf(project, path);
  const files = [definition.file, ...(destination === null ? [] : [destination]), ...project.files.values()];
  const [first = ''] = absolute.split('.');
  const manner = files.map((file) => mannerIn(file.tree, first)).find((one) => one !== null);
  if (relative !== null && manner !== 'in full') return relative;
  return modulesNamed(project, from, absolute).includes(path) ? absolute : relative;
}

function mannerIn(tree: PyTree, first: string): 'with dots' | 'in full' | null {
  for (const statement of tree.root.children.filter(({ type }) => type === 'import_from_statement')) {
    const module = childIn(statement, 'module_name');
    if (module?.type === 'relative_import') return 'with dots';
    if (module !== null && textOf(tree, module).split('.')[0] === first) return 'in full';
  }
  return null;
}

function importFor(situation: Situation, need: Need): One | Refused {
  const { definition, destination } = situation;
  const { tree } = definition.file;
  const taken =
    destination === null
      ? []
      : usesOfName(destination.tree, need.name).filter(
          ({ home, role }) => home === destination.tree.root && role === 'bound',
        );
  const [captured] = destination === null || taken.length > 0 ? [] : unboundReads(destination, need.name);
  if (need.bindings.length > 0 && captured !== undefined && destination !== null) {
    return clashing(situation, need, placeOf(destination, captured));
  }
  if (need.bindings.length === 0) {
    const [clash] = taken;
    if (clash === undefined || destination === null) return NOTHING;
    return clashing(situation, need, placeOf(destination, clash.node));
  }
  const imports = meantImports(situation.project, definition.file).filter(
    ({ bound, statement }) => bound === need.name && isTop(statement),
  );
  const isImport = need.bindings.every((node) => imports.some(({ statement }) => contains(statement, node)));
  const places = new Set(imports.map(({ statement }) => statement.parent?.type === 'module'));
  if (!isImport || places.size !== 1)
    return ownOf(
      situation,
      need,
      taken.map(({ node }) => node),
    );
  if (places.has(true)) return imported(situation, need, { imports, isTyping: false });
  const isTyping = imports.every(({ statement }) => isForTypes(tree.text, statement));
  return isTyping
    ? imported(situation, need, { imports, isTyping })
    : ownOf(
        situation,
        need,
        taken.map(({ node }) => node),
      );
}

/** What the source defines itself: the destination takes it from there, unless it has a twin of it. */
function ownOf(situation: Situation, need: Need, taken: readonly PyNode[]): One | Refused {
  const { definition, destination } = situation;
  const [clash] = taken;
  if (destination === null || clash === undefined) return { kind: 'own' };
  const same = meantImports(situation.project, destination).some(
    ({ bound, meaning }) => bound === need.name && meaning === `${fromOf(situation)}:${need.name}`,
  );
  if (same) return { kind: 'own' };
  const [own, ...others] = need.bindings;
  const text = own === undefined ? '' : textOf(definition.file.tree, topStatement(definition.file.tree, own));
  const other = textOf(destination.tree, topStatement(destination.tree, clash));
  const isTwin = others.length === 0 && taken.length === 1 && text === other && TWIN.test(text);
  return isTwin ? NOTHING : clashing(situation, need, placeOf(destination, clash));
}

type Imports = { readonly imports: readonly MeantImport[]; readonly isTyping: boolean };

function imported(situation: Situation, need: Need, { imports, isTyping }: Imports): One | Refused {
  const { definition, destination, project, to } = situation;
  if (imports.some(({ meaning }) => meaning === to)) {
    return refused(`${definition.name} uses ${to} as the module ${need.name}, and would stand in it.`, null);
  }
  if (destination !== null) {
    const own = meantImports(project, destination).filter(
      ({ bound, statement }) => bound === need.name && isTop(statement),
    );
    const ofDestination = imports.every(({ meaning }) => meaning === `${to}:${need.name}`);
    if (ofDestination) return NOTHING;
    const binding = usesOfName(destination.tree, need.name).filter(
      ({ role, home }) => role === 'bound' && home === destination.tree.root,
    );
    const has = new Set(own.map(({ meaning }) => meaning));
    const isSame = imports.every(({ meaning }) => has.has(meaning));
    const isOther = binding.some(
      ({ node }) =>
        !own.some(
          ({ statement, meaning }) =>
            contains(statement, node) &&
            imports.some(
              (one) =>
                one.meaning === meaning ||
                (meaning.startsWith('import ') && /^import |^\w+$/.test(one.meaning)),
            ),
        ),
    );
    const [clash] = binding;
    if (clash !== undefined && isOther) return clashing(situation, need, placeOf(destination, clash.node));
    if (isSame) {
      const isReal = own.some(({ statement }) => statement.parent?.type === 'module');
      if (isReal || isTyping || onlyTypes(situation, need)) return NOTHING;
      return clash === undefined ? NOTHING : clashing(situation, need, placeOf(destination, clash.node));
    }
  }
  const wishes = imports.map((one) => wishFor(situation, one));
  const lost = wishes.findIndex((wish) => wish === null);
  if (lost !== -1) {
    return refused(
      `${to} has no name for the module that ${definition.file.file.path} imports ${need.name} from.`,
      null,
    );
  }
  return { kind: isTyping ? 'typing' : 'wish', wishes: wishes.flatMap((wish) => wish ?? []) };
}

/** Where a file reads a name that it does not bind, such as one of Python's own. */
function unboundReads({ tree }: PythonFile, name: string): readonly PyNode[] {
  return usesOfName(tree, name)
    .filter(({ role, home }) => role === 'read' && home === tree.root)
    .map(({ node }) => node);
}

function onlyTypes({ destination }: Situation, { reads }: Need): boolean {
  return (
    destination !== null &&
    postponesAnnotations(destination.tree) &&
    reads.every((node) => isAnnotation(node))
  );
}

/** The import as the destination writes it: relative names count from there. */
function wishFor(
  { definition, project, to }: Situation,
  { node, statement }: MeantImport,
): ImportWish | null {
  const { file, tree } = definition.file;
  const clause = textOf(tree, node).replace(/\s+/g, ' ');
  const name = sourceOfImport(definition.file, node);
  if (name === null) {
    const module = clause.split(' ')[0] ?? clause;
    const isSame =
      modulesNamed(project, file.path, module).join() === modulesNamed(project, to, module).join();
    return isSame ? { module: null, clause } : null;
  }
  const [owner] = modulesNamed(project, file.path, name);
  if (!name.startsWith('.')) {
    return owner === modulesNamed(project, to, name)[0] ? { module: name, clause } : null;
  }
  if (owner === undefined)
    return sameFolder(file.path, to) && statement !== null ? { module: name, clause } : null;
  const module = nameInMannerOf(project, { name, of: owner, from: to }, owner);
  return module === null ? null : { module, clause };
}

function sameFolder(a: string, b: string): boolean {
  return a.slice(0, a.lastIndexOf('/') + 1) === b.slice(0, b.lastIndexOf('/') + 1);
}

function clashing({ definition, to }: Situation, { name }: Need, place: string): Refused {
  return refused(
    `${definition.name} uses ${name}, which means something else in ${to} (${place}).`,
    'Choose another module, or rename one of the two first.',
  );
}

function contains(statement: PyNode, node: PyNode): boolean {
  return statement.start <= node.start && node.end <= statement.end;
}

function isTop(statement: PyNode): boolean {
  return ![...ancestorsOf(statement)].some(({ type }) => /^(?:function|class)_definition$/.test(type));
}

function isForTypes(text: string, statement: PyNode): boolean {
  const block = statement.parent?.parent;
  const condition = block?.type === 'if_statement' ? childIn(block, 'condition') : null;
  return (
    condition !== null &&
    block?.parent?.type === 'module' &&
    childIn(block, 'alternative') === null &&
    TYPE_CHECKING.test(text.slice(condition.start, condition.end))
  );
}
