import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import type { FileResult, FileWork } from '../each-file.ts';
import { lineStart, newlineOf } from '../python/lines.ts';
import { proveFile } from '../python/prove-file.ts';
import { lookAt } from '../python/looked-at.ts';
import { nameOf, type PyTree } from '../python/tree.ts';
import type { SlotValues } from '../recipe.ts';
import {
  docstringOf,
  documentedIn,
  isPublic,
  labelOfDocumented,
  whyLeft,
  type Documented,
} from './definitions.ts';
import { docstringDifference } from './docstring-difference.ts';
import { skeletonOf } from './skeleton.ts';
import { askedStyle, styleFor } from './style.ts';

const RULES_AFTER = [
  'F',
  'E9',
  'PLE',
  'D300',
  'D301',
  'D403',
  'D405',
  'D410',
  'D411',
  'D412',
  'D417',
] as const;

/** Writes the docstrings that are missing; what a decorator may read is left and named. */
export const addDocstringsPython: FileWork = async ({ path, text }, { tree, request }) => {
  const asked = askedStyle(request.slots['style']);
  if (asked === 'unknown')
    return {
      kind: 'refused',
      reason: `The style of docstrings is google, numpy or sphinx, not ${request.slots['style']}.`,
    };
  const looked = await lookAt({ path, text }, { select: ['E9'] });
  if (looked.kind === 'refused') return looked;
  const before = looked.tree;
  const wanted = wantedIn(before, request.slots);
  if (wanted.length === 0 && request.slots['function'] !== undefined)
    return { kind: 'refused', reason: `${path} has no ${request.slots['function']} to document.` };
  const isNamed = request.slots['function'] !== undefined;
  const lacking = wanted.filter((one) => docstringOf(one) === null);
  const left = lacking.flatMap((one) => {
    const reason = whyLeft(before, one, isNamed);
    return reason === null
      ? []
      : [`Left as it was: ${path}, ${labelOfDocumented(before, one)}, for ${reason}.`];
  });
  const fitting = lacking.filter((one) => whyLeft(before, one, isNamed) === null);
  if (fitting.length === 0) return nothingFor(left, request.slots);
  const style = asked ?? (await styleFor(path, before, tree));
  const after = applyTextEdits(
    text,
    fitting.map((one) => insertionOf(before, one, skeletonOf(before, one, style))),
  );
  const proofs = await proveFile(before, after, {
    differenceFrom: (changed) => docstringDifference(before, changed),
    declared: 'the new docstrings',
    rules: RULES_AFTER,
  });
  if (typeof proofs === 'string') return { kind: 'refused', reason: `${path} was left, because ${proofs}.` };
  const names = fitting.map((one) => labelOfDocumented(before, one)).join(', ');
  return { kind: 'changed', text: after, notes: [`${path}: ${names} (${style} style).`, ...left], proofs };
};

function nothingFor(left: readonly string[], slots: SlotValues): FileResult {
  const [reason] = left;
  return reason !== undefined && slots['function'] !== undefined
    ? { kind: 'refused', reason }
    : { kind: 'unchanged', notes: left };
}

/** What is named is documented, whoever it is for. */
function wantedIn(tree: PyTree, slots: SlotValues): readonly Documented[] {
  const { function: name, class: owner } = slots;
  return documentedIn(tree).filter((one) => {
    if (name === undefined) return isPublic(tree, one);
    const ownerName = one.owner === null ? undefined : nameOf(tree, one.owner);
    return one.name === name && (owner ?? ownerName) === ownerName;
  });
}

/** Whole lines in front of the first statement and of the comments above it. */
function insertionOf({ text }: PyTree, { node, body, kind }: Documented, lines: readonly string[]): TextEdit {
  const bodyLine = lineStart(text, body.start);
  const indentation = text.slice(bodyLine, body.start);
  const newline = newlineOf(text);
  const head = node.children.find(({ type, start }) => type === ':' && start < body.start);
  const at = head === undefined ? bodyLine : text.indexOf('\n', head.start) + 1;
  const isApart = kind === 'function' || /^[ \t]*\r?\n/.test(text.slice(at));
  const written = [...lines, ...(isApart ? [] : [''])];
  const newText = written.map((line) => (line === '' ? newline : `${indentation}${line}${newline}`)).join('');
  return { start: at, end: at, newText };
}
