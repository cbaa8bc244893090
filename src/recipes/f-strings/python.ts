import { counted } from '../counted.ts';
import { positionAt } from '../../domain/text.ts';
import { applyTextEdits } from '../../domain/text-edit.ts';
import type { FileResult, FileWork } from '../each-file.ts';
import { mostProved } from '../most-proved.ts';
import { lookAt, type LookedAt } from '../python/looked-at.ts';
import { firstDifference, normalForm } from '../python/normal-form.ts';
import { proveFile } from '../python/prove-file.ts';
import { isWithin, nodesBelow, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import type { Proof } from '../recipe.ts';
import { formatCalls, percentOperations, type Candidate } from './candidates.ts';
import { formOf, piecesOfLiteral } from './pieces.ts';

const RULE = 'UP032';
const RULES_AFTER = ['F501', 'F541', 'F632', 'PLE'] as const;
// From 3.12 on an f-string may hold its own quotes; who must know older versions would be given a syntax error.
const BEFORE_NESTED_QUOTES = 'py311';
const MAX_ROUNDS = 5;
const MAX_NOTES = 10;

type Rewritten = Extract<Candidate, { readonly kind: 'rewritten' }>;

/** Rewrites round by round, as a value of one formatting can be another. */
export const useFStrings: FileWork = async ({ path, text }) => {
  let now = text;
  let proofs: readonly Proof[] = [];
  const unprovable = new Map<string, string>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const looked = await lookFor(path, now);
    if (looked.kind === 'refused') return looked;
    const found = [...(await formatCalls(looked.tree, looked.findings)), ...percentOperations(looked.tree)];
    const all = found.map((one) => unlessUnprovable(looked.tree, one, unprovable));
    const rewritten = outermost(all.flatMap((one) => (one.kind === 'rewritten' ? [one] : [])));
    if (rewritten.length === 0) return done({ path, before: text, after: now }, all, proofs);
    const { best, left } = await mostProved(rewritten, (some) => prove(looked.tree, some));
    for (const { one, why } of left) unprovable.set(textOf(looked.tree, one.node), why);
    if (best !== null) ({ text: now, proofs } = best.proven);
  }
  return { kind: 'refused', reason: `The strings of ${path} were left: they nest too deeply.` };
};

async function lookFor(path: string, text: string): Promise<LookedAt> {
  const older = await lookAt({ path, text }, { select: [RULE], target: BEFORE_NESTED_QUOTES });
  return older.kind === 'looked' ? older : lookAt({ path, text }, { select: [RULE] });
}

/** What was tried in vain in an earlier round is left. */
function unlessUnprovable(tree: PyTree, one: Candidate, unprovable: ReadonlyMap<string, string>): Candidate {
  const reason = unprovable.get(textOf(tree, one.node));
  return reason === undefined ? one : { kind: 'left', node: one.node, reason };
}

/** Those that stand in no other: the others come in a later round. */
function outermost(all: readonly Rewritten[]): readonly Rewritten[] {
  return all.filter((one) => all.every((other) => other === one || !isWithin(other.node, one.node)));
}

function done(
  { path, before, after }: { readonly path: string; readonly before: string; readonly after: string },
  all: readonly Candidate[],
  proofs: readonly Proof[],
): FileResult {
  const left = all.flatMap((one) => (one.kind === 'left' ? [one] : []));
  const shown = left
    .slice(0, MAX_NOTES)
    .map(
      ({ node, reason }) =>
        `${path}:${positionAt(after, node.start).line}: this formatting stays, because ${reason}.`,
    );
  const more = left.length - shown.length;
  const notes =
    more === 0
      ? shown
      : [...shown, `${path}: ${counted(more, ['more formatting stays', 'more formattings stay'])}.`];
  return after === before ? { kind: 'unchanged', notes } : { kind: 'changed', text: after, notes, proofs };
}

/** The f-strings are looked for by where they must stand; what each holds is read from the new text. */
async function prove(
  before: PyTree,
  rewritten: readonly Rewritten[],
): Promise<{ readonly text: string; readonly proofs: readonly Proof[] } | string> {
  const after = applyTextEdits(
    before.text,
    rewritten.map(({ edit }) => edit),
  );
  const ordered = rewritten.toSorted((a, b) => a.node.start - b.node.start);
  const wanted = normalForm(before, before.root, {
    replaced: new Map(ordered.map(({ node, form }) => [node, form])),
  });
  const proofs = await proveFile(before, after, {
    differenceFrom: (tree) => firstDifference(wanted, formAfter(tree, ordered)),
    declared: 'f-strings that hold the same pieces',
    rules: RULES_AFTER,
  });
  return typeof proofs === 'string' ? proofs : { text: after, proofs };
}

function formAfter(tree: PyTree, ordered: readonly Rewritten[]): readonly string[] {
  const replaced = new Map<PyNode, string>();
  let moved = 0;
  for (const { edit } of ordered) {
    const start = edit.start + moved;
    const end = start + edit.newText.length;
    moved += edit.newText.length - (edit.end - edit.start);
    const node = [...nodesBelow(tree.root)].find(
      (one) => one.start === start && one.end === end && piecesOfLiteral(tree, one) !== null,
    );
    const pieces = node === undefined ? null : piecesOfLiteral(tree, node);
    if (node !== undefined && pieces !== null) replaced.set(node, formOf(pieces));
  }
  return normalForm(tree, tree.root, { replaced });
}
