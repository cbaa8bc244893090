import { isBuiltin } from 'node:module';
import type { FileFacts, ImportFact } from '../../codebase/index/file-facts.ts';
import { foldersAbove } from '../../codebase/index/imports/listing.ts';
import { pythonStdlib } from '../../codebase/index/imports/python-stdlib.ts';
import { nodeModuleHas } from '../../codebase/node-library/node-library.ts';
import { isCertain } from '../../codebase/offered-names/names-of-modules.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import { pythonLibrary } from '../../codebase/python-library/python-library.ts';
import type { Lookup } from '../vanished/importers.ts';
import { memberUse } from '../vanished/module-members.ts';
import type { Finding } from '../gates/text-guard.ts';

/** A changed file after the change, and the members that it reads now and did not before. */
export type ChangedFile = {
  readonly path: string;
  readonly text: string;
  readonly facts: FileFacts;
  readonly members: readonly string[];
  /** Those that it did not read as members before, whatever else bore their names: of the libraries every name is known. */
  readonly reads: readonly string[];
};

/** Python that runs on 2 as well asks for what only one of them has. */
const TWO_PYTHONS = /\b(?:PY2|PY3|version_info|six)\b/;
const SCRIPT = /\.[cm]?jsx?$/;

/** Members of whole modules that those do not have: of the standard libraries, and of the project's own. */
export async function moduleInventions(
  file: ChangedFile,
  lookup: () => Promise<Lookup>,
): Promise<readonly Finding[]> {
  const { path, text, facts, members } = file;
  const found: Finding[] = [];
  for (const imported of facts.imports) {
    const name = imported.names.includes('*') ? '*' : imported.names.includes('default') ? 'default' : null;
    if (name === null || imported.specifier.includes('?')) continue;
    const isOfLibrary = isOfLibraries(path, imported.specifier);
    const asked = isOfLibrary ? [...file.reads, ...membersOfParts(file)] : members;
    const use = memberUse({ path, text, imported, name }, asked);
    if (use === null) continue;
    const lacking = await lackingOf({ ...file, members: asked }, imported, lookup);
    const invented = lacking === null ? null : memberUse({ path, text, imported, name }, lacking);
    if (invented !== null)
      found.push({
        path,
        line: invented.line,
        message: `\`${imported.specifier}\` has no \`${invented.name}\`. Use what it has, or define it.`,
      });
  }
  return found;
}

function isOfLibraries(path: string, specifier: string): boolean {
  return path.endsWith('.py') ? isOfPythonLibrary(specifier) : isBuiltin(specifier);
}

function isOfPythonLibrary(specifier: string): boolean {
  return pythonStdlib().has(specifier.split('.')[0] ?? '');
}

/** In Python `path.join` for `os.path.join`: a module of the library may be the member of another. */
function membersOfParts({ path, text, reads }: ChangedFile): readonly string[] {
  if (!path.endsWith('.py')) return [];
  return reads.flatMap((name) =>
    Array.from(
      text.matchAll(new RegExp(String.raw`\.(\w+\.${literalPattern(name)})(?!\w)`, 'g')),
      ([, part = '']) => part,
    ),
  );
}

/** Those of the members that a module surely lacks; null where nobody can tell. */
async function lackingOf(
  { path, text, members }: ChangedFile,
  imported: ImportFact,
  lookup: () => Promise<Lookup>,
): Promise<readonly string[] | null> {
  const { specifier } = imported;
  if (path.endsWith('.py') && isOfPythonLibrary(specifier)) {
    if (TWO_PYTHONS.test(text)) return null;
    const { moduleHas } = await pythonLibrary();
    const lacking = members.filter((name) => {
      const [last = '', part] = name.split('.').toReversed();
      return moduleHas(part === undefined ? specifier : `${specifier}.${part}`, last) === false;
    });
    return lacking.length === 0 || (await isOfProject(path, imported, lookup)) ? null : lacking;
  }
  if (isBuiltin(specifier))
    return SCRIPT.test(path) ? members.filter((name) => nodeModuleHas(specifier, name) === false) : null;
  if (!imported.names.includes('*')) return null;
  const { now, namesOf } = await lookup();
  const [edge, ...others] = now.edges(path, imported);
  if (edge === undefined || others.length > 0 || !isCertain(edge) || edge.resolved.path === null) return null;
  const offered = await namesOf(edge.resolved.path);
  const folder = /^(?:.*\/)?(?=__init__\.pyi?$)/.exec(edge.resolved.path)?.[0];
  // In a package a member may be one of its modules.
  return offered === null || folder !== undefined
    ? null
    : members.filter((name) => !name.includes('.') && !offered.has(name) && !(name in Object.prototype));
}

/** Whether a file of the project has the name of a module of the library, where Python would find it first. */
async function isOfProject(
  path: string,
  imported: ImportFact,
  lookup: () => Promise<Lookup>,
): Promise<boolean> {
  const { now, tree } = await lookup();
  if (now.edges(path, imported).some(({ resolved }) => resolved.path !== null)) return true;
  const { has } = tree.listing;
  const module = imported.specifier.replaceAll('.', '/');
  return foldersAbove(path)
    .filter((folder) => !has(`${folder}__init__.py`))
    .some((folder) => has(`${folder}${module}.py`) || has(`${folder}${module}/__init__.py`));
}
