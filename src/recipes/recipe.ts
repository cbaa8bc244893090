import type { LibraryFiles } from '../codebase/languages/typescript-libraries.ts';
import type { LanguageId } from '../domain/language.ts';
import type { FileChange, RecipeEffect } from '../domain/patch.ts';
import type { SourceTree } from '../domain/ports.ts';
import type { WorkProgress } from '../domain/progress.ts';

/** Values that a sentence or a command gives a recipe, by slot name. */
export type SlotValues = Readonly<Record<string, string>>;

/**
 * How strong a proof is: S syntax, A the syntax tree is identical but for the declared edit, D no new diagnostics,
 * R every occurrence of the old name is resolved or listed.
 */
export type ProofLevel = 'S' | 'A' | 'D' | 'R';

/** What a recipe proved of its own change. The tests of the project, level T, are a gate of the run. */
export type Proof = { readonly level: ProofLevel; readonly detail: string };

export type RecipeRequest = {
  readonly slots: SlotValues;
  /** Files to work on, relative to the root of the tree; empty means that the recipe finds its place by itself. */
  readonly targets: readonly string[];
  readonly signal: AbortSignal;
  /** TypeScript's libraries as other requests of the same process have parsed them. */
  readonly libraries?: LibraryFiles | undefined;
  /** Told how many of the files or places are done, where there are several. */
  readonly onProgress?: (progress: RecipeProgress) => void;
};

export type RecipeProgress = Omit<WorkProgress, 'work'>;

/** A recipe never throws for what it cannot do: it refuses, with the reason and what to try. */
export type RecipeResult =
  | {
      readonly kind: 'changed';
      readonly changes: readonly FileChange[];
      readonly summary: string;
      /** What the user should know: delegates left behind, occurrences that were listed and not changed. */
      readonly notes: readonly string[];
      readonly proofs: readonly Proof[];
    }
  | { readonly kind: 'unchanged'; readonly summary: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly hint: string | null };

export type Refused = Extract<RecipeResult, { readonly kind: 'refused' }>;

/** The refusal of a recipe: why, and what to try. */
export function refused(reason: string, hint: string | null): Refused {
  return { kind: 'refused', reason, hint };
}

/** A slot of a recipe as its users see it. */
export type SlotSpec = {
  readonly name: string;
  readonly description: string;
  readonly isRequired: boolean;
  /** A sentence that fills it can only be refused here, with advice: where there is a model, it takes the task. */
  readonly isForModel?: true;
  /** It names a symbol that there is, which `--at` alone may name too. */
  readonly isSymbol?: true;
};

/**
 * What a sentence has to speak of, in any order, to ask for a recipe; see router/gist.ts. Both are lists of patterns:
 * each of `must` is met at least once, those of `may` are known as well.
 */
export type Gist = {
  readonly must: readonly string[];
  readonly may?: readonly string[];
  /** What has to be said somewhere, whichever phrase it is a part of. */
  readonly says?: readonly string[];
  /** What must not stand anywhere, although each of its words is known. */
  readonly never?: readonly string[];
};

/** A deterministic refactoring. */
export interface Recipe {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly languages: readonly LanguageId[];
  readonly slots: readonly SlotSpec[];
  /** Sentence patterns with slots; see router/router.ts for their form. */
  readonly patterns: readonly string[];
  /** Tried where no recipe's patterns match. */
  readonly gists?: readonly Gist[];
  /** Patterns of clauses that may follow a sentence because the recipe does what they ask anyway ("update all callers"). */
  readonly riders?: readonly string[];
  /** The proofs without which it changes nothing. */
  readonly proves: readonly ProofLevel[];
  readonly effect: RecipeEffect;
  /** At least three sentences that route here. */
  readonly examples: readonly string[];
  /** What it will not do, a line each. */
  readonly refuses: readonly string[];
  run(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult>;
  /**
   * The places in the targets that it may fit, as slots for one run each, for `--all`. A recipe without it works on
   * every target in a single run.
   */
  readonly places?: (request: RecipeRequest, tree: SourceTree) => Promise<readonly SlotValues[]>;
}
