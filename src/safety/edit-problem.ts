/** Why a submitted edit cannot be used. Each code is one kind of mistake that a model can mend. */
export type EditProblemCode =
  | 'unsafe-path'
  | 'not-planned'
  | 'no-such-file'
  | 'exists'
  | 'not-text'
  | 'empty-search'
  | 'not-found'
  | 'ambiguous'
  | 'indentation'
  | 'overlap'
  | 'no-change'
  | 'empties-file'
  | 'twice';

export type EditProblem = {
  readonly code: EditProblemCode;
  readonly path: string;
  /** The place in the submitted list, from 1. */
  readonly edit: number | null;
  /** Whole sentences for the model, with the lines that help it. */
  readonly message: string;
};

/** All problems as one text for the model. Everything is refused together, so it says that nothing was kept. */
export function feedbackOfProblems(problems: readonly EditProblem[]): string {
  const items = problems.map(({ path, edit, message }) => {
    const what = edit === null ? path : `Edit ${edit} (${path})`;
    return `${what}: ${message}`;
  });
  return items.join('\n\n');
}
