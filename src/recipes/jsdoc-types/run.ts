import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { SourceTree } from '../../domain/ports.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { annotateFunctions } from '../typescript/annotate.ts';
import type { AnnotationKind, Found } from '../typescript/annotation.ts';
import { typesOf, type Attempt } from '../typescript/annotation-trial.ts';
import { functionsIn, isOverloaded, type FunctionWithBody } from '../typescript/functions.ts';
import { hostOf } from './host.ts';
import { parameterTags } from './parameters.ts';
import { resultType } from './results.ts';
import { isSameButForComments } from './same-code.ts';
import { tagEdits, type Tag } from './tags.ts';

const PARAMETERS: AnnotationKind = {
  find: (project, file) => taggedIn(project, file, parameterTags),
  whatElseChanged: ofParameters,
  touchesExports: true,
  bindsCalls: true,
};
const RESULTS: AnnotationKind = {
  find: (project, file) => taggedIn(project, file, resultTags),
  whatElseChanged: ofResults,
  touchesExports: true,
  bindsCalls: false,
};

/** Writes the types of parameters and results into the documentation of functions; see jsdoc-types.ts for what it leaves. */
export async function jsdocTypesIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  return annotateFunctions(
    {
      hint: /=>|\bfunction\b|\)\s*\{/,
      files: /\.[cm]?jsx?$/,
      kinds: [PARAMETERS, RESULTS],
      proofOfCode: () =>
        'the code is the same byte for byte but for comments, and no word of a comment is gone',
      words: {
        one: 'comment',
        many: 'comments',
        done: 'given types in',
        missing: 'whose documentation lacks a type',
      },
    },
    request,
    tree,
  );
}

type TagsOf = (project: TypeScriptProject, fn: FunctionWithBody) => readonly Tag[] | string;

function taggedIn(project: TypeScriptProject, file: TypeScript.SourceFile, tagsOf: TagsOf): readonly Found[] {
  const { ts } = project;
  return functionsIn(ts, file).flatMap((node): readonly Found[] => {
    const host = hostOf(project, node);
    if (host === null || isOverloaded(project, node)) return [];
    const tags = tagsOf(project, node);
    if (typeof tags === 'string') return [{ node, why: tags }];
    if (tags.length === 0) return [];
    const edits = typeof host === 'string' ? host : tagEdits(ts, host, tags);
    return [typeof edits === 'string' ? { node, why: edits } : { node, edits }];
  });
}

function resultTags(project: TypeScriptProject, fn: FunctionWithBody): readonly Tag[] | string {
  const found = resultType(project, fn);
  if (found === null || typeof found === 'string') return found ?? [];
  return [{ kind: 'returns', type: found.type }];
}

/** A parameter that is known makes more of the other types known, and changes none that was. */
function ofParameters(attempt: Attempt): string | null {
  return otherCode(attempt) ?? otherTypes(attempt, (type) => /\bany\b/.test(type));
}

function ofResults(attempt: Attempt): string | null {
  return otherCode(attempt) ?? otherTypes(attempt, () => false);
}

function otherCode({ before, after, path }: Attempt): string | null {
  const texts = {
    before: before.files.texts.get(path) ?? '',
    after: after.files.texts.get(path) ?? '',
  };
  return isSameButForComments(before.ts, path, texts) ? null : 'more than its comment would change';
}

function otherTypes({ before, after, path }: Attempt, mayChange: (type: string) => boolean): string | null {
  const [then, now] = [typesOf(before, path), typesOf(after, path)];
  const isSame = then.every((type, index) => type === now[index] || mayChange(type));
  return isSame && then.length === now.length ? null : 'TypeScript would take it for another type';
}
