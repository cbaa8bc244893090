import { dirname, join } from 'node:path';
import type { GoImport } from '../../codebase/go/go-file.ts';
import { moduleOf, placeOfImport, readGoModule, type GoModule } from '../../codebase/go/go-modules.ts';
import { exists } from '../../codebase/manifests/installed-packages.ts';
import type { Candidate } from '../../domain/ports.ts';
import type { ChangedGo } from './go-tree.ts';
import type { GoFault } from './go-names.ts';

const MANIFEST = /(?:^|\/)go\.(?:mod|work)$/;
const COPIED = /(?:^|\/)(?:vendor|testdata)\//;

/**
 * New imports that lead to no package: of the module's own path without a folder of Go, of other modules that no go.mod
 * requires, and without a host where the standard library has none of the name. Without a go.mod nothing is judged, nor
 * where a go.work reaches out of the project.
 */
export async function importsOfNothing(
  changed: readonly ChangedGo[],
  candidate: Candidate,
  root: string,
): Promise<readonly GoFault[]> {
  const added = changed.flatMap((one) => addedImports(one).map((imported) => ({ ...one, imported })));
  const modules = added.length === 0 ? [] : await readModules(candidate);
  const found: GoFault[] = [];
  for (const { path, text, imported } of added) {
    const own = moduleOf(path, modules);
    const what = own === null ? null : await faultOf(imported.path, { own, modules, candidate, root });
    if (what === null) continue;
    found.push({ path, text, offset: imported.offset, message: `\`${imported.path}\` ${what}` });
  }
  return found;
}

function addedImports({ before, after }: ChangedGo): readonly GoImport[] {
  const old = new Set(before?.imports.map(({ path }) => path));
  return (after?.imports ?? []).filter(({ path }) => !old.has(path));
}

async function readModules(candidate: Candidate): Promise<readonly GoModule[]> {
  const modules: GoModule[] = [];
  for (const file of (await candidate.list()).filter((path) => MANIFEST.test(path) && !COPIED.test(path))) {
    const text = String(Buffer.from((await candidate.read(file)) ?? []));
    if (file.endsWith('go.work') && /(?:^|\s)\.\.(?:\/|\s)/m.test(text)) return [];
    const module = file.endsWith('go.mod') ? readGoModule(file, text) : null;
    if (module !== null) modules.push(module);
  }
  return modules;
}

async function faultOf(
  path: string,
  {
    own,
    modules,
    candidate,
    root,
  }: {
    readonly own: GoModule;
    readonly modules: readonly GoModule[];
    readonly candidate: Candidate;
    readonly root: string;
  },
): Promise<string | null> {
  const place = placeOfImport(path, { own, modules });
  switch (place.kind) {
    case 'known':
      return null;
    case 'nowhere':
      return place.what;
    case 'own': {
      const isListed = (await candidate.list()).some(
        (file) => file.endsWith('.go') && dirname(file) === (place.folder || '.'),
      );
      // What git does not list may be generated.
      return isListed || (await exists(join(root, place.folder))) ? null : 'leads to no folder of its module';
    }
  }
}
