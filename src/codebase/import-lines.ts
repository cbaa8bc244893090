import { languageOf } from '../domain/language.ts';
import { tryTree, type Node } from './languages/tree-sitter.ts';

const IMPORT_TYPE = /^(?:import_|future_import|use_declaration|using_directive|preproc_include)/;
const REQUIRE = /^(?:const|let|var)\s[^;]*=\s*require\(\s*['"][^'"]*['"]\s*\);?$/;

/** The lines, counted from 1, that hold top-level imports and nothing else; empty where the language has no grammar. */
export async function importLinesOf(path: string, text: string): Promise<ReadonlySet<number>> {
  const language = languageOf(path);
  if (language === null) return new Set();
  const result = await tryTree({ language, text }, (tree) => linesOfImports(tree.rootNode));
  return result.kind === 'parsed' ? result.value : new Set();
}

function linesOfImports(root: Node): ReadonlySet<number> {
  const imports = new Set<number>();
  const others = new Set<number>();
  for (const node of root.children) {
    if (node === null || node.type === 'comment' || !node.isNamed) continue;
    const lines = isImport(node) ? imports : others;
    for (let row = node.startPosition.row; row <= node.endPosition.row; row++) lines.add(row + 1);
  }
  return new Set([...imports].filter((line) => !others.has(line)));
}

function isImport(node: Node): boolean {
  return IMPORT_TYPE.test(node.type) || REQUIRE.test(node.text);
}
