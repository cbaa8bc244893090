import type { ModelRole } from './ports.ts';

export type Profile = 'fast' | 'balanced' | 'quality';
export type EngineChoice = 'auto' | 'recipe' | 'model';

/** The model of one role; `effort` is left out of requests where null. */
export type RoleConfig = { readonly model: string; readonly effort: 'low' | 'medium' | 'high' | null };

/** Whether and how the project's own tests judge a change. */
export type TestsConfig = {
  /** `if-declared`: all of them where the project says how they are run, else none. */
  readonly run: 'none' | 'if-declared' | 'related' | 'all';
  /** A command line for the shell that runs them; null where the runner is found out. */
  readonly command: string | null;
  /** Of one run of one suite. */
  readonly timeoutMs: number;
  /** Whether they may be run where there is no box. */
  readonly allowUnsandboxed: boolean;
  /** Whether packages that the project has not installed are installed for the run. */
  readonly installsMissing: boolean;
  /** Whether only files that have tests may be changed. */
  readonly isRequired: boolean;
  /** Whether the tree without the change is measured like the one with it. */
  readonly measuresBoth: boolean;
};

/** How much worse a change may make a metric before it is taken back. */
export type WorseLimits = {
  /** New type, lint and test errors. */
  readonly errors: number;
  /** By which the most complex function of the changed files may get more complex. */
  readonly complexity: number;
  /** By which the share of their lines that tests run may fall, 0 to 1. */
  readonly coverage: number;
  /** By which the time of the tests may be multiplied. */
  readonly testTime: number;
};

/** Where a change goes beside the work tree; `commit` is the current branch, `branch` one of its own. */
export type Landing =
  | { readonly kind: 'work-tree' }
  | ({ readonly kind: 'commit' } & LandingExtras)
  | ({
      readonly kind: 'branch';
      /** Null: a name is made of `prefix` and the time. */
      readonly name: string | null;
      readonly prefix: string;
      /** The branch that is fast-forwarded once the tests have passed: the current one where `into` is null. */
      readonly merge: { readonly into: string | null } | null;
    } & LandingExtras);

type LandingExtras = {
  /** `remote` is null for that of the current branch. */
  readonly push: { readonly remote: string | null } | null;
  /** Whether the message of the commit names the run. */
  readonly trailers: boolean;
};

/** Limits that stop a run cleanly; null means no limit. */
export type Budget = {
  readonly maxTokens: number | null;
  readonly maxCostUsd: number | null;
  readonly timeoutMs: number | null;
};

/** How the model is reached. Keys are not part of it: they never leave the adapter. */
export type ModelAccess =
  | { readonly kind: 'anthropic'; readonly baseUrl: string | null; readonly isLocal: boolean }
  | { readonly kind: 'mock' }
  | { readonly kind: 'script'; readonly path: string }
  | { readonly kind: 'none' };

/** Everything resolved, all fields present: flags over environment over `ouroboros.config.json` over defaults. */
export type Config = {
  readonly profile: Profile;
  readonly engine: EngineChoice;
  readonly safeMode: boolean;
  readonly maxRisk: number;
  readonly maxAttempts: number;
  readonly dryRun: boolean;
  readonly autoApply: boolean;
  readonly budget: Budget;
  readonly access: ModelAccess;
  readonly roles: Readonly<Record<ModelRole, RoleConfig>>;
  /** Tried when the builder's own model stays unreachable; null where there is none. */
  readonly fallbackModel: string | null;
  /** Waits between tries of one model call, in milliseconds. */
  readonly retryDelaysMs: readonly number[];
  /** No event from the model's stream for so long counts as a stall. */
  readonly stallTimeoutMs: number;
  readonly contextBudgetTokens: number;
  /** Relative to the root of the work tree. */
  readonly artifactsDir: string;
  /** Glob patterns of files that a run may never change. */
  readonly protectedPaths: readonly string[];
  /** Glob patterns of files whose change counts as sensitive in the risk score. */
  readonly sensitivePaths: readonly string[];
  /** Gates switched off by id; recorded in every run. */
  readonly disabledGates: readonly string[];
  /** Whether nothing that other files can use may be removed or changed so that it breaks them. */
  readonly keepApi: boolean;
  /** Who describes the parts of large files that are not shown: their outline, or the compressor's model. */
  readonly summaries: 'static' | 'model';
  /** Whether the builder gets related functions of this and the other configured roots. */
  readonly snippets: boolean;
  readonly tests: TestsConfig;
  readonly landing: Landing;
  /** When an applied change is taken back again; null: it stays. */
  readonly revertIfWorse: WorseLimits | null;
};
