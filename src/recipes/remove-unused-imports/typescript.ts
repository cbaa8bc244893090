import { readConfigsAround } from '../../codebase/languages/typescript-config-files.ts';
import { createConfigs } from '../../codebase/languages/typescript-config.ts';
import { checkSingleFile, type SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import { loadTypeScript, type TypeScript } from '../../codebase/languages/typescript.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { applyTextEdits } from '../../domain/text-edit.ts';
import { positionAt } from '../../domain/text.ts';
import type { Proof } from '../recipe.ts';
import type { FileResult } from '../each-file.ts';
import { newMessages } from '../typescript/new-messages.ts';
import { importedBindings, isTypeOnly, type Binding } from '../typescript/import-bindings.ts';
import { usesEveryImport } from './typescript/first-look.ts';
import { modulesToKeep, type ImportingProject } from './typescript/imported-modules.ts';
import { jsxOptions, reasonToKeep } from './typescript/reasons-to-keep.ts';
import { removalEdits } from '../typescript/import-removal.ts';
import { whatElseChanged } from './typescript/remainder.ts';

type Judged = { readonly binding: Binding; readonly reason: string | null };

const UNUSED_CODES = new Set([6133, 6192, 6196]);

/**
 * Removes the imports of a JavaScript or TypeScript file that TypeScript finds unused, by name. Imports for their side
 * effects, `require()` and what only JSX or a documentation comment needs stay.
 */
export async function removeUnusedImportsTypeScript(
  path: string,
  text: string,
  tree: SourceTree,
): Promise<FileResult> {
  if (/\.d\.[cm]?ts$/.test(path)) {
    return { kind: 'refused', reason: `${path} holds declarations, and its imports decide what they mean.` };
  }
  const ts = await loadTypeScript();
  if (usesEveryImport(ts, { path, text })) return { kind: 'unchanged', notes: [] };
  const configFiles = await readConfigsAround(ts, tree, path);
  const configs = createConfigs(ts, configFiles);
  const options = jsxOptions(ts, configs.optionsFor(path)[0] ?? null);
  const before = checkSingleFile(ts, { path, text }, options);
  if (before.syntaxErrors.length > 0) return { kind: 'refused', reason: `${path} has a syntax error.` };
  const judged = await judgedBindings(before, options, { path, tree, configs, configFiles });
  const removed = judged.filter(({ reason }) => reason === null).map(({ binding }) => binding);
  const notes = judged.flatMap(({ binding, reason }) =>
    reason === null ? [] : [`${placeOf(path, before, binding)}: ${binding.name} stays, because ${reason}.`],
  );
  if (removed.length === 0) return { kind: 'unchanged', notes };
  const after = applyTextEdits(text, removalEdits(before, removed));
  const checked = checkSingleFile(ts, { path, text: after }, options);
  const proof = proofOf(before, checked, removed);
  if (typeof proof === 'string')
    return { kind: 'refused', reason: `The imports of ${path} were left, because ${proof}.` };
  return {
    kind: 'changed',
    text: after,
    notes: [removedNote(path, removed, checked), ...notes],
    proofs: proof,
  };
}

/** The bindings that look unused, each with the reason why it stays, or null. */
async function judgedBindings(
  checked: SingleFile,
  options: TypeScript.CompilerOptions,
  project: ImportingProject,
): Promise<readonly Judged[]> {
  const judged = unusedBindings(checked).map((binding) => ({
    binding,
    reason: reasonToKeep(checked, options, binding),
  }));
  const leaving = judged.filter(({ reason }) => reason === null).map(({ binding }) => binding);
  const loading = await modulesToKeep(checked, leaving, project);
  return judged.map(({ binding, reason }) => ({
    binding,
    reason: reason ?? (isTypeOnly(checked.ts, binding) ? null : (loading.get(binding.module) ?? null)),
  }));
}

function unusedBindings(checked: SingleFile): readonly Binding[] {
  const reported = checked.diagnostics.filter(({ code }) => UNUSED_CODES.has(code));
  return importedBindings(checked).filter(({ node }) =>
    reported.some(({ start = 0, length = 0 }) => start <= node.getStart() && node.end <= start + length),
  );
}

function placeOf(path: string, { file }: SingleFile, { node }: Binding): string {
  return `${path}:${positionAt(file.text, node.getStart()).line}`;
}

function removedNote(path: string, removed: readonly Binding[], after: SingleFile): string {
  const left = new Set(after.file.statements.flatMap((statement) => moduleOf(after, statement) ?? []));
  const loaded = removed.filter((binding) => !isTypeOnly(after.ts, binding));
  const gone = new Set(loaded.map(({ module }) => module).filter((module) => !left.has(module)));
  const loads =
    gone.size === 0 ? '' : ` The file no longer loads ${[...gone].join(', ')}, nor what that does besides.`;
  return `${path}: removed ${removed.map(({ name, module }) => `${name} from ${module}`).join(', ')}.${loads}`;
}

function moduleOf({ ts }: SingleFile, statement: TypeScript.Statement): string | null {
  const loads = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
  return loads ? (statement.moduleSpecifier?.getText() ?? null) : null;
}

/** The proofs, or what is wrong, as the end of a sentence. */
function proofOf(
  before: SingleFile,
  after: SingleFile,
  removed: readonly Binding[],
): readonly Proof[] | string {
  if (after.syntaxErrors.length > 0) return 'the file would no longer parse';
  const difference = whatElseChanged(before, after, removed);
  if (difference !== null) return difference;
  const added = newMessages(before, after, UNUSED_CODES)[0];
  if (added !== undefined) return `TypeScript would then say: ${added}`;
  const by = `TypeScript ${before.ts.version}`;
  return [
    { level: 'S', detail: `the file parses with ${by}` },
    {
      level: 'A',
      detail:
        'every statement but the imports is the same to the byte; the imports lack only the removed names',
    },
    { level: 'D', detail: `no new diagnostics of ${by} in the file by itself` },
  ];
}
