import { ruffFormatted } from '../../codebase/languages/ruff.ts';
import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import { lostComment } from './comments.ts';
import { layoutFreeForm } from './layout-free-form.ts';
import { indentationAt, newlineOf } from './lines.ts';
import { firstDifference } from './normal-form.ts';
import { ancestorsOf, nodesBelow, parsePython, type PyNode, type PyTree } from './tree.ts';

/** Offsets of a text whose statements may have grown too long, and how wide a line may be. */
type Grown = { readonly offsets: readonly number[]; readonly width: number };

/** The text with the statements at some offsets laid out by ruff where they are wider than a line may be. */
export async function wrappedAt(text: string, { offsets, width }: Grown): Promise<string> {
  const tree = await parsePython(text);
  if (tree === null) return text;
  const statements = new Set(offsets.flatMap((offset) => statementAt(tree, offset) ?? []));
  const edits: TextEdit[] = [];
  for (const statement of statements) {
    const edit = await wrapped(tree, statement, width);
    if (edit !== null) edits.push(edit);
  }
  return applyTextEdits(text, edits);
}

/** The same, or the text as it is where that would be another program. */
export async function laidOut(text: string, grown: Grown): Promise<string> {
  const after = await wrappedAt(text, grown);
  if (after === text) return text;
  const [before, tree] = [await parsePython(text), await parsePython(after)];
  if (before === null || tree === null) return text;
  const [form, now] = [layoutFreeForm(before, before.root), layoutFreeForm(tree, tree.root)];
  return firstDifference(form, now) === null && lostComment(before, tree) === null ? after : text;
}

const AROUND_STATEMENTS = /^(?:block|module|decorated_definition)$/;

function statementAt(tree: PyTree, offset: number): PyNode | null {
  const around = [...nodesBelow(tree.root, ({ start, end }) => start <= offset && offset < end)];
  const innermost = around.findLast(({ start, end }) => start <= offset && offset < end);
  const chain = innermost === undefined ? [] : [innermost, ...ancestorsOf(innermost)];
  return chain.find(({ parent }) => parent !== null && AROUND_STATEMENTS.test(parent.type)) ?? null;
}

const MADE_UP_BODY = 'pass';

/** The statement, or the head of one with a block, on lines that are no wider; null where it is narrow or stays as it is. */
async function wrapped(tree: PyTree, statement: PyNode, width: number): Promise<TextEdit | null> {
  const { text } = tree;
  const { start } = statement;
  const block = statement.children.find(({ type }) => type === 'block');
  const colon = statement.children.findLast((one) => one.type === ':' && one.start < (block?.start ?? 0));
  if (block !== undefined && colon === undefined) return null;
  const end = colon?.end ?? statement.end;
  const indent = indentationAt(text, start);
  const code = text.slice(start, end);
  const [first = '', ...rest] = code.split(/\r?\n/);
  if (indent === null || rest.length > 0 || indent.length + first.length <= width) return null;
  const unit = unitOf(tree);
  const layout = { width: Math.max(1, width - indent.length), indent: unit };
  const whole = block === undefined ? code : `${code}\n${unit}${MADE_UP_BODY}`;
  try {
    const lines = (await ruffFormatted(`${whole}\n`, layout)).trimEnd().split('\n');
    const kept = block === undefined ? lines : lines.slice(0, -1);
    const newText = kept.map((line, at) => (at === 0 ? line : indent + line)).join(newlineOf(text));
    return { start, end, newText };
  } catch {
    return null;
  }
}

/** What the first block of the file is indented by. */
function unitOf({ text, root }: PyTree): string {
  const block = [...nodesBelow(root)].find(({ type }) => type === 'block');
  const indent = block === undefined ? null : indentationAt(text, block.start);
  return indent === null || indent === '' ? '    ' : indent;
}
