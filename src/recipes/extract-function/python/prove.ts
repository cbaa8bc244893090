import { lostComment } from '../../python/comments.ts';
import { firstDifference, normalForm } from '../../python/normal-form.ts';
import { newRuffDiagnostics } from '../../python/proofs.ts';
import { nameOf, nodesBelow, parsePython, textOf, type PyNode, type PyTree } from '../../python/tree.ts';
import type { Proof } from '../../recipe.ts';
import type { Plan } from './plan.ts';
import { callOf } from './write.ts';

const RULES = ['F821', 'F811', 'F823', 'F704', 'F706', 'F841', 'PLE'] as const;

/** The proofs of a text with the lines taken out, or in one sentence what speaks against it. */
export async function proveExtraction(plan: Plan, after: string): Promise<readonly Proof[] | string> {
  const tree = await parsePython(after);
  if (tree === null) return 'the result does not parse';
  const difference = differenceOf(plan, tree) ?? lostComment(plan.region.tree, tree);
  if (difference !== null) return `more than the lines would change: ${difference}`;
  const [fresh] = await newRuffDiagnostics(plan.region.tree.text, after, RULES);
  if (fresh !== undefined) return `the result has a new diagnostic: ${fresh}`;
  return [
    { level: 'S', detail: 'the result parses without an error' },
    {
      level: 'A',
      detail: `the syntax tree is the same but for ${plan.name}, which holds the lines, and its call`,
    },
    { level: 'D', detail: `ruff finds nothing new (${RULES.join(', ')})` },
  ];
}

/** The file without the new function has to be the old one with the call for the lines; the function has to hold these. */
function differenceOf({ region, name, outputs, ...plan }: Plan, after: PyTree): string | null {
  const made = [...nodesBelow(after.root)].filter(
    (node) => node.type === 'function_definition' && nameOf(after, node) === name,
  );
  const [definition] = made;
  if (definition === undefined || made.length !== 1) return `there are ${made.length} functions ${name}`;
  const body = statementsOf(definition.children.find(({ field }) => field === 'body') ?? definition);
  const last = body.at(-1);
  const isGiven =
    outputs.length === 0 || (last !== undefined && textOf(after, last) === `return ${outputs.join(', ')}`);
  if (!isGiven) return `${name} does not give back ${outputs.join(', ')}`;
  const held = outputs.length === 0 ? body : body.slice(0, -1);
  const call = callIn(after, region.start, callOf({ region, name, outputs, ...plan }));
  if (call === null) return 'the lines are not one call now';
  const moved = firstDifference(
    region.statements.flatMap((one) => normalForm(region.tree, one)),
    held.flatMap((one) => normalForm(after, one)),
  );
  const [first, ...rest] = region.statements;
  const old = normalForm(region.tree, region.tree.root, {
    replaced: new Map(first === undefined ? [] : [[first, 'call']]),
    skipped: new Set(rest),
  });
  const whole = definition.parent?.type === 'decorated_definition' ? definition.parent : definition;
  const now = normalForm(after, after.root, {
    replaced: new Map([[call, 'call']]),
    skipped: new Set([whole]),
  });
  return moved ?? firstDifference(old, now);
}

function callIn(after: PyTree, start: number, text: string): PyNode | null {
  return (
    [...nodesBelow(after.root)].find(
      (node) => node.start === start && node.parent?.type === 'block' && textOf(after, node) === text,
    ) ?? null
  );
}

function statementsOf(block: PyNode): readonly PyNode[] {
  return block.children.filter(({ type }) => type !== 'comment');
}
