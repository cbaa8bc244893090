import type { Proof } from '../recipe.ts';
import { lostComment } from './comments.ts';
import { newRuffDiagnostics } from './proofs.ts';
import { parsePython, type PyTree } from './tree.ts';

/** What a change of one file claims to be. */
export type Claim = {
  /** The difference between the trees that was not declared, in words; it shares no code with the edits. */
  readonly differenceFrom: (after: PyTree) => string | null;
  /** The declared edit, going on from "the syntax tree is the same but for". */
  readonly declared: string;
  /** Ruff's rules that may find nothing new. */
  readonly rules: readonly string[];
};

/** The proofs of a changed text, or what speaks against it, going on from "because". */
export async function proveFile(
  before: PyTree,
  after: string,
  { differenceFrom, declared, rules }: Claim,
): Promise<readonly Proof[] | string> {
  const tree = await parsePython(after);
  if (tree === null) return 'the result would not parse';
  const difference = differenceFrom(tree);
  if (difference !== null) return `more than ${declared} would change: ${difference}`;
  const lost = lostComment(before, tree);
  if (lost !== null) return lost;
  const fresh = await newRuffDiagnostics(before.text, after, rules);
  if (fresh.length > 0) return `there would be new diagnostics: ${fresh.join('; ')}`;
  return [
    { level: 'S', detail: 'the result parses without an error' },
    { level: 'A', detail: `the syntax tree is the same but for ${declared}` },
    { level: 'D', detail: `ruff finds nothing new (${rules.join(', ')})` },
  ];
}
