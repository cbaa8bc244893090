import { posix } from 'node:path';
import type { SourceTree } from '../../domain/ports.ts';
import { isRecord, parseJson } from '../commonjs-to-esm/manifest.ts';
import type { FileWork } from '../each-file.ts';
import { refused, type RecipeResult } from '../recipe.ts';
import { compareNodes, oldestNodeIn, type NodeVersion } from './node-version.ts';

/** Syntax of JavaScript with the first version of Node that can read it. */
export type NodeSyntax = { readonly name: string; readonly version: NodeVersion };

export const OPTIONAL_CHAINING: NodeSyntax = { name: 'optional chaining', version: [14, 0] };
export const ASYNC_FUNCTIONS: NodeSyntax = { name: 'async functions', version: [7, 6] };
export const BLOCK_VARIABLES: NodeSyntax = { name: 'let and const', version: [6, 0] };
export const CLASSES: NodeSyntax = { name: 'classes', version: [6, 0] };
export const TEMPLATES: NodeSyntax = { name: 'template literals', version: [4, 0] };
export const PATTERNS: NodeSyntax = { name: 'patterns in parameters', version: [6, 0] };

const COMPILERS =
  /^(?:typescript|@babel\/(?:core|cli)|babel-(?:core|cli|loader|preset-[\w-]+)|@swc\/(?:core|cli)|esbuild|vite|rollup|webpack|parcel|parcel-bundler|tsup|tsdown|buble|sucrase|next|react-scripts|microbundle)$/;

/** Refuses what a work would write where the package says that an older Node has to run the file. */
export function forNode(syntax: NodeSyntax, work: FileWork): FileWork {
  return async (file, around) => {
    const result = await work(file, around);
    if (result.kind !== 'changed' || result.text === file.text) return result;
    const reason = await whyTooOld(file.path, around.tree, syntax);
    return reason === null ? result : { kind: 'refused', reason };
  };
}

/** A result, or its refusal where a package with a changed file says that an older Node has to run it. */
export async function unlessNodeIsOlder(
  result: RecipeResult,
  tree: SourceTree,
  syntax: NodeSyntax,
): Promise<RecipeResult> {
  if (result.kind !== 'changed') return result;
  for (const { path } of result.changes) {
    const reason = await whyTooOld(path, tree, syntax);
    if (reason !== null) return refused(reason, null);
  }
  return result;
}

/** Why a file cannot be written in a syntax; null where it can, or where a compiler makes of it what Node runs. */
async function whyTooOld(
  path: string,
  tree: SourceTree,
  { name, version }: NodeSyntax,
): Promise<string | null> {
  if (!/\.[cm]?jsx?$/.test(path)) return null;
  let range: { readonly said: string; readonly by: string } | null = null;
  for (const manifest of manifestsAbove(path)) {
    const json = parseJson(await tree.read(manifest));
    if (json === null) continue;
    const used = [json['dependencies'], json['devDependencies']].flatMap((one) =>
      isRecord(one) ? Object.keys(one) : [],
    );
    if (used.some((one) => COMPILERS.test(one))) return null;
    const said = isRecord(json['engines']) ? json['engines']['node'] : undefined;
    if (range === null && typeof said === 'string') range = { said, by: manifest };
  }
  const oldest = range === null ? null : oldestNodeIn(range.said);
  if (range === null || oldest === null || compareNodes(oldest, version) >= 0) return null;
  const needed = version[1] === 0 ? `${version[0]}` : version.join('.');
  return `${range.by} says that Node ${range.said} has to run ${path}, and ${name} need${name.endsWith('ing') ? 's' : ''} Node ${needed}.`;
}

function manifestsAbove(path: string): readonly string[] {
  const found: string[] = [];
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    found.push(posix.join(folder, 'package.json'));
    if (folder === '.' || folder === '/') return found;
  }
}
