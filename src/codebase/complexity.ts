import type { ComplexityDifference } from '../domain/complexity.ts';
import { languageOf, type LanguageId } from '../domain/language.ts';
import { decodeText } from '../domain/text.ts';
import { nodesOf, tryTree, type Node } from './languages/tree-sitter.ts';

const COUNTED: readonly LanguageId[] = ['javascript', 'typescript', 'tsx', 'python', 'go', 'rust', 'java'];

const FUNCTION =
  /^(?:(?:generator_)?function(?:_declaration|_expression|_definition|_item)?|arrow_function|method_definition|method_declaration|constructor_declaration|func_literal|closure_expression|lambda)$/;
const DECISION =
  /^(?:(?:if|for|for_in|enhanced_for|while|do)_(?:statement|expression)|(?:elif|except|catch|if|for_in|case)_clause|loop_expression|(?:switch|expression|type|communication)_case|match_arm|switch_label|(?:ternary|conditional)_expression|boolean_operator)$/;
const SHORT_CIRCUIT = /^(?:&&|\|\||\?\?)$/;

/**
 * How many ways lead through each function of a text (McCabe, "A Complexity Measure", 1976): one, and one more for each
 * branch, loop, case, handler and short-circuit operator. What has no name counts into what is around it. Null where
 * the language is not counted or there is no tree.
 */
export async function functionComplexities(
  path: string,
  text: string,
): Promise<ReadonlyMap<string, number> | null> {
  const language = languageOf(path);
  if (language === null || !COUNTED.includes(language)) return null;
  const counted = await tryTree({ language, text }, (tree) => countIn(tree.rootNode));
  return counted.kind === 'parsed' ? counted.value : null;
}

/** The complexity of both sides of a change of a file; null where it cannot be counted or stays the same. */
export async function complexityDifference(
  path: string,
  before: Uint8Array | null,
  after: Uint8Array | null,
): Promise<ComplexityDifference | null> {
  const [old, now] = [await complexitiesOf(path, before), await complexitiesOf(path, after)];
  if (old === null || now === null) return null;
  const names = [...new Set([...old.keys(), ...now.keys()])];
  const functions = names
    .map((name) => ({ name, before: old.get(name) ?? null, after: now.get(name) ?? null }))
    .filter((one) => one.before !== one.after);
  if (functions.length === 0) return null;
  return {
    highestBefore: highest(old),
    highestAfter: highest(now),
    totalBefore: total(old),
    totalAfter: total(now),
    functions,
  };
}

async function complexitiesOf(
  path: string,
  bytes: Uint8Array | null,
): Promise<ReadonlyMap<string, number> | null> {
  if (bytes === null) return new Map();
  const decoded = decodeText(bytes);
  return decoded.kind === 'text' ? functionComplexities(path, decoded.text) : null;
}

function highest(complexities: ReadonlyMap<string, number>): number {
  return Math.max(0, ...complexities.values());
}

function total(complexities: ReadonlyMap<string, number>): number {
  return complexities.values().reduce((sum, one) => sum + one, 0);
}

function countIn(root: Node): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const names = new Map<number, string | null>();
  for (const node of nodesOf(root)) {
    const around = node.parent === null ? null : (names.get(node.parent.id) ?? null);
    const own = FUNCTION.test(node.type) ? nameOf(node) : null;
    const name = own === null ? around : around === null ? own : `${around}.${own}`;
    names.set(node.id, name);
    if (name === null) continue;
    if (own !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
    if (isDecision(node)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function isDecision(node: Node): boolean {
  if (!node.isNamed) return false;
  if (node.type !== 'binary_expression') return DECISION.test(node.type) && !isDefault(node);
  return SHORT_CIRCUIT.test(node.childForFieldName('operator')?.type ?? '');
}

/** Java's `default:` is no branch of its own. */
function isDefault(node: Node): boolean {
  return node.type === 'switch_label' && node.text.startsWith('default');
}

/** Its own name, or that of what it is given to. */
function nameOf(node: Node): string | null {
  const named = node.childForFieldName('name') ?? givenTo(node.parent);
  return named?.text ?? null;
}

function givenTo(parent: Node | null): Node | null {
  if (parent === null || !/declarator$|^pair$|definition$|^assignment/.test(parent.type)) return null;
  return (
    ['name', 'key', 'property', 'left']
      .map((field) => parent.childForFieldName(field))
      .find((node) => node !== null) ?? null
  );
}
