import { literalPattern } from '../../domain/literal-pattern.ts';
import { isStackOverflow, isTooDeepTree } from './typescript-depth.ts';
import { checkParsedFile, type SingleFile } from './typescript-single-file.ts';
import { loadTypeScript, type TypeScript } from './typescript.ts';
import { shortMessage } from './syntax-problem.ts';

/**
 * A name of a JavaScript or TypeScript text that nothing in it declares, that nothing in it uses, that is `assigned` to
 * though it is a constant or an import, or that is `repeated`: a function, a member or a key that a later one replaces.
 */
export type NameProblem = {
  readonly kind: 'undefined' | 'unused' | 'assigned' | 'repeated';
  readonly name: string;
  /** Whether the place gives the name a value. */
  readonly isWritten: boolean;
  /** The compiler's code, e.g. `TS2304`. */
  readonly code: string;
  readonly message: string;
  /** In UTF-16 code units. */
  readonly offset: number;
};

const UNDEFINED = new Set([2304, 2552, 18_004]);
/** Throws as soon as the line runs. */
const ASSIGNED = new Set([2588, 2632]);
const ANOTHER = 2300;
const REPEATED = new Set([1117, ANOTHER, 2393, 17_001]);
const UNUSED = new Set([6133, 6192, 6196, 6198, 6199]);
const NO_CHECK = /@ts-nocheck|@flow\b/;
const COMMENT_OPENER = /\/\*\*/g;
/** What the compiler says of types without a library is of no use, and takes it half of its time. */
const ONLY_NAMES = { strict: false };
const MAX_LENGTH = 500_000;
const MAX_NAME = 200;
const NAME = /^(?:[\p{ID_Start}$_][\p{ID_Continue}$]*)/u;

/**
 * The names of a text alone, without any library: what the language or a runtime declares is among the undefined ones.
 * Null where the text cannot be judged: it has syntax errors, asks not to be checked, is very long, or is nested too deeply.
 */
export async function namesIn(source: {
  readonly path: string;
  readonly text: string;
}): Promise<readonly NameProblem[] | null> {
  if (NO_CHECK.test(source.text) || source.text.length > MAX_LENGTH) return null;
  const ts = await loadTypeScript();
  try {
    const file = ts.createSourceFile(`/${source.path}`, source.text, ts.ScriptTarget.ESNext, true);
    // Over sums of ten thousand terms the checker takes minutes.
    if (isTooDeepTree(ts, file)) return null;
    const options = { jsx: ts.JsxEmit.Preserve, ...ONLY_NAMES };
    const checked = checkParsedFile(ts, { text: source.text, file }, options);
    if (checked.syntaxErrors.length > 0) return null;
    const around = readAround(source.text);
    return checked.diagnostics.flatMap((diagnostic) => problemOf(checked, around, diagnostic));
  } catch (error) {
    if (isStackOverflow(error)) return null;
    throw error;
  }
}

/** Names that the declarations of the language and of browsers give to every file. Reads four megabytes. */
export async function namesOfLibraries(): Promise<ReadonlySet<string>> {
  const ts = await loadTypeScript();
  const main = ts.getDefaultLibFilePath({});
  const folder = main.slice(0, main.lastIndexOf('/'));
  const names = new Set<string>();
  for (const path of ts.sys.readDirectory(folder, ['.d.ts'], undefined, ['lib.*.d.ts'], 1)) {
    const declared = (ts.sys.readFile(path) ?? '').matchAll(
      /^(?:declare )?(?:var|let|const|function|class|namespace|interface|type) ([\w$]+)/gm,
    );
    for (const [, name = ''] of declared) names.add(name);
  }
  return names;
}

