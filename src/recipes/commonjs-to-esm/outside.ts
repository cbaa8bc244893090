import { isProjectSource } from '../../codebase/languages/typescript-files.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { decodeText } from '../../domain/text.ts';
import { objectionAt, type Objection } from './objection.ts';
import { targetOf, type LoadScope } from './resolve.ts';

const LOAD = /\brequire\s*\(\s*['"]([^'"\n]+)['"]\s*\)/g;

/** Where code of other packages of the tree, which stays CommonJS, loads the package or a file of it with `require`. */
export async function outsideObjections(
  tree: SourceTree,
  scope: LoadScope & { readonly files: readonly string[] },
): Promise<readonly Objection[]> {
  const own = new Set(scope.files);
  const objections: Objection[] = [];
  for (const path of scope.listed) {
    if (own.has(path) || !isProjectSource(path)) continue;
    const bytes = await tree.read(path);
    const decoded = bytes === null ? null : decodeText(bytes);
    if (decoded?.kind !== 'text') continue;
    const { text } = decoded;
    for (const { 1: specifier = '', index } of text.matchAll(LOAD)) {
      const isMine = specifier === scope.ownName || specifier.startsWith('.');
      const target = isMine ? await targetOf(tree, { from: path, specifier }, scope) : '';
      if (typeof target === 'string' || target.kind !== 'module') continue;
      objections.push(objectionAt({ path, text }, index, `loads ${target.path}, and stays CommonJS`));
    }
  }
  return objections;
}
