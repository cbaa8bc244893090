import { tryTree, type Node } from '../languages/tree-sitter.ts';

const IMPORTS = ['import_statement', 'import_from_statement', 'call'];
/** A call that imports a module by its whole name: a relative one may be meant from anywhere. */
const IMPORTING_CALL = /^(?:(?:importlib\s*\.\s*)?import_module|__import__)\(\s*['"][^.]/;
const MAX_HEAD = 100;
const EXPECTED = /\b(?:suppress|raises|assertRaises\w*)\(/;
const SURVIVED = /\b(?:ImportError|ModuleNotFoundError|Exception|BaseException)\b|^except\s*:/;
/** A condition that tells interpreters and systems apart: one of its branches is for another. */
const ELSEWHERE = /\b(?:version_info|PY[23]\d*|sys\.platform|os\.name|implementation)\b/;
const CHECKED_FOR = /\b(?:importorskip|find_spec)\(\s*['"](\w+)/g;

/**
 * The lines, counted from 1, of the import statements and importing calls of a Python text that have to succeed when it runs: not those
 * whose failure the text survives (`try … except ImportError`), nor those that only type checkers or
 * other interpreters read.
 */
export async function firmPythonImports(text: string): Promise<ReadonlySet<number>> {
  const result = await tryTree({ language: 'python', text }, ({ rootNode }) =>
    rootNode
      .descendantsOfType(IMPORTS)
      .flatMap((node) =>
        node !== null && isImport(node) && !isGuarded(node) ? [node.startPosition.row + 1] : [],
      ),
  );
  return new Set(result.kind === 'parsed' ? result.value : []);
}

/** The top-level modules that a text asks for before it imports them. */
export function checkedModules(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(CHECKED_FOR), ([, name = '']) => name));
}

function isImport(node: Node): boolean {
  return node.type !== 'call' || IMPORTING_CALL.test(node.text.slice(0, MAX_HEAD));
}

function isGuarded(node: Node): boolean {
  for (let inner = node, outer = node.parent; outer !== null; inner = outer, outer = outer.parent) {
    if (guards(outer, inner)) return true;
  }
  return false;
}

/** Whether a statement lets an import in one of its parts fail, or keeps it from running. */
function guards(statement: Node, part: Node): boolean {
  switch (statement.type) {
    case 'try_statement':
      return part.type === 'block' ? survivesFailure(statement) : isFallback(part);
    case 'if_statement':
      return (
        ELSEWHERE.test(conditionOf(statement)) ||
        (part.type === 'block' && /\bTYPE_CHECKING\b/.test(conditionOf(statement)))
      );
    case 'with_statement':
      return EXPECTED.test(headOf(statement)) && SURVIVED.test(headOf(statement));
    default:
      return false;
  }
}

function survivesFailure(statement: Node): boolean {
  return statement.namedChildren.some((child) => child !== null && isFallback(child));
}

function isFallback(part: Node): boolean {
  return /^except_(?:group_)?clause$/.test(part.type) && SURVIVED.test(headOf(part));
}

function conditionOf(statement: Node): string {
  return statement.childForFieldName('condition')?.text ?? '';
}

/** What stands before the block of a statement. */
function headOf(statement: Node): string {
  const block = statement.namedChildren.find((child) => child?.type === 'block');
  const length = (block?.startIndex ?? statement.endIndex) - statement.startIndex;
  return statement.text.slice(0, length).trimEnd();
}
