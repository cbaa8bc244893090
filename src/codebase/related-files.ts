import { decodeText } from '../domain/text.ts';
import type { SourceTree } from '../domain/ports.ts';

const SCRIPT_IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)['"](\.{1,2}\/[^'"]+)['"]/g;
const PYTHON_IMPORT =
  /^[ \t]*(?:from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+([^#\n]+)|import[ \t]+([\w.]+(?:[ \t]*,[ \t]*[\w.]+)*))/gm;
const SCRIPT_ENDINGS = ['', '.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '/index.ts', '/index.js'];

/** The files of the tree that the given files import directly (Python, JavaScript, TypeScript), without the files themselves. */
export async function relatedFiles(paths: readonly string[], tree: SourceTree): Promise<readonly string[]> {
  const known = new Set(await tree.list());
  const related = new Set<string>();
  for (const path of paths) {
    const bytes = await tree.read(path);
    const decoded = bytes === null ? null : decodeText(bytes);
    if (decoded?.kind !== 'text') continue;
    for (const imported of importsOf(path, decoded.text, known)) related.add(imported);
  }
  return [...related].filter((path) => !paths.includes(path)).toSorted();
}

function importsOf(path: string, text: string, known: ReadonlySet<string>): readonly string[] {
  if (path.endsWith('.py')) return pythonImports(path, text, known);
  if (/\.[cm]?[jt]sx?$/.test(path)) return scriptImports(path, text, known);
  return [];
}

function scriptImports(path: string, text: string, known: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  for (const match of text.matchAll(SCRIPT_IMPORT)) {
    const base = joinPath(folderOf(path), match[1] ?? '');
    const bases = [base, base.replace(/\.([cm]?)js(x?)$/, '.$1ts$2')];
    const file = bases
      .flatMap((start) => SCRIPT_ENDINGS.map((ending) => start + ending))
      .find((name) => known.has(name));
    if (file !== undefined) found.push(file);
  }
  return found;
}

function pythonImports(path: string, text: string, known: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  for (const match of text.matchAll(PYTHON_IMPORT)) {
    const modules =
      match[3]?.split(',').map((name) => name.trim()) ?? fromModules(match[1] ?? '', match[2] ?? '');
    for (const module of modules) found.push(...pythonModuleFiles(path, module, known));
  }
  return found;
}

/** `from a import b` may name the module `a.b` or a name inside `a`. */
function fromModules(module: string, names: string): readonly string[] {
  const separator = module === '' || module.endsWith('.') ? '' : '.';
  const imported = names
    .replaceAll(/[()]/g, '')
    .split(',')
    .map((name) => name.trim().split(/\s/)[0] ?? '');
  return [
    module,
    ...imported.filter((name) => /^\w+$/.test(name)).map((name) => `${module}${separator}${name}`),
  ];
}

function pythonModuleFiles(path: string, module: string, known: ReadonlySet<string>): readonly string[] {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const parts = module
    .slice(dots)
    .split('.')
    .filter((part) => part !== '');
  if (parts.length === 0) return [];
  const relative =
    dots === 0 ? [] : [joinPath(folderOf(path), `${'../'.repeat(dots - 1)}${parts.join('/')}`)];
  const bases =
    dots === 0
      ? ['', 'src/', folderOf(path) === '' ? '' : `${folderOf(path)}/`].map((base) => base + parts.join('/'))
      : relative;
  const file = bases.flatMap((base) => [`${base}.py`, `${base}/__init__.py`]).find((name) => known.has(name));
  return file === undefined ? [] : [file];
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function joinPath(folder: string, relative: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
