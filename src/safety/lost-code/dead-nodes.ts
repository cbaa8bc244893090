import type { Node } from '../../codebase/languages/tree-sitter.ts';
import { nodesOfTypes } from '../../codebase/languages/tree-sitter.ts';

/** Where in a text something stands that never runs: offsets as strings count them, the end excluded. */
export type DeadSpan = { readonly start: number; readonly end: number };

const COMMENT = /comment$/;
const STRING = /^(?:template_)?string$|string_literal$|^raw_string|^heredoc_body$|^verbatim_string/;
const CONDITIONAL = /^(?:if|elif|unless)$|^(?:if|while)_(?:statement|expression)$|^elif_clause$/;
const SWITCHED_OFF = /^preproc_if/;
const LEAVES = /^(?:return|throw|raise|break|continue)_(?:statement|expression)$|^jump_expression$|^return$/;
const BLOCK = /block|body|compound|statement_list|suite/;
/** What a block may hold behind its end: functions are known before they are reached, and labels are jumped to. */
const REACHED =
  /^(?:generator_)?function_declaration$|^local_function_statement$|^(?:function|struct|enum|impl|trait|type|const|static)_item$|^use_declaration$|label|case|comment$/;
const NEVER = /^(?:false|False|0|!1|null|None|undefined|nil|""|''|not True|!true)$/;
const ALWAYS = /^(?:true|True|1|!0|not False|!false)$/;

/**
 * What of a syntax tree never runs: comments, strings that stand as statements or go over several lines, branches of a
 * condition that is a constant, and what follows a `return` or its like in the same block.
 */
export function deadSpans(root: Node): readonly DeadSpan[] {
  return nodesOfTypes(root, (type) => RULES.some(([types]) => types.test(type)))
    .flatMap((node) => RULES.find(([types]) => types.test(node.type))?.[1](node) ?? [])
    .map(spanOf);
}

/** What of a syntax tree only speaks of the code: comments, and strings that stand as statements. */
export function commentSpans(root: Node): readonly DeadSpan[] {
  return nodesOfTypes(root, (type) => COMMENT.test(type) || STRING.test(type))
    .filter((node) => COMMENT.test(node.type) || isStatement(node))
    .map(spanOf);
}

/** Whether a type of node is a string, in whatever grammar. */
export function isString(type: string): boolean {
  return STRING.test(type);
}

/** Commands of a shell that run nothing of what they are given. */
const RUNS_NOTHING = /^(?::|true|false|echo|printf|cat)$/;

function asText(node: Node): readonly Node[] {
  if (isGivenToRun(node) || runsLines(node)) return [];
  return isStatement(node) || node.startPosition.row !== node.endPosition.row ? [node] : [];
}

/** `sh -c '`, `ssh host "`: lines of a shell that begin below the quote are for another one. */
function isGivenToRun({ parent, text }: Node): boolean {
  const command = parent?.type === 'command' ? parent.childForFieldName('name')?.text : undefined;
  return command !== undefined && !RUNS_NOTHING.test(command) && /^["'][ \t]*\r?\n/.test(text);
}

/** `"$(` with commands below it. */
function runsLines(node: Node): boolean {
  const runs = nodesOfTypes(node, (type) => type === 'command_substitution');
  return runs.some(({ startPosition, endPosition }) => startPosition.row < endPosition.row);
}

function isStatement({ parent }: Node): boolean {
  return parent?.type === 'expression_statement' && parent.namedChildCount === 1;
}

function spanOf({ startIndex, endIndex }: Node): DeadSpan {
  return { start: startIndex, end: endIndex };
}

function deadBranch(node: Node): readonly Node[] {
  const holds = conditionOf(node);
  if (holds === 'never') {
    const branch = present(node, ['consequence', 'body']);
    return branch.length > 0 ? branch : withoutField(node, /^el/);
  }
  return holds === 'always' && !node.type.startsWith('while') ? present(node, ['alternative']) : [];
}

/** Whether a constant decides a condition, alone or as a part of an `and`. */
function conditionOf(node: Node): 'never' | 'always' | null {
  const text = node.childForFieldName('condition')?.text.replaceAll(/^[(\s]+|[);\s]+$/g, '') ?? '';
  if (ALWAYS.test(text)) return 'always';
  return !/\|\||\bor\b/.test(text) && text.split(/\s*(?:&&|\band\b)\s*/).some((part) => NEVER.test(part))
    ? 'never'
    : null;
}

/** `#if 0` up to its `#else`, `#elif` or `#endif`. */
function switchedOff(node: Node): readonly Node[] {
  return conditionOf(node) === 'never' ? withoutField(node, /^preproc_el/) : [];
}

/** What a condition decides in grammars that give it no name. */
function withoutField(node: Node, other: RegExp): readonly Node[] {
  const condition = node.childForFieldName('condition');
  return node.namedChildren.flatMap((child) =>
    child === null || child.id === condition?.id || other.test(child.type) ? [] : [child],
  );
}

function unreachable(node: Node): readonly Node[] {
  // Where leaving is an expression, the statement around it has the neighbours.
  const statement = node.parent?.type === 'expression_statement' ? node.parent : node;
  const block = statement.parent;
  if (block === null || !BLOCK.test(block.type)) return [];
  const owner = block.parent;
  const isAlways =
    owner !== null &&
    CONDITIONAL.test(owner.type) &&
    owner.childForFieldName('consequence')?.id === block.id &&
    conditionOf(owner) === 'always';
  return [...following(statement), ...(isAlways ? following(owner) : [])];
}

/** What stands behind a statement in its block, up to where something else leads. */
function following(statement: Node): readonly Node[] {
  const found: Node[] = [];
  for (let next = statement.nextNamedSibling; next !== null; next = next.nextNamedSibling) {
    if (/label|case|^el/.test(next.type)) break;
    if (!REACHED.test(next.type)) found.push(next);
  }
  return found;
}

function present(node: Node, fields: readonly string[]): readonly Node[] {
  return fields.flatMap((field) => node.childForFieldName(field) ?? []);
}

const RULES: readonly (readonly [types: RegExp, dead: (node: Node) => readonly Node[]])[] = [
  [COMMENT, (node) => [node]],
  [STRING, asText],
  [CONDITIONAL, deadBranch],
  [SWITCHED_OFF, switchedOff],
  [LEAVES, unreachable],
];
