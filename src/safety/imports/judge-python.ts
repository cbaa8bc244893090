import { join } from 'node:path';
import { checkedModules, firmPythonImports } from '../../codebase/firm-imports/python-firm.ts';
import { createImportResolver, type EdgeResolver } from '../../codebase/index/imports/import-resolver.ts';
import { foldersAbove } from '../../codebase/index/imports/listing.ts';
import { pythonStdlib } from '../../codebase/index/imports/python-stdlib.ts';
import { isInstalledForPython } from '../../codebase/manifests/installed-packages.ts';
import { isPythonLock, lockedPattern } from '../../codebase/manifests/lock-files.ts';
import { distributionsOf, importNameOf, isDeclared } from '../../codebase/manifests/python-distributions.ts';
import {
  isPythonManifest,
  readPythonManifests,
  scriptRequirements,
  type PythonManifests,
} from '../../codebase/manifests/python-manifests.ts';
import { createNamesOfModules } from '../../codebase/offered-names/names-of-modules.ts';
import { nearestModules } from '../../codebase/nearest-names.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import type { AddedImport } from './added-imports.ts';
import type { JudgeImport, Unknown } from './judge-import.ts';
import type { JudgedTree } from './judged-tree.ts';
import { judgeNames } from './lacking-names.ts';
import { meantNames } from './meant-names.ts';
import { isBesideProject } from './side-folders.ts';

type Project = {
  readonly tree: JudgedTree;
  readonly resolver: EdgeResolver;
  readonly manifests: PythonManifests;
  readonly sources: readonly string[];
};

const NOTEBOOK = /\.ipynb\.py$/;
const SOURCE = /\.py[ixw]?$/;
/** CPython's own tests and private modules are not listed with its library. */
const PRIVATE = /^(?:_|test\.)/;

/** Gone from the library since Python 3; projects say in their classifiers that they still run on 2. */
const PYTHON_2 =
  /^(?:__builtin__|anydbm|BaseHTTPServer|CGIHTTPServer|commands|ConfigParser|cookielib|Cookie|copy_reg|cPickle|cStringIO|htmlentitydefs|HTMLParser|httplib|Queue|robotparser|SimpleHTTPServer|SocketServer|StringIO|thread|Tkinter|tkMessageBox|urllib2|urlparse|UserDict|xmlrpclib)$/;
const FOR_PYTHON_2 = /Python :: 2\b/;

/** What Python in a browser has besides its library. */
const OF_PYODIDE = /^(?:js|pyodide|pyodide_js|micropip)$/;
const IN_BROWSER = /\b(?:pyodide|pyscript|emscripten)\b/i;

/** Judges imports of Python by the modules of the tree, what its manifests declare, and the standard library. */
export async function createPythonJudge(tree: JudgedTree): Promise<JudgeImport> {
  const { root, paths, readText } = tree;
  const sources = paths.filter((path) => SOURCE.test(path));
  const texts = new Map<string, string>();
  for (const path of paths.filter(isPythonManifest)) texts.set(path, (await readText(path)) ?? '');
  const resolver = await createImportResolver({ root, paths: sources, readText });
  const project = { tree, resolver, sources, manifests: readPythonManifests(texts) };
  const namesOf = createNamesOfModules({
    listing: tree.listing,
    readText: tree.readSettled,
    edges: async (...asked) => resolver.edges(...asked),
  });
  return async (added) => {
    const { path, imported, isNewModule } = added;
    const isRelative = imported.specifier.startsWith('.');
    const judgeModule = isRelative ? judgeRelative : judgeAbsolute;
    const unknown = isNewModule ? await judgeModule(project, added) : null;
    if (unknown !== null || (!isRelative && mayBeInstalled(project, imported.specifier))) return unknown;
    const edges = resolver.edges(path, imported);
    if (edges.every(({ resolved }) => resolved.state === 'builtin'))
      return FOR_PYTHON_2.test(project.manifests.text) ? null : judgeLibraryNames(added);
    return judgeNames(added, {
      edges,
      namesOf,
      isThere: (module, name) => isSubmodule(project, module, name),
    });
  };
}

