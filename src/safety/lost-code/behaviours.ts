import { nodesOfTypes, tryTree, type Node } from '../../codebase/languages/tree-sitter.ts';
import { languageOf } from '../../domain/language.ts';
import { hasLiveText } from './live-text.ts';

/** Lines count from 1, both ends included. */
export type Lines = { readonly startLine: number; readonly endLine: number };

/** Code by which a program refuses to go on, or deals with what failed. */
export type Behaviour = Lines & {
  /** A condition whose branch leaves, a statement that throws, or what deals with errors. */
  readonly kind: 'guard' | 'throw' | 'handler';
  readonly text: string;
  /** What it looks after: the code in a `try`. */
  readonly guarded: Lines | null;
  /** The function around it, and the statements between, the innermost first. */
  readonly around: readonly (Lines & { readonly isFunction: boolean; readonly head: string })[];
};

const TIMEOUT_MS = 1_000;
const CONDITION = /^(?:if|unless)(?:_statement|_expression)?$/;
const THROWS = /^(?:throw|raise)_(?:statement|expression)$/;
const LEAVES = /^(?:return|throw|raise|break|continue)_(?:statement|expression)$|^jump_expression$/;
const ENDS_PROGRAM = /^(?:panic!?|process\.exit|(?:sys\.)?exit|os\.Exit|log\.(?:Fatal|Panic)\w*)\s*\(/;
const HANDLES = /^try_(?:statement|expression|with_resources_statement)$/;
const FUNCTION = /function|method|arrow|lambda|closure|func_literal/;
const WANTED = [CONDITION, THROWS, HANDLES, /^expression_statement$/];
const COMMENT = /comment$/;

/** The behaviours of a text; null where its language has no grammar, it has errors, or its parser did not end. */
export async function behavioursIn(path: string, text: string): Promise<readonly Behaviour[] | null> {
  const language = languageOf(path);
  if (language === null || !hasLiveText(path)) return null;
  const limits = { timeoutMs: TIMEOUT_MS };
  const result = await tryTree({ language, text, limits }, ({ rootNode }) =>
    rootNode.hasError ? null : behavioursOf(rootNode),
  );
  return result.kind === 'parsed' ? result.value : null;
}

function behavioursOf(root: Node): readonly Behaviour[] {
  const nodes = nodesOfTypes(root, (type) => WANTED.some((pattern) => pattern.test(type)));
  return nodes.flatMap((node) => {
    const kind = kindOf(node);
    if (kind === null) return [];
    const guarded = kind === 'handler' ? node.childForFieldName('body') : null;
    return [
      {
        kind,
        ...linesOf(node),
        text: node.text,
        guarded: guarded === null ? null : linesOf(guarded),
        around: aroundOf(node),
      },
    ];
  });
}

function kindOf(node: Node): Behaviour['kind'] | null {
  if (HANDLES.test(node.type)) return 'handler';
  if (THROWS.test(node.type)) return 'throw';
  if (CONDITION.test(node.type)) return isGuard(node) ? 'guard' : null;
  return ENDS_PROGRAM.test(node.text) ? 'throw' : null;
}

function isGuard(node: Node): boolean {
  const branch = node.childForFieldName('consequence');
  if (branch === null || node.childForFieldName('alternative') !== null) return false;
  if (LEAVES.test(branch.type)) return true;
  const last = branch.namedChildren.findLast((child) => child !== null && !COMMENT.test(child.type));
  return last !== null && last !== undefined && (LEAVES.test(last.type) || ENDS_PROGRAM.test(last.text));
}

function aroundOf(node: Node): Behaviour['around'] {
  const around: (Lines & { isFunction: boolean; head: string })[] = [];
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    const isFunction = FUNCTION.test(outer.type);
    if (!isFunction && !/_(?:statement|clause|expression)$/.test(outer.type)) continue;
    const [head = ''] = outer.text.split('\n', 1);
    around.push({ ...linesOf(outer), isFunction, head });
    if (isFunction) break;
  }
  return around;
}

function linesOf({ startPosition, endPosition }: Node): Lines {
  return { startLine: startPosition.row + 1, endLine: endPosition.row + 1 };
}
