import type { FileFacts } from '../../codebase/index/file-facts.ts';

/** A base of a class in a Python file or a script, as written, and the member that it is asked for. */
export type AskedBase = {
  readonly path: string;
  readonly text: string;
  readonly facts: FileFacts;
  readonly base: string;
  readonly member: string;
};
