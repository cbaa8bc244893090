import type { SourceTree } from '../../../domain/ports.ts';
import { readSource } from '../../source-file.ts';

const SETTINGS =
  /(?:^|\/)(?:package\.json|\.eslintrc[^/]*|eslint\.config\.[cm]?[jt]s|\.prettierrc[^/]*|prettier\.config\.[cm]?[jt]s|biome\.jsonc?|\.oxlintrc\.json)$/;
const NAMES =
  /simple-import-sort(?=[/"'])|import(?:-x|js)?\/order(?=["'])|perfectionist\/sort-imports|sort-imports(?=["'])|@(?:trivago|ianvs)\/prettier-plugin-sort-imports|prettier-plugin-(?:organize-imports|import-sort|sort-imports)|"organizeImports"/;
const IN_MANIFEST = /prettier-plugin/;

/** The tool that the settings in the folders above a file have sort its imports, or null. */
export async function sorterOf(
  path: string,
  tree: SourceTree,
): Promise<{ readonly path: string; readonly name: string } | null> {
  const isAbove = (one: string): boolean => path.startsWith(one.slice(0, one.lastIndexOf('/') + 1));
  const settings = (await tree.list()).filter((one) => SETTINGS.test(one) && isAbove(one));
  for (const one of settings) {
    const source = await readSource(tree, one);
    const [found] = source.kind === 'source' ? (NAMES.exec(withoutMemberSort(source.file.text)) ?? []) : [];
    // A manifest names every tool that is installed, whether or not it is switched on.
    const isOn = found !== undefined && (!one.endsWith('package.json') || IN_MANIFEST.test(found));
    if (isOn) return { path: one, name: found.replaceAll('"', '') };
  }
  return null;
}

/** ESLint's own rule may be told to look at the names of each import alone. */
function withoutMemberSort(text: string): string {
  return /ignoreDeclarationSort['"]?\s*:\s*true/.test(text)
    ? text.replaceAll(/['"]sort-imports['"]/g, '')
    : text;
}
