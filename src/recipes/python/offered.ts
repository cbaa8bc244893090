import type { SourceTree } from '../../domain/ports.ts';
import { decodeText } from '../../domain/text.ts';
import { absoluteNameOf } from './module-names.ts';

const MANIFESTS = ['pyproject.toml', 'setup.py', 'setup.cfg'];
const NOT_OFFERED = /(?:^|\/)(?:tests?|testing|docs?|examples?|scripts?|bench\w*|tools?|migrations)\//;

/** Whether a name of a module is a public part of a package that a manifest describes: others may import it. */
export async function isOffered(
  project: { readonly paths: ReadonlySet<string> },
  tree: SourceTree,
  { path, name }: { readonly path: string; readonly name: string },
): Promise<boolean> {
  const parts = [...absoluteNameOf(project, path).split('.'), name];
  const isInPackage = project.paths.has(path.replace(/[^/]*$/, '__init__.py'));
  if (parts.some((part) => part.startsWith('_')) || !isInPackage || NOT_OFFERED.test(path)) return false;
  for (const manifest of MANIFESTS) {
    const bytes = await tree.read(manifest);
    const decoded = bytes === null ? null : decodeText(bytes);
    if (
      decoded?.kind === 'text' &&
      (manifest !== 'pyproject.toml' || /^\[(?:project|tool\.poetry|tool\.flit)/m.test(decoded.text))
    )
      return true;
  }
  return false;
}
