import type { SourceTree } from '../../domain/ports.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { annotateFunctions } from '../typescript/annotate.ts';
import { typesOf, type Attempt } from '../typescript/annotation-trial.ts';
import { returnTypesIn } from './returns.ts';

/** Writes the return types of the functions that the request means; see infer-types.ts for what it leaves. */
export async function inferTypesIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  return annotateFunctions(
    {
      hint: /=>|\bfunction\b|\)\s*\{/,
      files: /\.[cm]?tsx?$/,
      kinds: [{ find: returnTypesIn, whatElseChanged }],
      proofOfCode: ({ version }) =>
        `the JavaScript that TypeScript ${version} makes of it is the same, and every function has the type that it had`,
      words: {
        one: 'return type',
        many: 'return types',
        done: 'written down in',
        missing: 'without a return type',
      },
    },
    request,
    tree,
  );
}

/** Types come and go without a trace in the JavaScript of a file, and nobody sees another type. */
function whatElseChanged({ before, after, path }: Attempt): string | null {
  const { ts, files } = before;
  const emitted = (code: string | undefined): string => emittedBy(ts, path, code ?? '');
  if (emitted(files.texts.get(path)) !== emitted(after.files.texts.get(path)))
    return 'the JavaScript of the file would be another';
  const [then, now] = [typesOf(before, path), typesOf(after, path)];
  const isSame = then.length === now.length && then.every((type, index) => type === now[index]);
  return isSame ? null : 'TypeScript would take it for another type';
}

function emittedBy(ts: typeof TypeScript, path: string, code: string): string {
  const compilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    jsx: ts.JsxEmit.Preserve,
  };
  return ts.transpileModule(code, { fileName: path, compilerOptions }).outputText;
}
