import { joinPath } from '../../codebase/languages/source-paths.ts';
import { folderOf } from '../../codebase/languages/typescript-config.ts';
import { isProjectSource } from '../../codebase/languages/typescript-files.ts';
import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { Place } from './occurrences.ts';
import { isLoader } from '../typescript/syntax.ts';

const COMPUTED = /\b(?:require|import)\s*\(\s*(?!["')]|`[^`$]*`)|\brequire\.context\b|\bimport\.meta\.glob/;

/** Whether a text may load modules by paths made at run time. */
export function mayLoadComputed(text: string): boolean {
  return COMPUTED.test(text);
}

/** Places anywhere in the tree that load modules by paths made at run time, where the path may come to the given file. */
export function computedLoadsOf(project: TypeScriptProject, target: string): readonly Place[] {
  const { ts, files } = project;
  const places: Place[] = [];
  for (const [path, text] of files.texts) {
    if (!isProjectSource(path) || !mayLoadComputed(text)) continue;
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const visit = (node: TypeScript.Node): void => {
      const prefix = ts.isCallExpression(node) ? computedPrefix(ts, node) : null;
      if (prefix !== null && target.startsWith(reachOf(path, prefix)))
        places.push({ path, start: node.getStart() });
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return places;
}

/** What is known of the beginning of a computed path, perhaps nothing; null for a call that loads nothing so. */
function computedPrefix(
  ts: typeof TypeScript,
  { expression, arguments: given }: TypeScript.CallExpression,
): string | null {
  const [path] = given;
  if (path === undefined) return null;
  if (/^(?:require\.context|import\.meta\.glob)/.test(expression.getText()))
    return ts.isStringLiteralLike(path) ? path.text : '';
  if (!isLoader(ts, expression) || ts.isStringLiteralLike(path)) return null;
  if (ts.isTemplateExpression(path)) return path.head.text;
  return ts.isBinaryExpression(path) && ts.isStringLiteralLike(path.left) ? path.left.text : '';
}

/** The beginning of every path of the tree that the load may come to. */
function reachOf(path: string, prefix: string): string {
  if (!prefix.startsWith('.')) return '';
  const fixed = prefix.replace(/[^/]*[*?{[].*$/, '');
  return joinPath(folderOf(path), fixed) + (fixed.endsWith('/') ? '/' : '');
}
