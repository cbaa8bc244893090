import { rootFolderOf } from '../../python/module-names.ts';
import type { PythonFile } from '../../python/project.ts';
import { refused, type Refused } from '../../recipe.ts';
import { fromOf, type Situation } from './situation.ts';

const TESTS = /^(?:.*\/)?tests?\//;

/**
 * A package is installed without the scripts and tests that lie beside it. Where one of its files would have to import
 * from there, it works in the checkout alone.
 */
export function whyOutOfPackage(situation: Situation, importers: readonly PythonFile[]): Refused | null {
  const { project, to, definition } = situation;
  const root = rootFolderOf(project, fromOf(situation));
  const isInPackage = ({ file: { path } }: PythonFile): boolean =>
    rootFolderOf(project, path) === root && folderOf(path) !== root && !TESTS.test(path);
  const isApart = rootFolderOf(project, to) === folderOf(to) && folderOf(to) !== root;
  const needy = isApart || TESTS.test(to) ? importers.find(isInPackage) : undefined;
  return needy === undefined
    ? null
    : refused(
        `${needy.file.path} would have to import ${definition.name} from ${to}, which is no part of its package.`,
        'Choose a module of the package.',
      );
}

function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}