function problemOf(
  { ts, file, text }: SingleFile,
  { isInComment, isProbed }: Around,
  { code, start = 0, messageText }: TypeScript.Diagnostic,
): readonly NameProblem[] {
  const kind = kindOf(code);
  if (kind === null || isInComment(start)) return [];
  if (code === ANOTHER && isTakenFromRequire(text, start)) return [];
  const name = NAME.exec(text.slice(start, start + MAX_NAME))?.[0] ?? '';
  const node = nodeAt(ts, file, start);
  // `a.b = 1` twice: the compiler takes the first for a declaration of the member.
  if (code === ANOTHER && ts.isPropertyAccessExpression(node.parent)) return [];
  // Types come from packages that the compiler is told of, and not from the text; to ask for one breaks nothing.
  if (kind === 'undefined' && (ts.isPartOfTypeNode(node) || isProbed(name))) return [];
  const message =
    kind === 'undefined' ? `\`${name}\` is not defined` : ts.flattenDiagnosticMessageText(messageText, ' ');
  const isWritten = isTarget(ts, node);
  return [{ kind, name, isWritten, code: `TS${code}`, message: shortMessage(message), offset: start }];
}

/** The compiler takes what a script gets by `require` for an import of its whole file, whatever block it stands in. */
function isTakenFromRequire(text: string, start: number): boolean {
  return /^[^;\n]*\}?\s*=\s*require\(/.test(text.slice(start, start + MAX_NAME));
}

/** `a = 1`, `a += 1`, `a++`, `for (a of b)`, `[a] = b`, `({ a } = b)` */
function isTarget(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return isAssignment(ts, parent) && parent.left === node;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
    return [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken].includes(parent.operator);
  if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return parent.initializer === node;
  const isPart =
    ts.isArrayLiteralExpression(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    (ts.isPropertyAssignment(parent) && parent.initializer === node);
  return isPart && isTarget(ts, parent);
}

function isAssignment(
  { SyntaxKind }: typeof TypeScript,
  { operatorToken }: TypeScript.BinaryExpression,
): boolean {
  return operatorToken.kind >= SyntaxKind.FirstAssignment && operatorToken.kind <= SyntaxKind.LastAssignment;
}

function kindOf(code: number): NameProblem['kind'] | null {
  if (UNDEFINED.has(code)) return 'undefined';
  if (ASSIGNED.has(code)) return 'assigned';
  if (REPEATED.has(code)) return 'repeated';
  return UNUSED.has(code) ? 'unused' : null;
}

/** What a text says around its names; a file of tests has hundreds that it does not declare, so that each is looked up once. */
type Around = {
  readonly isInComment: (offset: number) => boolean;
  readonly isProbed: (name: string) => boolean;
};

function readAround(text: string): Around {
  const openers = Array.from(text.matchAll(COMMENT_OPENER), ({ index }) => index);
  const probed = new Map<string, boolean>();
  return {
    /** The types in comments of JavaScript need not be declared. */
    isInComment: (offset) => {
      const opener = openers.findLast((at) => at <= offset);
      if (opener === undefined) return false;
      const end = text.indexOf('*/', opener);
      return end === -1 || end > offset;
    },
    isProbed: (name) => {
      const known = probed.get(name) ?? isProbedIn(text, name);
      probed.set(name, known);
      return known;
    },
  };
}

/** Whether a text asks whether the name is there, gives it to a page, or says in a comment that it is there. */
function isProbedIn(text: string, name: string): boolean {
  const literal = literalPattern(name);
  return new RegExp(
    `typeof\\s*\\(?\\s*${literal}(?![\\w$])|\\bexpose\\w*\\(\\s*(['"\`])${literal}\\1|/\\*\\s*(?:globals?|exported)\\b[^*]*${literal}`,
  ).test(text);
}

function nodeAt(ts: typeof TypeScript, file: TypeScript.SourceFile, offset: number): TypeScript.Node {
  const inside = (node: TypeScript.Node): TypeScript.Node | undefined =>
    ts.forEachChild(node, (child) =>
      child.getStart(file) <= offset && offset < child.end ? child : undefined,
    );
  let node: TypeScript.Node = file;
  for (let next = inside(node); next !== undefined; next = inside(next)) node = next;
  return node;
}
