import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { applyTextEdits } from '../../domain/text-edit.ts';
import { placeAt } from '../place.ts';
import { refused, type Proof, type RecipeRequest, type RecipeResult } from '../recipe.ts';
import { changesTo, proveTexts } from '../typescript/conclude.ts';
import { functionsIn, isMeantBy, labelOf, type FunctionWithBody } from '../typescript/functions.ts';
import { openTargets } from '../typescript/target-files.ts';
import { returnTypeOf, typeEdit, untypedIn, type Typed } from './returns.ts';

type State = {
  project: TypeScriptProject;
  readonly texts: Map<string, string>;
  count: number;
  readonly left: string[];
  proofs: readonly Proof[];
};

const MAX_LEFT = 20;

/** Writes the return types of the functions that the request means; see infer-types.ts for what it leaves. */
export async function inferTypesIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const opened = await openTargets(request, tree, /=>|\bfunction\b|\)\s*\{/);
  if (opened.kind === 'refused') return opened;
  const { project, scope, at } = opened;
  const paths = opened.paths.filter((path) => /\.[cm]?tsx?$/.test(path));
  const isOne = request.slots['function'] !== undefined || at !== null;
  const where = scope.length === 1 ? (scope[0] ?? '') : 'the files looked at';
  if (project === null) return { kind: 'unchanged', summary: `No function is in ${where}.` };
  const isMeant = (node: FunctionWithBody): boolean => isMeantBy(project.ts, node, { ...request, at });
  const state: State = { project, texts: new Map(), count: 0, left: [], proofs: [] };
  for (const path of paths) {
    request.signal.throwIfAborted();
    annotate(state, path, { isMeant, signal: request.signal });
  }
  const { texts, count, left, proofs } = state;
  const [first] = left;
  if (count === 0 && isOne) {
    return first === undefined
      ? refused(`No such function without a return type is in ${where}.`, 'Name its file with -t.')
      : refused(first, null);
  }
  if (count === 0)
    return {
      kind: 'unchanged',
      summary: [`No return type of ${where} can be written down.`, ...left.slice(0, 3)].join(' '),
    };
  const more = left.length > MAX_LEFT ? [`And ${left.length - MAX_LEFT} more functions stay.`] : [];
  return {
    kind: 'changed',
    changes: await changesTo(tree, texts),
    summary: `${count === 1 ? '1 return type is' : `${count} return types are`} written down in ${texts.size === 1 ? ([...texts.keys()][0] ?? '') : `${texts.size} files`}.`,
    notes: [...left.slice(0, MAX_LEFT), ...more],
    proofs,
  };
}

function annotate(
  state: State,
  path: string,
  {
    isMeant,
    signal,
  }: { readonly isMeant: (node: FunctionWithBody) => boolean; readonly signal: AbortSignal },
): void {
  const { project } = state;
  const file = project.sourceFile(path);
  if (file === undefined) return;
  const leave = (node: FunctionWithBody, why: string): void => {
    state.left.push(
      `${labelOf(project.ts, node)} stays (${placeAt(path, file.text, node.getStart(file))}): ${why}.`,
    );
  };
  const typed: Typed[] = [];
  for (const node of untypedIn(project, file).filter(isMeant)) {
    const found = returnTypeOf(project, node);
    if (typeof found === 'string') leave(node, found);
    else typed.push({ node, type: found.type });
  }
  if (typed.length === 0) return;
  const whole = proved(project, path, { typed, signal });
  if (typeof whole !== 'string') return keep(state, path, { typed, whole });
  const good = typed.filter((one) => {
    const alone = proved(project, path, { typed: [one], signal });
    if (typeof alone === 'string') leave(one.node, alone);
    return typeof alone !== 'string';
  });
  const rest = good.length === 0 ? '' : proved(project, path, { typed: good, signal });
  if (typeof rest !== 'string') keep(state, path, { typed: good, whole: rest });
}

type Result = { readonly after: TypeScriptProject; readonly text: string; readonly proofs: readonly Proof[] };

/** Tries types on a second program: the JavaScript of the file is the same, and nobody sees another type. */
function proved(
  project: TypeScriptProject,
  path: string,
  { typed, signal }: { readonly typed: readonly Typed[]; readonly signal: AbortSignal },
): Result | string {
  const { ts } = project;
  const before = project.files.texts.get(path) ?? '';
  const text = applyTextEdits(
    before,
    typed.map((one) => typeEdit(ts, one)),
  );
  const result = proveTexts({
    project,
    texts: new Map([[path, text]]),
    touchesExports: false,
    rewritesLines: true,
    signal,
  });
  if (result.kind === 'refused') return result.reason.replace(/\.$/, '');
  const emitted = (code: string): string =>
    ts.transpileModule(code, {
      fileName: path,
      compilerOptions: {
        target: ts.ScriptTarget.ESNext,
        module: ts.ModuleKind.ESNext,
        jsx: ts.JsxEmit.Preserve,
      },
    }).outputText;
  if (emitted(before) !== emitted(text)) return 'the JavaScript of the file would be another';
  const [then, now] = [typesOf(project, path), typesOf(result.after, path)];
  const changed = then.find((type, index) => type !== now[index]);
  if (changed !== undefined || then.length !== now.length) return 'TypeScript would take it for another type';
  const proofs: readonly Proof[] = [
    ...result.proofs,
    {
      level: 'A',
      detail: `the JavaScript that TypeScript ${ts.version} makes of it is the same, and every function has the type that it had`,
    },
  ];
  return { after: result.after, text, proofs };
}

/** The types of all functions of a file, with the modules that the types come from. */
function typesOf({ ts, checker, sourceFile }: TypeScriptProject, path: string): readonly string[] {
  const file = sourceFile(path);
  const { NoTruncation, UseFullyQualifiedType } = ts.TypeFormatFlags;
  return (file === undefined ? [] : functionsIn(ts, file)).map((node) => {
    const signature = checker.getSignatureFromDeclaration(node);
    if (signature === undefined) return '';
    const text = checker.signatureToString(signature, node, NoTruncation);
    return `${text} ${checker.typeToString(signature.getReturnType(), undefined, NoTruncation | UseFullyQualifiedType)}`;
  });
}

function keep(
  state: State,
  path: string,
  { typed, whole }: { readonly typed: readonly Typed[]; readonly whole: Result },
): void {
  state.project = whole.after;
  state.texts.set(path, whole.text);
  state.count += typed.length;
  state.proofs = whole.proofs;
}
