import { languageOf } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { refused, type RecipeRequest, type RecipeResult } from '../recipe.ts';
import { readSource, spanOfRange } from '../source-file.ts';
import { extractFromPython } from './python/extract.ts';
import { extractFromTypeScript } from './typescript.ts';

/** Takes the lines of the one target out into a function; see extract-function.ts for what it refuses. */
export async function extractFunctionFrom(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const [path, ...others] = request.targets;
  if (path === undefined || others.length > 0) {
    return refused('Lines are lines of one file.', 'Name that file alone with -t.');
  }
  const source = await readSource(tree, path);
  if (source.kind === 'refused') return refused(source.reason, null);
  const { name = '', range = '' } = request.slots;
  const span = spanOfRange(source.file.text, range);
  if (span === null || span.start === span.end) {
    return refused(`${path} has nothing at the lines ${range}.`, null);
  }
  const { signal, libraries } = request;
  const extraction = { file: source.file, span, name, range, signal, libraries };
  return languageOf(path) === 'python'
    ? extractFromPython(extraction, tree)
    : extractFromTypeScript(extraction, tree);
}
