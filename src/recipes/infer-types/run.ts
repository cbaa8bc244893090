import type { SourceTree } from '../../domain/ports.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { refused, type RecipeRequest, type RecipeResult } from '../recipe.ts';
import { annotateFunctions } from '../typescript/annotate.ts';
import type { AnnotationKind } from '../typescript/annotation.ts';
import { typesOf, type Attempt } from '../typescript/annotation-trial.ts';
import { parameterTypesIn } from './parameters.ts';
import { returnTypesIn } from './returns.ts';

const RETURNS: AnnotationKind = {
  find: returnTypesIn,
  whatElseChanged,
  touchesExports: false,
  bindsCalls: false,
};
const PARAMETERS: AnnotationKind = {
  find: parameterTypesIn,
  whatElseChanged: otherCode,
  touchesExports: true,
  bindsCalls: true,
};
const WAYS = {
  both: { kinds: [PARAMETERS, RETURNS], what: 'type' },
  parameters: { kinds: [PARAMETERS], what: 'parameter type' },
  returns: { kinds: [RETURNS], what: 'return type' },
} as const;

/** Writes the types of the functions that the request means; see infer-types.ts for what it leaves. */
export async function inferTypesIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const { only } = request.slots;
  if (only !== undefined && only !== 'parameters' && only !== 'returns') {
    return refused(`"${only}" is no kind of types.`, 'Say only=parameters or only=returns.');
  }
  const { kinds, what } = WAYS[only ?? 'both'];
  return annotateFunctions(
    {
      hint: /=>|\bfunction\b|\)\s*\{/,
      files: /\.[cm]?tsx?$/,
      kinds,
      proofOfCode: ({ version }) =>
        `the JavaScript that TypeScript ${version} makes of it is the same${only === 'returns' ? ', and every function has the type that it had' : ''}`,
      words: { one: what, many: `${what}s`, done: 'written down in', missing: `without a ${what}` },
    },
    request,
    tree,
  );
}

/** Types come and go without a trace in the JavaScript of a file, and nobody sees another type. */
function whatElseChanged(attempt: Attempt): string | null {
  const { before, after, path } = attempt;
  const code = otherCode(attempt);
  if (code !== null) return code;
  const [then, now] = [typesOf(before, path), typesOf(after, path)];
  const isSame = then.length === now.length && then.every((type, index) => type === now[index]);
  return isSame ? null : 'TypeScript would take it for another type';
}

function otherCode({ before: { ts, files }, after, path }: Attempt): string | null {
  const emitted = (code: string | undefined): string => emittedBy(ts, path, code ?? '');
  const isSame = emitted(files.texts.get(path)) === emitted(after.files.texts.get(path));
  return isSame ? null : 'the JavaScript of the file would be another';
}

function emittedBy(ts: typeof TypeScript, path: string, code: string): string {
  const compilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    jsx: ts.JsxEmit.Preserve,
  };
  return ts.transpileModule(code, { fileName: path, compilerOptions }).outputText;
}