/** Names that no version of a module of the standard library has. */
async function judgeLibraryNames({ imported, newNames }: AddedImport): Promise<Unknown | null> {
  const { pythonLibrary } = await import('../../codebase/python-library/python-library.ts');
  const { moduleHas } = await pythonLibrary();
  const invented = newNames.find((name) => name !== '*' && moduleHas(imported.specifier, name) === false);
  return invented === undefined ? null : { what: `has no \`${invented}\``, meant: [] };
}

/** Whether a module may be of a package that the project declares, and only named like a file of it. */
function mayBeInstalled({ manifests, tree }: Project, specifier: string): boolean {
  const [top = ''] = specifier.split('.');
  const isInside = tree.listing.endingIn(`${top}/__init__.py`).length > 0;
  return !isInside && (isDeclared(specifier, manifests.names) || isMentioned(manifests, specifier));
}

/** In a package a name may be one of its modules, even one that a build makes. */
async function isSubmodule(project: Project, module: string, name: string): Promise<boolean> {
  const folder = /^(?:.*\/)?(?=__init__\.pyi?$)/.exec(module)?.[0];
  return folder !== undefined && isMade(project, folder + name);
}

async function judgeRelative(project: Project, { path, imported }: AddedImport): Promise<Unknown | null> {
  const lost = project.resolver.edges(path, imported).filter(({ resolved }) => resolved.path === null);
  const dots = /^\.+/.exec(imported.specifier)?.[0].length ?? 1;
  const folder = foldersAbove(path)[dots - 1];
  const module = imported.specifier.slice(dots).replaceAll('.', '/');
  for (const { names } of lost) {
    // `from . import a, b` asks for modules by their names, `from .m import a` for the module.
    for (const stem of module === '' ? names : [module]) {
      const at = folder === undefined ? null : folder + stem;
      if (at !== null && (await isMade(project, at))) continue;
      return { what: 'leads to no file', meant: nearestModules(at ?? stem, project.sources) };
    }
  }
  return null;
}

async function judgeAbsolute(project: Project, added: AddedImport): Promise<Unknown | 'no-manifest' | null> {
  const { path, imported } = added;
  const { manifests, resolver, tree, sources } = project;
  const { specifier } = imported;
  const [top = ''] = specifier.split('.');
  const edges = resolver.edges(path, imported);
  if (edges.some(({ resolved }) => resolved.path !== null || resolved.state === 'builtin')) return null;
  if (PRIVATE.test(specifier)) return null;
  if (PYTHON_2.test(top) && FOR_PYTHON_2.test(manifests.text)) return null;
  if (OF_PYODIDE.test(top) && IN_BROWSER.test(`${path}\n${added.text}`)) return null;
  // The manifests name the project's own package as well: that says nothing of the modules in it.
  if (mayBeInstalled(project, specifier)) return null;
  if (await isElsewhere(project, specifier)) return null;
  const isOwn = edges.some(({ resolved }) => resolved.state === 'unresolved');
  // Of its own package every module has to be there; of others it is enough that somebody imports them.
  if (await isUsed(tree, isOwn ? specifier : top)) return null;
  if (checkedModules(added.text).has(top) || isDeclared(specifier, scriptRequirements(added.text)))
    return null;
  if (!isOwn && (await isOptional(added.text, top))) return null;
  if (isOwn) {
    return { what: 'leads to no file', meant: nearestModules(specifier.replaceAll('.', '/'), sources) };
  }
  const folders = foldersAbove(path).map((folder) => join(tree.root, folder));
  if (await isInstalledForPython(folders, top)) return null;
  if (await tree.someBefore(isPythonLock, lockedPattern(distributionsOf(specifier)))) return null;
  const isDeclaring = (folder: string): boolean => manifests.declaring.has(folder);
  if (!foldersAbove(path).some(isDeclaring) || isBesideProject(path, tree.listing, isDeclaring))
    return 'no-manifest';
  if (NOTEBOOK.test(path) && !(await isKnownOfNotebook(project, added))) return 'no-manifest';
  const what = 'is no file of the project, no package that it declares, and not in the standard library';
  return { what, meant: meantNames(top, knownNames(project)) };
}

