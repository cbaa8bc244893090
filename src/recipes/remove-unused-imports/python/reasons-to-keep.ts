import { positionAt } from '../../../domain/text.ts';
import { lineStart, nextLine } from '../../python/lines.ts';
import { ancestorsOf, isWithin, nodesBelow, textOf, type PyNode, type PyTree } from '../../python/tree.ts';
import { commentsAbove, purposeIn } from '../purpose-comments.ts';
import { importStatements, type ImportedName } from '../../python/imports.ts';

type Reason = (tree: PyTree, name: ImportedName, path: string) => string | null;

// What these blocks hold may be there for the sake of being tried.
const SPECIAL_BLOCKS: ReadonlyMap<string, string> = new Map([
  ['try_statement', 'it stands under try'],
  ['with_statement', 'it stands under with'],
]);
const TOOL_COMMENT =
  /^#\s*(?:noqa:|type:\s*ignore|pragma:\s*no cover|isort:\s*skip|pylint:\s*disable=(?!.*unused)|fmt:|nosec)/;
const PARAMETERS = new Set(['parameters', 'typed_parameter', 'default_parameter', 'typed_default_parameter']);
const RUNNER_NAME = /^(?:setUpModule|tearDownModule|load_tests|setup_module|teardown_module|pytest_\w+)$/;
/** The files whose names pytest looks through. */
export const TEST_FILE = /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/;

const REASONS: readonly Reason[] = [
  readByPython,
  underSpecialBlock,
  sharesLine,
  commented,
  commentedAbove,
  namedInString,
  namedInTypeComment,
  shownInDoctest,
  fixture,
];

/** Why an import that looks unused stays, from its own file, or null. */
export function reasonToKeep(tree: PyTree, name: ImportedName, path: string): string | null {
  for (const reason of REASONS) {
    const found = reason(tree, name, path);
    if (found !== null) return found;
  }
  return null;
}

/** `from io import __all__` decides what a star import takes; unittest and pytest look for names of their own. */
function readByPython(_tree: PyTree, { bound }: ImportedName, path: string): string | null {
  if (/^__\w+__$/.test(bound)) return 'Python itself reads that name';
  const isTest = TEST_FILE.test(path) && /^(?:Test|test_)/.test(bound);
  return isTest || RUNNER_NAME.test(bound) ? 'a test runner may look for that name' : null;
}

function underSpecialBlock(_tree: PyTree, { statement }: ImportedName): string | null {
  for (const node of ancestorsOf(statement)) {
    const reason = SPECIAL_BLOCKS.get(node.type);
    if (reason !== undefined) return reason;
    if (node.type === 'function_definition') return null;
  }
  return null;
}

function sharesLine({ text }: PyTree, { statement }: ImportedName): string | null {
  const before = text.slice(lineStart(text, statement.start), statement.start);
  const after = text.slice(statement.end, nextLine(text, statement.end));
  return before.trim() === '' && !/^[ \t]*;/.test(after) ? null : 'it shares its line with another statement';
}

/** "registers the codecs", "for side effects": only comments for tools may go. */
function commented(tree: PyTree, { statement, node }: ImportedName): string | null {
  const { text } = tree;
  const ends = statement.end <= nextLine(text, node.end) ? [node.end, statement.end] : [node.end];
  const comments = ends.map((end) => /#.*/.exec(text.slice(end, nextLine(text, end)))?.[0] ?? null);
  const comment = comments.find((found) => found !== null && !TOOL_COMMENT.test(found));
  return comment === undefined || comment === null
    ? null
    : `its comment may be the reason for it: ${comment.trim()}`;
}

/** "# Keep OrderedDict for backwards compatibility" over the import, over its block, or among its names. */
function commentedAbove(tree: PyTree, { statement }: ImportedName): string | null {
  const all = [...nodesBelow(tree.root)].filter(({ type }) => type === 'comment');
  const inside = all.filter((comment) => isWithin(statement, comment)).map((node) => textOf(tree, node));
  const known = { imports: importStatements(tree), comments: all };
  const purpose = purposeIn([...inside, ...commentsAbove(tree.text, statement, known)]);
  return purpose === null ? null : `a comment may give a reason for it: ${purpose}`;
}

/** `__all__` in whatever way it is built, `getattr`, `pytest.mark.usefixtures`. */
function namedInString(tree: PyTree, { bound }: ImportedName): string | null {
  const found = stringsOf(tree).find((node) =>
    new RegExp(`^[a-z]*(['"]+)${bound}\\1$`, 'i').test(textOf(tree, node)),
  );
  return found === undefined ? null : `a string names it at line ${lineOf(tree, found)}`;
}

function namedInTypeComment(tree: PyTree, { bound }: ImportedName): string | null {
  const pattern = new RegExp(String.raw`^#\s*type:.*\b${bound}\b`);
  const found = [...nodesBelow(tree.root)].find(
    (node) => node.type === 'comment' && pattern.test(textOf(tree, node)),
  );
  return found === undefined ? null : `a type comment names it at line ${lineOf(tree, found)}`;
}

function shownInDoctest(tree: PyTree, { bound }: ImportedName): string | null {
  const pattern = new RegExp(String.raw`^\s*(?:>>>|\.\.\.).*\b${bound}\b`, 'm');
  const found = stringsOf(tree).find((node) => pattern.test(textOf(tree, node)));
  return found === undefined ? null : `an example in the text at line ${lineOf(tree, found)} uses it`;
}

/** pytest finds fixtures by the names of parameters, and takes any from a conftest.py. */
function fixture(tree: PyTree, { bound, statement }: ImportedName, path: string): string | null {
  if (!TEST_FILE.test(path) || statement.type !== 'import_from_statement') return null;
  if (/(?:^|\/)conftest\.py$/.test(path)) return 'pytest may take it from a conftest.py';
  const isParameter = (tree.identifiers.get(bound) ?? []).some(({ parent }) =>
    PARAMETERS.has(parent?.type ?? ''),
  );
  return isParameter ? 'it may be a fixture: a parameter has its name' : null;
}

function stringsOf(tree: PyTree): readonly PyNode[] {
  return [...nodesBelow(tree.root)].filter(({ type }) => type === 'string');
}

function lineOf(tree: PyTree, node: PyNode): number {
  return positionAt(tree.text, node.start).line;
}
