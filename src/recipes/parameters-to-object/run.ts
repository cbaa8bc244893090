import { loadTypeScript } from '../../codebase/languages/typescript.ts';
import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import { placeAt } from '../place.ts';
import { refused, type RecipeRequest, type RecipeResult, type Refused } from '../recipe.ts';
import { besideDeepFiles } from '../rename-symbol/deep-files.ts';
import { findSymbol } from '../rename-symbol/find-symbol.ts';
import { objectionTo } from '../rename-symbol/objections.ts';
import { markupObjection, usesOutsideCode } from '../rename-symbol/outside-code.ts';
import { planRename, type RenamePlan } from '../rename-symbol/rename-plan.ts';
import { readRequest, type RenameRequest } from '../rename-symbol/request.ts';
import type { NewTexts } from '../typescript/code-edits.ts';
import { changesTo, proveTexts } from '../typescript/conclude.ts';
import { PATTERNS, unlessNodeIsOlder } from '../typescript/needs-node.ts';
import { documentationEdits } from './documentation.ts';
import { callEdits, patternEdit, type Conversion } from './edits.ts';
import { methodObjection } from './methods.ts';
import { notesOf } from './notes.ts';
import { parametersOf } from './parameters.ts';
import { differenceIn } from './prove.ts';
import { usesOf } from './uses.ts';

/** What breaks a program of JavaScript; TypeScript takes every property that a pattern names for required there. */
const CODES = new Set([2300, 2304, 2448, 2451, 2454, 2552]);

/** Makes a function take one object; see parameters-to-object.ts for what it refuses. */
export async function parametersToObjectIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  return unlessNodeIsOlder(await takeObject(request, tree), tree, PATTERNS);
}

async function takeObject(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const { function: name = '', ...others } = request.slots;
  // What speaks against following a symbol to a new name speaks against following it to a new signature.
  const slots = { ...others, from: name, to: `${name.split('.').at(-1) ?? ''}$object` };
  const read = readRequest(await loadTypeScript(), { ...request, slots });
  if (read.kind === 'refused') return advised(read);
  const result = await besideDeepFiles(tree, read.request, (readable) => convert(readable, read.request));
  return result.kind === 'refused' ? advised(result) : result;
}

/** The advice of a rename, as it holds here. */
function advised({ reason, hint }: Refused): Refused {
  const isWhich = hint?.startsWith('Say which one') === true;
  if (isWhich) return refused(reason, 'Say which one: at=FILE:LINE.');
  const isOfRename = hint !== null && /untyped=leave|[Rr]ename|another name/.test(hint);
  return refused(
    reason,
    isOfRename ? 'Change it by hand, or write these places so that they can be followed.' : hint,
  );
}

async function convert(tree: SourceTree, request: RenameRequest): Promise<RecipeResult> {
  const found = await findSymbol(tree, request);
  if (found.kind === 'missing') return found.refusal;
  if (found.kind !== 'found') return found;
  const { name, signal } = request;
  const { project, index, candidate } = found;
  const uses = usesOf(project, { index, group: candidate.group });
  if (uses.kind === 'refused') return uses;
  const read = parametersOf(project, uses, name);
  if (read.kind !== 'parameters') return read;
  const plan = planRename(found, request);
  const objection = methodObjection(found, uses) ?? (await useObjection(plan, tree));
  if (objection !== null) return objection;
  const conversion: Conversion = { uses, parameters: read.parameters };
  const texts = newTexts(project, conversion);
  if ('kind' in texts) return texts;
  const proved = await proveTexts({
    project,
    texts,
    touchesExports: true,
    rewritesLines: true,
    codesOfJavaScript: CODES,
    signal,
  });
  if (proved.kind === 'refused') return proved;
  const paths = [...texts.keys()];
  const difference = differenceIn({ before: project, after: proved.after }, conversion, { name, paths });
  if (difference !== null) return refused(`${difference}.`, null);
  const calls = `${uses.calls.length} ${uses.calls.length === 1 ? 'call' : 'calls'}`;
  return {
    kind: 'changed',
    changes: await changesTo(tree, texts),
    summary: `${name} takes one object now, and ${calls} of it ${uses.calls.length === 1 ? 'gives' : 'give'} one.`,
    notes: notesOf(plan),
    proofs: [
      ...proved.proofs,
      {
        level: 'A',
        detail: 'the syntax tree is the same once the object is read back as parameters and arguments',
      },
      {
        level: 'R',
        detail: `every name that stands for ${name} is its declaration, one of ${calls}, or one of ${uses.passed} imports and exports`,
      },
    ],
  };
}

async function useObjection(plan: RenamePlan, tree: SourceTree): Promise<Refused | null> {
  return (await objectionTo(plan, tree)) ?? markupObjection(plan, await usesOutsideCode(plan, tree));
}

function newTexts(project: TypeScriptProject, conversion: Conversion): NewTexts | Refused {
  const { uses, parameters } = conversion;
  const documented = documentationEdits(project.ts, conversion);
  if (documented === null) {
    const { node, path } = uses;
    const place = placeAt(path, node.getSourceFile().text, node.getStart());
    return refused(
      `The documentation of the parameters (${place}) is not written line by line.`,
      'Give each @param a line of its own.',
    );
  }
  const edits = new Map<string, TextEdit[]>([[uses.path, [patternEdit(project, conversion), ...documented]]]);
  for (const call of uses.calls) {
    const own = callEdits(project, call, parameters);
    if ('kind' in own) return own;
    const path = project.pathOf(call.getSourceFile()) ?? '';
    edits.set(path, [...(edits.get(path) ?? []), ...own]);
  }
  return new Map(
    [...edits]
      .filter(([, own]) => own.length > 0)
      .map(([path, own]) => [path, applyTextEdits(project.files.texts.get(path) ?? '', own)]),
  );
}
