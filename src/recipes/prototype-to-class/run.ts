import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { applyTextEdits } from '../../domain/text-edit.ts';
import { placeAt } from '../place.ts';
import { refused, type Proof, type RecipeRequest, type RecipeResult } from '../recipe.ts';
import { changesTo, proveTexts } from '../typescript/conclude.ts';
import { openTargets } from '../typescript/target-files.ts';
import { CLASSES, unlessNodeIsOlder } from '../typescript/needs-node.ts';
import { baseCallOf } from './base-call.ts';
import { constructorsIn, type Constructor } from './constructors.ts';
import { editsOf, type Conversion } from './edits.ts';
import { isStrict, whyNoClass } from './objections.ts';
import { isSameBut } from './prove.ts';
import { linksOf, usesOf } from './uses.ts';

type State = {
  project: TypeScriptProject;
  readonly texts: Map<string, string>;
  readonly done: string[];
  readonly notes: string[];
  proofs: readonly Proof[];
  readonly trusts: boolean;
};

// Names that are not there or there too late or twice, calls without new, and what is no class: the types of JavaScript
// are guesses, and others for a class.
const CODES = new Set([
  2300, 2304, 2311, 2348, 2351, 2376, 2377, 2448, 2449, 2451, 2454, 2507, 2511, 2552, 2630, 17009, 17011,
]);
const HINT = /\.prototype\b|\binherits\(/;

/** Turns the constructor functions that the request means into classes; see prototype-to-class.ts for what it refuses. */
export async function prototypeToClassIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  return unlessNodeIsOlder(await writeClasses(request, tree), tree, CLASSES);
}

async function writeClasses(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const opened = await openTargets(request, tree, HINT);
  if (opened.kind === 'refused') return opened;
  const { project, paths, scope, at } = opened;
  const { class: wanted } = request.slots;
  const isMeant = (one: Constructor): boolean => {
    const file = one.node.getSourceFile();
    const line = file.getLineAndCharacterOfPosition(one.statement.getStart(file)).line + 1;
    return (wanted === undefined || one.name.text === wanted) && (at === null || at.line === line);
  };
  const state =
    project === null
      ? null
      : {
          project,
          texts: new Map<string, string>(),
          done: [],
          notes: [],
          proofs: [],
          trusts: request.slots['untyped'] === 'convert',
        };
  const left: string[] = [];
  if (state !== null) {
    for (const path of paths)
      left.push(...(await convertAll(state, path, { isMeant, signal: request.signal })));
  }
  if (state !== null && state.done.length > 0) return changed(state, { left, tree });
  const where = scope.length === 1 ? (scope[0] ?? '') : 'the files looked at';
  const [first] = left;
  if (first === undefined && wanted === undefined && at === null) {
    return { kind: 'unchanged', summary: `No function of ${where} is given methods by its prototype.` };
  }
  if (first === undefined)
    return refused(
      `No such function of ${where} is given methods by its prototype.`,
      'Name the file that has it with -t.',
    );
  const hint = left.some((one) => one.includes('which may call it without new'))
    ? 'Where no such code calls it, say so: untyped=convert.'
    : null;
  return left.length === 1
    ? refused(first, hint)
    : refused(`None of the ${left.length} functions can be classes, the first because: ${first}`, hint);
}

async function changed(
  { texts, done, notes, proofs }: State,
  { left, tree }: { readonly left: readonly string[]; readonly tree: SourceTree },
): Promise<RecipeResult> {
  const [first = ''] = done;
  return {
    kind: 'changed',
    changes: await changesTo(tree, texts),
    summary:
      done.length === 1
        ? `${first} is a class now.`
        : `${done.length} functions are classes now: ${done.join(', ')}.`,
    notes: [
      'Methods of a class are not listed by for…in and Object.keys, and cannot be called with new.',
      ...notes,
      ...left,
    ],
    proofs,
  };
}

/** Again and again as long as something is done: a base can only be a class when what it is the base of is one. */
async function convertAll(
  state: State,
  path: string,
  options: { readonly isMeant: (one: Constructor) => boolean; readonly signal: AbortSignal },
): Promise<readonly string[]> {
  for (;;) {
    options.signal.throwIfAborted();
    const { project } = state;
    const file = project.sourceFile(path);
    const all = file === undefined ? [] : constructorsIn(project.ts, file).filter(options.isMeant);
    const left: string[] = [];
    for (const one of all) {
      const why = await convertOne(state, { constructor: one, path, signal: options.signal });
      if (why === null) break;
      left.push(
        `${one.name.text} stays (${placeAt(path, one.node.getSourceFile().text, one.statement.getStart())}): ${why}.`,
      );
    }
    if (left.length === all.length) return left;
  }
}

/** Why a function stays; null when it became a class. */
async function convertOne(
  state: State,
  {
    constructor,
    path,
    signal,
  }: { readonly constructor: Constructor; readonly path: string; readonly signal: AbortSignal },
): Promise<string | null> {
  const { project } = state;
  const { ts } = project;
  const file = constructor.node.getSourceFile();
  const why = whyNoClass(project, constructor);
  if (why !== null) return why;
  const baseCall = baseCallOf(ts, constructor);
  if (typeof baseCall === 'string') return baseCall;
  const uses = usesOf({ project, constructor, path, trusts: state.trusts });
  if (uses.kind === 'objection') return uses.why;
  const { earlyExport, count } = uses;
  const conversion: Conversion = { constructor, baseCall, earlyExport, links: linksOf(ts, constructor) };
  const text = applyTextEdits(file.text, editsOf(ts, conversion));
  const proved = await proveTexts({
    project,
    texts: new Map([[path, text]]),
    touchesExports: true,
    codesOfJavaScript: CODES,
    rewritesLines: true,
    signal,
  });
  if (proved.kind === 'refused') return proved.reason.replace(/\.$/, '');
  const after = proved.after.sourceFile(path);
  if (after === undefined || !isSameBut(ts, conversion, after)) return 'more than the class would change';
  if (!isStrict(ts, constructor.node))
    state.notes.push(`The code of ${constructor.name.text} is strict now.`);
  const { inheritance, name } = constructor;
  if (inheritance !== null)
    state.notes.push(
      `${name.text} has what ${inheritance.base.getText()} itself holds as members of its own.`,
    );
  state.project = proved.after;
  state.texts.set(path, text);
  state.done.push(name.text);
  state.proofs = [
    ...proved.proofs,
    {
      level: 'A',
      detail:
        'the syntax tree is the same but for the class, whose members have the code that the functions had',
    },
    {
      level: 'R',
      detail: `each of the ${count} uses works with a class, and TypeScript finds no call without new`,
    },
  ];
  return null;
}
