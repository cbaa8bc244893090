import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import type { NodeAbilities } from './engines.ts';
import type { CommonJsModule } from './common-js-module.ts';

/** What takes the place of the names that Node's wrapper gave a module. */
export type WrapperEdits = {
  readonly edits: readonly TextEdit[];
  /** Imports and declarations for the top of the module, without closing semicolons. */
  readonly imports: readonly string[];
  readonly declarations: readonly string[];
};

/** `__dirname`, `require.main` and the `require` that stays, by what the oldest Node of the package can do. */
export function wrapperEdits(
  { checked, ownPaths, mainChecks, resolutions }: CommonJsModule,
  { hasDirname, hasMain }: NodeAbilities,
  keepsRequire: boolean,
): WrapperEdits {
  const { ts, file } = checked;
  const replaced = (node: TypeScript.Node, newText: string): TextEdit => ({
    start: node.getStart(file),
    end: node.end,
    newText,
  });
  const mains = mainChecks.map((node) => replaced(node, mainText(ts, node, hasMain)));
  const paths = hasDirname
    ? ownPaths.map((node) => replaced(node, `import.meta.${node.text.replace(/^_+/, '')}`))
    : [];
  const asksMain = mainChecks.length > 0 && !hasMain;
  const declaresPaths = ownPaths.length > 0 && !hasDirname;
  const needsRequire = keepsRequire || resolutions.length > 0 || asksMain;
  const usesFolder = declaresPaths && ownPaths.some(({ text }) => text === '__dirname');
  const usesFile = declaresPaths && ownPaths.some(({ text }) => text === '__filename');
  const ownFile = 'fileURLToPath(import.meta.url)';
  return {
    edits: [...mains, ...paths],
    imports: [
      ...(needsRequire ? ["import { createRequire } from 'node:module'"] : []),
      ...(usesFolder ? ["import { dirname as folderOfPath } from 'node:path'"] : []),
      ...(declaresPaths || asksMain ? ["import { fileURLToPath } from 'node:url'"] : []),
    ],
    declarations: [
      ...(needsRequire ? ['const require = createRequire(import.meta.url)'] : []),
      ...(usesFile ? [`const __filename = ${ownFile}`] : []),
      ...(usesFolder ? [`const __dirname = folderOfPath(${usesFile ? '__filename' : ownFile})`] : []),
    ],
  };
}

/** The names that these imports and declarations add to a module. */
export const WRAPPER_NAMES: readonly string[] = ['createRequire', 'folderOfPath', 'fileURLToPath'];

function mainText(ts: typeof TypeScript, node: TypeScript.BinaryExpression, hasMain: boolean): string {
  if (hasMain) return 'import.meta.main';
  const isAlone = ts.isIfStatement(node.parent) || ts.isParenthesizedExpression(node.parent);
  const text =
    'process.argv[1] !== undefined && require.resolve(process.argv[1]) === fileURLToPath(import.meta.url)';
  return isAlone ? text : `(${text})`;
}
