import type { LanguageId } from '../../domain/language.ts';
import type { SyntaxProblem } from './syntax-problem.ts';

/** A text inside of a file that the parsers of its own language judge. */
export type EmbeddedPart = {
  readonly language: LanguageId;
  readonly text: string;
  /** What the part's parsers found, as a problem of the file; null where the host of the part allows it. */
  readonly asProblemOfFile: (problem: SyntaxProblem) => SyntaxProblem | null;
};
