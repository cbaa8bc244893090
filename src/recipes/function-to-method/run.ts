import type { SourceTree } from '../../domain/ports.ts';
import { applyTextEdits } from '../../domain/text-edit.ts';
import { isOffered } from '../python/offered.ts';
import { mentioning, placeOf, readPythonProject, type PythonProject } from '../python/project.ts';
import { childIn, nameOf, nodesBelow, textOf } from '../python/tree.ts';
import { patchesOf } from '../python/patches.ts';
import { refused, type RecipeRequest, type RecipeResult, type Refused } from '../recipe.ts';
import { allClasses, basesOf } from '../rename-symbol/python/classes.ts';
import { changeTo, rememberingTree } from '../source-file.ts';
import { classIndentation, editsOf } from './edits.ts';
import { obstacleTo } from './guards.ts';
import { isAnnotated } from './instances.ts';
import { locate } from './locate.ts';
import { whatIsWrong } from './prove.ts';
import type { Situation } from './situation.ts';
import { usesOfFunction, type FileUses } from './uses.ts';

/** Makes a function a method of the class of its first parameter; see function-to-method.ts for what it refuses. */
export async function functionToMethodIn(request: RecipeRequest, from: SourceTree): Promise<RecipeResult> {
  const tree = rememberingTree(from);
  const located = locate(await readProject(tree, request), request);
  if (located.kind === 'refused') return located;
  const { situation } = located;
  const unread = situation.project.unread[0];
  if (unread !== undefined)
    return refused(`${unread} has a syntax error and may use ${situation.name}.`, null);
  const obstacle = obstacleTo(situation) ?? (await whyReplaced(situation, tree, request.signal));
  if (obstacle !== null) return obstacle;
  const uses = await usesOfFunction(situation, tree);
  return (
    whyNotOfClass(situation, uses) ??
    conclude(situation, uses, { tree, delegate: request.slots['delegate'] ?? null })
  );
}

type Wish = { readonly tree: SourceTree; readonly delegate: string | null };

async function conclude(
  situation: Situation,
  uses: readonly FileUses[],
  { tree, delegate }: Wish,
): Promise<RecipeResult> {
  const { project, file, name, className } = situation;
  const left = uses.flatMap((one) => one.left);
  const isPublic = await isOffered(project, tree, { path: file.file.path, name });
  const reasons = [
    ...(left.length > 0 ? [`it is used in a way that was left: ${shown(left)}`] : []),
    ...(isPublic && delegate !== 'none'
      ? ['it is public, and the project is a package that others may import']
      : []),
    ...(delegate === 'keep' ? ['that was asked for'] : []),
  ];
  if (delegate === 'none' && left.length > 0)
    return refused(`${name} has to stay a function as well, because ${reasons.join('; ')}.`, null);
  const keepsFunction = reasons.length > 0;
  const files = uses.some((one) => one.file === file)
    ? uses
    : [...uses, { file, calls: [], imports: [], left: [] }];
  const changes = [];
  for (const one of files) {
    const text = applyTextEdits(one.file.tree.text, editsOf(situation, one, keepsFunction));
    if (text === one.file.tree.text) continue;
    const wrong = await whatIsWrong(situation, one, { text, keepsFunction });
    if (wrong !== null) return refused(`${name} was left, because ${wrong}.`, null);
    changes.push(changeTo(one.file.file, text));
  }
  const count = files.reduce((sum, { calls }) => sum + calls.length, 0);
  return {
    kind: 'changed',
    changes,
    summary: `${name} is now a method of ${className} (${file.file.path}); ${count} ${count === 1 ? 'call' : 'calls'} updated.`,
    notes: keepsFunction
      ? [`A function ${name} that calls the method stays, because ${reasons.join('; ')}.`]
      : [],
    proofs: [
      { level: 'S', detail: 'every changed file parses without an error' },
      {
        level: 'A',
        detail: 'the syntax trees are the same but for the method, which is the function, and its calls',
      },
      { level: 'D', detail: 'ruff finds nothing new' },
      {
        level: 'R',
        detail: `every place of ${name} in the project was looked at: ${count} calls updated, ${left.length} places go on through the function`,
      },
    ],
  };
}

/** Without an annotation that says so, every call has to give an object of the class. */
function whyNotOfClass(situation: Situation, uses: readonly FileUses[]): Refused | null {
  const { file, receiver, definition, name, className } = situation;
  const type = childIn(receiver, 'type');
  const isSaid = type !== null && isAnnotated(situation, file, type);
  const left = uses.flatMap((one) => one.left);
  const isSeen = type === null && left.length === 0 && uses.some(({ calls }) => calls.length > 0);
  if (!isSaid && !isSeen) {
    return refused(
      `Nobody says that the first parameter of ${name} is a ${className} (${placeOf(file, definition)}).`,
      `Annotate it: ${situation.receiverName}: ${className}.`,
    );
  }
  const isIterator =
    definition.children[0]?.type === 'async' &&
    [...nodesBelow(definition)].some((node) => node.type === 'yield');
  if (isIterator && left.length > 0)
    return refused(`${name} is an asynchronous generator and is used at ${shown(left)}.`, null);
  return classIndentation(situation) === null
    ? refused(
        `The body of ${className} stands on its first line (${placeOf(file, situation.classNode)}).`,
        null,
      )
    : null;
}

async function whyReplaced(
  situation: Situation,
  tree: SourceTree,
  signal: AbortSignal,
): Promise<Refused | null> {
  const { file, name } = situation;
  const { replaced } = await patchesOf(tree, file.file.path, { names: [name], signal });
  const [place] = replaced.get(name) ?? [];
  return place === undefined
    ? null
    : refused(
        `Code replaces the function ${name} by its name (${place}).`,
        'Change that place by hand first.',
      );
}

/** The files that mention the function, and those of the classes above and below. */
async function readProject(tree: SourceTree, { slots, signal }: RecipeRequest): Promise<PythonProject> {
  const { function: name = '', class: className = '' } = slots;
  const above = new Set([className]);
  const below = new Set([className]);
  for (;;) {
    const project = await readPythonProject(tree, mentioning([name, ...above, ...below]), signal);
    const size = above.size + below.size;
    for (const one of allClasses(project)) {
      const own = nameOf(one.file.tree, one.node);
      const bases = basesOf(one).flatMap((base) => textOf(one.file.tree, base).match(/\w+/g) ?? []);
      if (above.has(own)) for (const base of bases) above.add(base);
      if (bases.some((base) => below.has(base))) below.add(own);
    }
    if (above.size + below.size === size) return project;
  }
}

function shown(places: readonly string[]): string {
  const all = [...new Set(places)];
  const more = all.length - 5;
  return `${all.slice(0, 5).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
