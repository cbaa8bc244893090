import { nodesOfTypes, tryTree, type Node } from '../../codebase/languages/tree-sitter.ts';
import { languageOf } from '../../domain/language.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';
import { isLogLine } from './gone-lines.ts';
import {
  exitOfGuard,
  exitOfHandler,
  hasAlternative,
  isHandler,
  mayGuard,
  statementsOf,
  type Exit,
} from './guard-nodes.ts';
import { addedCode, isJudgedCode } from './hunk-losses.ts';
import { asksToRestructure, hasLeaveToRemove } from './leave-to-remove.ts';
import { hasLiveText } from './live-text.ts';

/** What stands for no value, or for none of many. */
const NO_VALUE = String.raw`null|undefined|None|nil|false|False|-1|\[\]|\{\}|\(\)|''|""|\x60\x60|(?:list|dict|set|tuple|str)\(\)|array\(\)|(?:Vec|String|HashMap)::new\(\)|vec!\[\]|(?:List|Map|Set)\.of\(\)|Optional\.empty\(\)|Collections\.empty\w+\(\)`;
/** Gives up and tells nobody why. */
const SILENT = new RegExp(`^(?:return|continue|break|next)(?:\\s+(?:${NO_VALUE}))?\\s*;?$`);
const LEAVES = /^(?:return|continue|break|next|exit \d)\b/;
const FUNCTION = /function|method|arrow|lambda|closure|func_literal/;
const BLOCK = /block|body|compound|statement_list|suite|program|module|then/;
const LOOP = /^(?:for|while|do|loop)/;
const TIMEOUT_MS = 1_000;
/** A change with so much more new code is about something else than the end of a branch. */
const MAX_ADDED = 20;

type Branch = {
  /** The function and the condition, or what is caught: by it the branch is found again. */
  readonly key: string;
  readonly line: number;
  readonly exit: Exit;
  readonly statements: readonly string[];
  /** Whether code comes behind that is reached where the branch does not leave. */
  readonly isFollowed: boolean;
  readonly hasAlternative: boolean;
};

/**
 * Branches under the same condition in the same function that threw and now leave without a word, or that left and now go
 * on, where the task asks for another form of the same behaviour.
 */
export async function weakenedExits(
  changes: readonly TextChange[],
  words: string,
): Promise<readonly Finding[]> {
  if (!asksToRestructure(words) || addedCode(changes).length >= MAX_ADDED) return [];
  const judged = changes.filter(({ path }) => isJudgedCode(path) && hasLiveText(path));
  return (await Promise.all(judged.map((change) => weakenedIn(change, words)))).flat();
}

async function weakenedIn({ path, before, after }: TextChange, words: string): Promise<readonly Finding[]> {
  if (before === null || after === null || before === after) return [];
  const [old, now] = [await branchesIn(path, before), await branchesIn(path, after)];
  return [...now].flatMap(([key, branches]) => {
    const known = old.get(key) ?? [];
    // Which is which cannot be told where there are more or fewer.
    if (known.length !== branches.length) return [];
    return branches.flatMap((branch, index): readonly Finding[] => {
      const lost = lostExit(known[index], branch);
      if (lost === null || hasLeaveToRemove(words, [key, lost])) return [];
      const message = `The branch ended in \`${lost}\` and does so no more, though the task does not name it. Keep it.`;
      return [{ path, line: branch.line, message }];
    });
  });
}

/** How a branch ended and ends no more, as its first line says it. */
function lostExit(before: Branch | undefined, after: Branch): string | null {
  const last = before?.statements.at(-1);
  if (before === undefined || last === undefined || before.exit === null) return null;
  const [shown = ''] = last.split('\n', 1);
  const rest = worked(before.statements.slice(0, -1));
  const [end = ''] = after.statements.slice(-1);
  const isSilent = before.exit === 'error' && SILENT.test(end);
  if (isSilent && (after.statements.length === 1 || worked(after.statements.slice(0, -1)) === rest))
    return shown;
  // That an error is thrown no more is told where lost checks are.
  const isTheRest = LEAVES.test(last)
    ? worked(after.statements) === rest
    : after.statements.join('\n') === before.statements.slice(0, -1).join('\n');
  const goesOn = after.exit === null && after.isFollowed && !after.hasAlternative && isTheRest;
  return goesOn && after.statements.length > 0 ? shown : null;
}

/** What statements do, but for what only tells of it. */
function worked(statements: readonly string[]): string {
  return statements.filter((statement) => !isLogLine(statement)).join('\n');
}

async function branchesIn(path: string, text: string): Promise<ReadonlyMap<string, readonly Branch[]>> {
  const source = { language: languageOf(path) ?? '', text, limits: { timeoutMs: TIMEOUT_MS } };
  const result = await tryTree(source, ({ rootNode }) =>
    rootNode.hasError
      ? []
      : nodesOfTypes(rootNode, (type) => mayGuard(type) || isHandler(type)).flatMap(branchOf),
  );
  return Map.groupBy(result.kind === 'parsed' ? result.value : [], ({ key }) => key);
}

function branchOf(node: Node): readonly Branch[] {
  const head = isHandler(node.type) ? /^.*/.exec(node.text)?.[0] : node.childForFieldName('condition')?.text;
  if (head === undefined) return [];
  return [
    {
      key: `${functionAround(node)}\n${head.replaceAll(/\s+/g, ' ')}`,
      line: node.startPosition.row + 1,
      exit: isHandler(node.type) ? exitOfHandler(node) : exitOfGuard(node),
      statements: statementsOf(node).map(({ text }) => text),
      isFollowed: isFollowed(node),
      hasAlternative: hasAlternative(node),
    },
  ];
}

function functionAround(node: Node): string {
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    const name = FUNCTION.test(outer.type) ? outer.childForFieldName('name')?.text : undefined;
    if (name !== undefined) return name;
  }
  return '';
}

/** Whether a statement comes behind a node in its function, or the loop around it goes on. */
function isFollowed(node: Node): boolean {
  for (let one: Node | null = node; one !== null && !FUNCTION.test(one.type); one = one.parent) {
    if (LOOP.test(one.type)) return false;
    const isStatement = one.parent !== null && BLOCK.test(one.parent.type);
    if (isStatement && nextStatement(one) !== null) return true;
  }
  return false;
}

function nextStatement(node: Node): Node | null {
  let next = node.nextNamedSibling;
  while (next !== null && next.type.endsWith('comment')) next = next.nextNamedSibling;
  return next;
}
