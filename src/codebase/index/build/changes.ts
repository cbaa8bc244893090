/** A file whose content has to be looked at, with its state before it is read. */
export type ChangedFile = {
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  /** `unnamed`: its name is not UTF-8, so that it can be neither said nor opened. */
  readonly type: 'file' | 'link' | 'other' | 'unnamed';
};

/** How the files of a work tree differ from what an index knows of them. */
export type Changes = {
  /** Paths that the index does not know; they are among `changed` too. */
  readonly added: readonly string[];
  readonly changed: readonly ChangedFile[];
  readonly removed: readonly string[];
  readonly unchanged: number;
};
