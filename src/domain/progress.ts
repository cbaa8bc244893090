/** How far a long piece of work is, for who waits for it: no part of any record. */
export type WorkProgress = {
  /** `indexing`, or the id of a recipe. */
  readonly work: string;
  readonly unit: 'file' | 'import' | 'place';
  readonly done: number;
  readonly total: number;
};
