import {
  openTypeScriptProject,
  readProjectSource,
  type TypeScriptProject,
} from '../../codebase/languages/typescript-project.ts';
import { openLanguageService } from '../../codebase/languages/typescript-service.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { placeAt } from '../place.ts';
import { refused, type RecipeResult, type Refused } from '../recipe.ts';
import { formatFor, newTextsOf } from '../typescript/code-edits.ts';
import { changesTo, proveTexts } from '../typescript/conclude.ts';
import { whyNotAName } from '../typescript/name-rules.ts';
import { identifiersIn, renamedAt } from '../typescript/tokens.ts';
import { codesThatCount } from './checked-javascript.ts';
import { declaredAgain } from './declared-again.ts';
import type { Extraction } from './extraction.ts';
import { whatElseMoved } from './moved-tokens.ts';
import { usesOfArguments } from './uses-of-arguments.ts';
import { withoutThisParameter } from './this-parameter.ts';

/** Lets TypeScript's editor service take the lines out, gives the function its name, and proves what came of it. */
export async function extractFromTypeScript(extraction: Extraction, tree: SourceTree): Promise<RecipeResult> {
  const { file, signal, libraries } = extraction;
  const source = await readProjectSource(tree, { always: [file.path], signal, libraries });
  const project = openTypeScriptProject(source, { seeds: [file.path], isolatesScripts: false });
  const text = project.files.texts.get(file.path);
  if (text !== file.text) return refused(`${file.path} is too large to be worked on.`, null);
  const objection = nameObjection(project, extraction) ?? argumentsObjection(project, extraction);
  if (objection !== null) return objection;
  const extracted = extract(project, extraction);
  if (typeof extracted !== 'string') return extracted;
  const texts = new Map([[file.path, extracted]]);
  const codes = await codesThatCount(file, tree);
  const proved = await proveTexts({
    project,
    texts,
    touchesExports: false,
    ...(codes === undefined ? {} : { codesOfJavaScript: codes }),
    signal,
  });
  const before = project.sourceFile(file.path);
  if (proved.kind === 'refused') {
    return (before === undefined ? null : declaredAgain(project.ts, before, extraction)) ?? proved;
  }
  const after = proved.after.sourceFile(file.path);
  const difference =
    before === undefined || after === undefined
      ? 'the file is gone'
      : whatElseMoved(project.ts, { before, after }, extraction);
  if (difference !== null) return refused(`More than the lines would change: ${difference}.`, null);
  return {
    kind: 'changed',
    changes: await changesTo(tree, texts),
    summary: `Lines ${extraction.range} of ${file.path} are now the function ${extraction.name}.`,
    notes: [],
    proofs: [
      ...proved.proofs,
      { level: 'A', detail: `every token outside of ${extraction.name} and its call is as it was` },
    ],
  };
}

function nameObjection({ ts, sourceFile }: TypeScriptProject, { file, name }: Extraction): Refused | null {
  const why = whyNotAName(ts, name);
  if (why !== null) return refused(`"${name}" ${why}.`, 'Choose another name.');
  const parsed = sourceFile(file.path);
  const isTaken = parsed !== undefined && identifiersIn(ts, parsed).has(name);
  return isTaken ? refused(`${file.path} uses the name ${name} already.`, 'Choose another name.') : null;
}

/** The lines may not take the `arguments` of their function: in another one they would be others. */
function argumentsObjection(
  { ts, sourceFile }: TypeScriptProject,
  { file: { path, text }, span, range }: Extraction,
): Refused | null {
  const file = sourceFile(path);
  const uses = file === undefined ? [] : usesOfArguments(ts, file, span);
  const found = uses.find((node) => node.getStart() >= span.start && node.end <= span.end);
  if (found === undefined) return null;
  const place = placeAt(path, text, found.getStart());
  return refused(
    `Lines ${range} of ${path} cannot be taken out: they use \`arguments\` of their function (${place}).`,
    'Give it a name in front of the lines, or leave it out.',
  );
}

/** The text of the file with the lines taken out, as far out as it goes: to the module, or as a method of its class. */
function extract(project: TypeScriptProject, { file, span, name, range }: Extraction): string | Refused {
  const { ts } = project;
  const service = openLanguageService(project);
  const at = { pos: span.start, end: span.end };
  const fileName = `/${file.path}`;
  const found = service.getApplicableRefactors(fileName, at, {}, 'invoked', 'refactor.extract.function');
  const actions = found.flatMap(({ name: refactoring, actions: all }) =>
    all.map((action) => ({ ...action, refactoring })),
  );
  const action = actions.findLast(({ notApplicableReason }) => notApplicableReason === undefined);
  if (action === undefined) {
    const [why] = actions.flatMap(({ notApplicableReason }) => notApplicableReason ?? []);
    return refused(
      `Lines ${range} of ${file.path} cannot be taken out: ${why ?? 'they are not whole statements'}`.replace(
        /\.?$/,
        '.',
      ),
      'Name the first and the last line of whole statements.',
    );
  }
  const format = formatFor(ts, file.text);
  const edits = service.getEditsForRefactor(fileName, format, at, action.refactoring, action.name, {});
  if (edits === undefined) return refused(`TypeScript made nothing of lines ${range}.`, null);
  const text = newTextsOf(project, edits.edits).get(file.path);
  if (text === undefined || edits.renameLocation === undefined) {
    return refused(`TypeScript made nothing of lines ${range}.`, null);
  }
  const named = renamedAt(ts, { path: file.path, text }, { offset: edits.renameLocation, name });
  return withoutThisParameter(ts, { path: file.path, text: named, name });
}
