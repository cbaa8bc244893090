import type { Proof } from '../recipe.ts';

/** What removing the unused imports of one file comes to. Proofs and notes speak of that file alone. */
export type UnusedImportsResult =
  | {
      readonly kind: 'changed';
      readonly text: string;
      /** Imports that look unused and were left, with the reason; other things the user should know. */
      readonly notes?: readonly string[];
      readonly proofs?: readonly Proof[];
    }
  | { readonly kind: 'unchanged'; readonly notes?: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string };
