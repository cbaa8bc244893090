import type { RuffDiagnostic } from '../../codebase/languages/ruff.ts';
import type { TextEdit } from '../../domain/text-edit.ts';
import {
  ancestorsOf,
  childIn,
  nodesBelow,
  parsePython,
  textOf,
  type PyNode,
  type PyTree,
} from '../python/tree.ts';
import { readFormatCall } from './format-call.ts';
import { readPercent } from './percent.ts';
import { formOf, holds, piecesOfLiteral, stringsOf, valueForm, withoutBrackets } from './pieces.ts';

/** A formatting that becomes an f-string, with the form that both must have, or one that is left. */
export type Candidate =
  | { readonly kind: 'rewritten'; readonly node: PyNode; readonly edit: TextEdit; readonly form: string }
  | { readonly kind: 'left'; readonly node: PyNode; readonly reason: string };

const LOGGING =
  /(?:^|\.)(?:log|logger|logging|_log|_logger|LOG|LOGGER)\.(?:debug|info|warn|warning|error|exception|critical|fatal|log)$/;
const TRANSLATION =
  /(?:^|\.)(?:_|_l|_n|n?gettext(?:_lazy)?|ugettext(?:_lazy)?|[pn]{1,2}gettext(?:_lazy)?|lazy_gettext|tr|trans)$/;
const SIMPLE = new Set(['identifier', 'attribute', 'integer', 'float', 'string', 'true', 'false', 'none']);
const RISKY = ['comment', 'await', 'yield', 'named_expression'];

/** What ruff would write as f-strings, each compared with the call that it stands for. */
export async function formatCalls(
  tree: PyTree,
  findings: readonly RuffDiagnostic[],
): Promise<readonly Candidate[]> {
  const calls = [...nodesBelow(tree.root)].filter(({ type }) => type === 'call');
  const candidates: Candidate[] = [];
  for (const { start, end, fix } of findings) {
    const node = calls.find((call) => call.start === start && call.end === end);
    const [edit, ...others] = fix ?? [];
    if (node === undefined || edit === undefined || others.length > 0) continue;
    const form = await formOfCall(tree, node, edit);
    if (typeof form === 'string') candidates.push({ kind: 'left', node, reason: form });
    else candidates.push({ kind: 'rewritten', node, edit, form: form.form });
  }
  return candidates;
}

/** Every `%` on a literal. */
export function percentOperations(tree: PyTree): readonly Candidate[] {
  const operations = [...nodesBelow(tree.root)].filter((node) => {
    const owner = childIn(node, 'left');
    const operator = childIn(node, 'operator');
    return (
      node.type === 'binary_operator' && owner !== null && operator?.type === '%' && stringsOf(owner) !== null
    );
  });
  return operations.map((node): Candidate => {
    const read = readPercent(tree, node);
    const context = contextReason(tree, node);
    if (context !== null) return { kind: 'left', node, reason: context };
    if (read.kind === 'left') return { kind: 'left', node, reason: read.reason };
    const edit = { start: node.start, end: node.end, newText: read.text };
    return { kind: 'rewritten', node, edit, form: formOf(read.pieces) };
  });
}

/** The common form of a call and its f-string, or why the call is left. */
async function formOfCall(
  tree: PyTree,
  node: PyNode,
  { start, end, newText }: TextEdit,
): Promise<{ readonly form: string } | string> {
  const context = contextReason(tree, node);
  if (context !== null) return context;
  if (start !== node.start || end !== node.end) return 'it touches the code around it';
  if (holds(node, RISKY)) return 'it holds a comment, or a value that waits for something or sets a name';
  if (holds(node, ['lambda'])) return 'a value holds a lambda, whose colon would begin a format';
  if (/\\N\{/.test(textOf(tree, node))) return 'it names a character by \\N{…}';
  const call = readFormatCall(tree, node);
  if (call === null) return 'its places cannot be read with certainty';
  const order = orderReason(tree, node, call.order);
  if (order !== null) return order;
  const written = await parsePython(newText);
  const literal = written?.root.children[0]?.children[0];
  const pieces = written === null || literal === undefined ? null : piecesOfLiteral(written, literal);
  const form = formOf(call.pieces);
  return pieces !== null && formOf(pieces) === form
    ? { form }
    : 'its f-string would not hold the same pieces';
}

/** Names and constants may be read in any order, again or never; of all else, each once and as it stands. */
function orderReason(tree: PyTree, call: PyNode, order: readonly PyNode[]): string | null {
  const all = childIn(call, 'arguments')?.children ?? [];
  const values = all.map((node) => (node.type === 'keyword_argument' ? childIn(node, 'value') : node));
  const active = (nodes: readonly (PyNode | null)[]): readonly string[] =>
    nodes.flatMap((node) => {
      if (node === null || /^(?:[(),]|comment)$/.test(node.type) || SIMPLE.has(withoutBrackets(node).type))
        return [];
      return [valueForm(tree, node)];
    });
  return active(values).join('\n') === active(order).join('\n')
    ? null
    : 'its values would be evaluated in another order, or not once each';
}

function contextReason(tree: PyTree, node: PyNode): string | null {
  const argument = [...ancestorsOf(node)].find(({ type }) => type === 'argument_list' || type === 'block');
  const called = argument?.parent?.type === 'call' ? childIn(argument.parent, 'function') : null;
  if (called === null || called === undefined) return null;
  const name = textOf(tree, called);
  if (LOGGING.test(name)) return 'it is logged: loggers format by themselves';
  return TRANSLATION.test(name) ? 'it is translated' : null;
}
