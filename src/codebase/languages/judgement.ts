import type { LanguageId } from '../../domain/language.ts';
import type { JavaScriptGoal } from '../package-goal.ts';
import type { Python3 } from './python3.ts';
import type { ParserReport } from './syntax-problem.ts';

export type ParserName =
  | 'tree-sitter'
  | 'oxc'
  | 'typescript'
  | 'ruff'
  | 'python3'
  | 'bash'
  | 'json'
  | 'yaml'
  | 'component'
  | 'ouroboros';

/** What one parser said. An authority is a parser that the language's own tools would agree with. */
export type Judgement = {
  readonly parser: ParserName;
  readonly isAuthority: boolean;
  /** Which embedded text was judged, counted from 1; 0 for the file itself. */
  readonly part: number;
  readonly report: ParserReport;
};

/** A text to judge; `bytes` are those of the file, `text` is decoded and has no byte order mark. */
export type JudgedSource = {
  readonly path: string;
  readonly language: LanguageId;
  readonly bytes: Uint8Array;
  readonly text: string;
  /** How JavaScript is to be read; without it the extension and the text decide. */
  readonly goal?: JavaScriptGoal | null;
  /** Whether JSON may hold comments, as the file does whose new text it is. */
  readonly hasComments?: boolean;
  /** The oldest Python that the project runs on, such as `3.9`, where it says so. */
  readonly oldestPython?: string | null;
};

/** What the parsers work with: an interpreter where one may be asked, and limits for those that can be stopped. */
export type JudgeTools = {
  readonly python: Python3 | null;
  /** For one parser, in milliseconds. */
  readonly timeoutMs: number;
  /** When all of them must be done, on the clock of `performance.now()`. */
  readonly deadline: number;
  /** Whether tree-sitter is left out where its word would change nothing: where the other parsers of a language accept a text, or decide on a long one. */
  readonly isBrief?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
};
