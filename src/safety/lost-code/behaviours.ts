import { nodesOfTypes, tryTree, type Node } from '../../codebase/languages/tree-sitter.ts';
import { languageOf } from '../../domain/language.ts';
import { assertsByItself, exitOfGuard, mayGuard, throwsByItself } from './guard-nodes.ts';
import { hasLiveText } from './live-text.ts';

/** Lines count from 1, both ends included. */
export type Lines = { readonly startLine: number; readonly endLine: number };

/** Code by which a program refuses to go on, or deals with what failed. */
export type Behaviour = Lines & {
  /** A condition whose branch leaves or an assertion, a statement that throws, or what deals with errors. */
  readonly kind: 'guard' | 'throw' | 'handler';
  readonly text: string;
  /** What it looks after: the code in a `try`. */
  readonly guarded: Lines | null;
  /** The function around it, and the statements between, the innermost first. */
  readonly around: readonly (Lines & { readonly isFunction: boolean; readonly head: string })[];
};

const TIMEOUT_MS = 1_000;
const SCRIPTS = new Set(['javascript', 'typescript', 'tsx']);
const HANDLES = /^try_(?:statement|expression|with_resources_statement)$|^rescue$/;
const FUNCTION = /function|method|arrow|lambda|closure|func_literal/;
const THROWS = /^(?:throw|raise)_(?:statement|expression)$|^expression_statement$|^call$/;

/** The behaviours of a text; null where its language has no grammar, it has errors, or its parser did not end. */
export async function behavioursIn(path: string, text: string): Promise<readonly Behaviour[] | null> {
  const language = languageOf(path);
  if (language === null || !hasLiveText(path)) return null;
  const limits = { timeoutMs: TIMEOUT_MS };
  const result = await tryTree({ language, text, limits }, ({ rootNode }) =>
    rootNode.hasError ? null : behavioursOf(rootNode, SCRIPTS.has(language)),
  );
  return result.kind === 'parsed' ? result.value : null;
}

function behavioursOf(root: Node, isScript: boolean): readonly Behaviour[] {
  const nodes = nodesOfTypes(root, (type) => mayGuard(type) || HANDLES.test(type) || THROWS.test(type));
  return nodes.flatMap((node) => {
    const kind = isScript && assertsByItself(node) ? 'guard' : kindOf(node);
    if (kind === null) return [];
    // A clause of Ruby has a body of its own, which is what deals with the error.
    const guarded = kind === 'handler' && node.type !== 'rescue' ? node.childForFieldName('body') : null;
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
  if (!node.isNamed) return null;
  // In Rust `call()?` is called a try as well: it hands an error on and guards no code.
  if (HANDLES.test(node.type)) return node.text.endsWith('?') ? null : 'handler';
  if (mayGuard(node.type)) return exitOfGuard(node) === null ? null : 'guard';
  return throwsByItself(node) ? 'throw' : null;
}

function aroundOf(node: Node): Behaviour['around'] {
  const around: (Lines & { isFunction: boolean; head: string })[] = [];
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    const isFunction = FUNCTION.test(outer.type);
    // Where a condition is an expression, a statement of the same lines is around it; the body of a function begins with its first statement.
    if (outer.type === 'expression_statement' || outer.type === 'body_statement') continue;
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
