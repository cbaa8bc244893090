import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { NameIndex, ResolvedOccurrence } from './name-index.ts';

/**
 * Keys of the same name in objects that are written for no declared type. Types are structural, so such an object may
 * be passed for the one whose member is renamed: as options, as a stand-in in a test, as the value a test expects.
 */
export function freeKeys(
  project: TypeScriptProject,
  index: NameIndex,
  group: string,
): readonly ResolvedOccurrence[] {
  const { ts } = project;
  const typed = new Set(
    index.occurrences.flatMap(({ path, start, node, sides }) =>
      isKey(ts, node.parent)
        ? []
        : sides.filter(({ keys }) => keys.includes(`${path}:${start}`)).map(index.groupOf),
    ),
  );
  return index.occurrences.filter(({ node, sides: [side], bound }) => {
    const own = side === undefined ? null : index.groupOf(side);
    return isKey(ts, node.parent) && bound.length === 0 && own !== null && own !== group && !typed.has(own);
  });
}

/** A key of an object literal, or an attribute of a component; those of plain elements belong to the page. */
function isKey(ts: typeof TypeScript, parent: TypeScript.Node): boolean {
  if (ts.isJsxAttribute(parent)) return !/^[a-z]/.test(parent.parent.parent.tagName.getText());
  return ts.isObjectLiteralElementLike(parent) && ts.isObjectLiteralExpression(parent.parent);
}