/** Whether a notebook lacks a package for certain: it keeps all others declared, and no other notebook has it. */
async function isKnownOfNotebook(project: Project, { path, text, imported }: AddedImport): Promise<boolean> {
  const { mustBeDeclared } = await import('./notebook-packages.ts');
  const [top = ''] = imported.specifier.split('.');
  const notebook = { path: path.replace(/\.py$/, ''), text };
  if (!(await mustBeDeclared(notebook, top, (one) => mayBeInstalled(project, one)))) return false;
  const inCell = new RegExp(String.raw`^\s*"\s*(?:from|import)\s+${literalPattern(top)}(?!\w)`, 'm');
  return !(await project.tree.someBefore((one) => one.endsWith('.ipynb'), inCell));
}

/** A module that no source of the tree is, and that a build makes: of C, Cython, Rust, protobuf, or by a manifest's word. */
async function isMade({ tree, manifests }: Project, stem: string): Promise<boolean> {
  const { listing, paths, isUnlisted } = tree;
  const name = stem.slice(stem.lastIndexOf('/') + 1);
  const folder = stem.slice(0, stem.lastIndexOf('/') + 1);
  const made = name.replace(/_pb2(?:_grpc)?$/, '');
  if (listing.hasFolder(`${stem}/`)) return true;
  if (listing.filesIn(folder).some((path) => path.startsWith(`${stem}.`))) return true;
  if (made !== name && paths.some((path) => path.endsWith(`${made}.proto`))) return true;
  if (mentionsModule(manifests.text, name)) return true;
  return (await isUnlisted(`${stem}.py`)) || (await isUnlisted(`${stem}/`)) || isUnlisted(`${stem}.so`);
}

function mentionsModule(text: string, name: string): boolean {
  return new RegExp(`[./"']${literalPattern(name)}(?:\\.py\\b|["'])`).test(text);
}

function isMentioned({ mentions }: PythonManifests, specifier: string): boolean {
  const names = distributionsOf(specifier).map((name) => literalPattern(name).replaceAll('-', '[-_.]'));
  return new RegExp(`(?<![\\w.-])(?:${names.join('|')})(?![\\w-])`, 'i').test(mentions);
}

/** In some folder that is put on the path of modules when the program is started. */
async function isElsewhere(project: Project, specifier: string): Promise<boolean> {
  const { listing, paths } = project.tree;
  const relative = specifier.replaceAll('.', '/');
  const files = [`${relative}.py`, `${relative}/__init__.py`, `${relative}.pyi`, `${relative}.pyx`];
  if (files.some((file) => listing.endingIn(file).length > 0)) return true;
  const folders = listing.foldersEndingIn(relative);
  if (folders.some((folder) => listing.filesIn(folder).some((path) => SOURCE.test(path)))) return true;
  if (!relative.includes('/')) return false;
  const [parent = ''] = listing.foldersEndingIn(relative.slice(0, relative.lastIndexOf('/')));
  const name = relative.slice(relative.lastIndexOf('/') + 1);
  return parent !== '' && paths.length > 0 && isMade(project, parent + name);
}

/** Whether the text itself tries elsewhere whether there is such a module: it knows that it may be missing. */
async function isOptional(text: string, module: string): Promise<boolean> {
  const imported = importOf(module);
  const lines = text.split('\n').flatMap((line, index) => (imported.test(line) ? [index + 1] : []));
  if (lines.length < 2) return false;
  const firm = await firmPythonImports(text);
  return lines.some((line) => !firm.has(line));
}

function importOf(module: string): RegExp {
  return new RegExp(`^\\s*(?:from|import)\\s+${literalPattern(module)}(?![\\w-])`, 'm');
}

async function isUsed(tree: JudgedTree, module: string): Promise<boolean> {
  return tree.someBefore((path) => SOURCE.test(path), importOf(module));
}

function knownNames({ manifests, sources }: Project): readonly string[] {
  const packages = sources.flatMap((path) => /([^/]+)\/__init__\.py$/.exec(path)?.[1] ?? []);
  return [...pythonStdlib(), ...[...manifests.names].map(importNameOf), ...packages];
}
