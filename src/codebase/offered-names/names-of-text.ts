/** The names that a module gives to others, as far as its own text says. */
export type OfferedNames = {
  readonly names: ReadonlySet<string>;
  /** The modules all of whose names it gives on, as it writes them. */
  readonly stars: readonly string[];
  /** Whether it makes names in ways that no reader sees: any name may be there. */
  readonly isOpen: boolean;
};

/** What may offer any name. */
export const ANY_NAME: OfferedNames = { names: new Set(), stars: [], isOpen: true };
