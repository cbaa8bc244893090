import type { FileFacts } from '../file-facts.ts';
import { tryTree, type Tree } from '../../languages/tree-sitter.ts';
import { calledImports, importsOf } from './python-imports.ts';
import { walkPython, type PythonWalk } from './python-walk.ts';
import { linedText, symbolFact, type FoundSymbol } from './symbol-fact.ts';

type PythonFile = { readonly path: string; readonly text: string };

/** What is known of a Python text that has no tree. */
export const NO_PYTHON_FACTS: FileFacts = { language: 'python', symbols: [], imports: [], hasErrors: true };

/** The facts of a Python file by tree-sitter's tree; without symbols where the parser gives none. */
export async function pythonFacts(file: PythonFile): Promise<FileFacts> {
  const result = await tryTree({ language: 'python', text: file.text }, (tree) => factsOfTree(file, tree));
  return result.kind === 'parsed' ? result.value : NO_PYTHON_FACTS;
}

/** The facts of a Python file for who has its tree. */
export function factsOfTree({ path, text }: PythonFile, tree: Tree): FileFacts {
  const source = linedText(text, '#');
  const walk = walkPython(source, tree);
  const { hasError: hasErrors } = tree.rootNode;
  const imports = [...importsOf(source, walk.imports, isPackageFile(path)), ...calledImports(source)];
  const symbols = walk.found.map((found) => symbolFact(source, withCustom(found, walk)));
  return { language: 'python', symbols, imports: imports.toSorted((a, b) => a.line - b.line), hasErrors };
}

/** `__all__` decides what a module gives; without one, and inside of classes, a leading underscore hides. */
function withCustom(found: FoundSymbol, { listed, hidden }: PythonWalk): FoundSymbol {
  if (hidden.has(found)) return { ...found, isExported: false };
  const outermost = found.within === '' ? found.name : (found.within.split('.')[0] ?? '');
  const isGiven = listed === null ? !isPrivate(outermost) : listed.has(outermost);
  const parts = found.within === '' ? [] : [...found.within.split('.').slice(1), found.name];
  return { ...found, isExported: isGiven && !parts.some(isPrivate) };
}

function isPrivate(name: string): boolean {
  return name.startsWith('_') && !/^__\w+__$/.test(name);
}

function isPackageFile(path: string): boolean {
  return /(?:^|[/\\])__init__\.pyi?$/.test(path);
}
