import type { Node } from './tree-sitter.ts';

/** Something that parses but that the compiler of every supported Python refuses. */
export type CompileRule = {
  /** A text that one of these does not fit needs no tree: parsing costs more than all of ruff. */
  readonly triggers: readonly RegExp[];
  /** Types of the nodes to look at. */
  readonly at: readonly string[];
  /** Why the compiler refuses the node, or null. */
  fault(node: Node): string | null;
};
