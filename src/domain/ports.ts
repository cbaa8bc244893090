import type { Digest } from './digest.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { FindingCount } from './finding-counts.ts';
import type { FileChange } from './patch.ts';

/** The roles that a model plays in a run. `generator` is the name of the builder in the record. */
export type ModelRole = 'reasoner' | 'compressor' | 'generator';

export type ModelMessage = { readonly role: 'user' | 'assistant'; readonly text: string };

/** A tool that the reply must call; `inputSchema` is JSON Schema. */
export type ModelTool = { readonly name: string; readonly description: string; readonly inputSchema: object };

export type ModelRequest = {
  readonly role: ModelRole;
  readonly model: string;
  readonly effort: 'low' | 'medium' | 'high' | null;
  readonly system: string;
  /**
   * What goes before the first message, the same bytes for every task on one state of the code: a server that keeps
   * what it has read need not read it again. Left out where the call is not likely to be followed by another.
   */
  readonly stable?: string | undefined;
  readonly messages: readonly ModelMessage[];
  readonly tool: ModelTool | null;
  readonly maxOutputTokens: number;
  /** For the record: what the call is for, in words. */
  readonly purpose: string;
  /** Called once the request is on its way: until the reply comes, the processor has nothing to do. */
  readonly onSent?: (() => void) | undefined;
};

/** `tokensIn` includes what was read from or written to the prompt cache. */
export type ModelUsage = {
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
};

export type ModelFault =
  | 'rate-limited'
  | 'overloaded'
  | 'server-error'
  | 'unreachable'
  | 'stream-broken'
  | 'stalled'
  | 'unauthorised'
  | 'bad-request'
  | 'context-exceeded'
  | 'script-exhausted';

/** What came back. A reply counts only with a stop reason that says it is whole; `toolInput` is unchecked. */
export type ModelReply =
  | {
      readonly kind: 'reply';
      readonly text: string;
      readonly toolInput: unknown;
      /** Secrets that the model was not shown and that were put back into its answer; never on record. */
      readonly restored?: readonly string[];
      readonly stopReason: string;
      readonly model: string;
      readonly usage: ModelUsage;
      readonly requestId: string | null;
      readonly durationMs: number;
    }
  | {
      readonly kind: 'fault';
      readonly fault: ModelFault;
      readonly message: string;
      readonly httpStatus: number | null;
      readonly retryAfterMs: number | null;
      readonly durationMs: number;
    };

/** A language model. Faults are values; an abort by the signal throws. */
export interface Model {
  complete(request: ModelRequest, signal: AbortSignal): Promise<ModelReply>;
}

/** A regular file of the work tree as it is on disk now. */
export type WorkFile = {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Permission bits, e.g. 0o644. */
  readonly mode: number;
};

/** The user's work tree, read only. Paths are relative to `root`, with forward slashes. */
export interface Workspace {
  /** Absolute, symbolic links resolved. */
  readonly root: string;
  /** The file, or null when there is none. Links inside the tree are followed, others throw `outside-repository`. */
  read(path: string): Promise<WorkFile | null>;
  /** Tracked and untracked files that are not ignored, sorted; links and special files are left out. */
  list(): Promise<readonly string[]>;
}

/** The state of the repository that a record names; null fields where git says nothing. */
export type RepositoryState = {
  readonly root: string;
  readonly head: string | null;
  readonly branch: string | null;
  readonly isDirty: boolean;
};

/** Version control, read only. */
export interface Vcs {
  /** The repository around a folder, or null when there is none. */
  describe(folder: string): Promise<RepositoryState | null>;
  /** Tracked and untracked, not ignored paths below a root. */
  listFiles(root: string): Promise<readonly string[]>;
  /** Those of them that are untracked. */
  listUntracked(root: string): Promise<readonly string[]>;
  /** Those of the paths that git ignores. */
  ignored(root: string, paths: readonly string[]): Promise<ReadonlySet<string>>;
  /** Paths that differ from a commit, staged or not, deleted ones among them, and untracked ones; null where there is no such commit. */
  changedSince(root: string, commit: string): Promise<ReadonlySet<string> | null>;
  /** By the path of a tracked file that the commit has by another path, that other one. */
  renamedSince(root: string, commit: string): Promise<ReadonlyMap<string, string>>;
  /** The bytes of a file as a commit has it, before any filter; null where it has none. */
  readAt(root: string, commit: string, path: string): Promise<Uint8Array | null>;
}

/** Where a ref points before and after; null stands for no such ref. */
export type RefMove = { readonly ref: string; readonly before: string | null; readonly after: string | null };

/** A file as git's index or a tree holds it. */
export type TreeEntry = { readonly mode: string; readonly blob: string };

/** How one path of the index is to change; null stands for no entry. */
export type IndexChange = {
  readonly path: string;
  readonly before: TreeEntry | null;
  readonly after: TreeEntry | null;
};

/** Where commits can go. */
export type VcsPlace = {
  readonly head: string | null;
  /** Of HEAD: `refs/heads/main`, or `HEAD` itself where it is on no branch. */
  readonly ref: string;
  /** What is under way, such as a merge, or null. */
  readonly ongoing: string | null;
  /** Another git process is at work, or one was killed. */
  readonly indexLock: string | null;
};

/** A tree that differs from that of a commit in some files, or why git would not have made it. */
export type TreeWith =
  | { readonly kind: 'tree'; readonly tree: string; readonly changes: readonly IndexChange[] }
  | { readonly kind: 'refused'; readonly reason: string };

export type NewCommit = { readonly tree: string; readonly parent: string; readonly message: string };

/** Version control, written to: objects, refs and single entries of the index, and never the work tree. No hook runs. */
export interface VcsWriter {
  place(): Promise<VcsPlace>;
  /** Whether git knows in whose name to commit. */
  knowsAuthor(): Promise<boolean>;
  /** A full ref name for the branch, or why it cannot be one. */
  branchRef(name: string): Promise<{ readonly ref: string } | { readonly reason: string }>;
  /** The tree of a commit with these files instead, stored as `git add` stores them: through filters and line endings. */
  treeWith(commit: string, files: readonly FileContent[]): Promise<TreeWith>;
  /** Those of the paths whose entry in the index is not that of HEAD. */
  staged(paths: readonly string[]): Promise<readonly string[]>;
  /** Signed where the user's configuration says so. */
  commit(commit: NewCommit): Promise<{ readonly commit: string; readonly isSigned: boolean }>;
  /** The commit that a ref leads to, or null. */
  read(ref: string): Promise<string | null>;
  isAncestor(commit: string, of: string): Promise<boolean>;
  /** Every branch, remote ones too, that holds a commit. */
  refsWith(commit: string): Promise<readonly string[]>;
  /** The work trees' branches that are checked out, as full names, the current one's among them. */
  checkedOut(): Promise<readonly string[]>;
  /** Changes the entries that are as `before` says; the paths of others are returned, and left alone. */
  changeIndex(changes: readonly IndexChange[]): Promise<readonly string[]>;
  /** All of them or none, each only where it is as `before` says. */
  moveRefs(moves: readonly RefMove[], reason: string): Promise<void>;
  /** How the files of one commit become those of another. */
  changesBetween(one: string, other: string): Promise<readonly IndexChange[]>;
  /** Those of the paths whose content git keeps apart from its own objects (Git LFS). */
  storedElsewhere(paths: readonly string[]): Promise<readonly string[]>;
  /** The remote of a branch: its own, or the only one; null where there is none. */
  remoteOf(ref: string): Promise<string | null>;
  /** Sends one branch. @throws OuroborosError `environment` with what git said */
  push(remote: string, ref: string): Promise<void>;
}

/** What a file shall hold; null bytes stand for no file. The path is that of the run: links are followed. */
export type FileContent = {
  readonly path: string;
  readonly bytes: Uint8Array | null;
  /** Left out, a file keeps its own. */
  readonly mode?: number | undefined;
};

export interface Clock {
  now(): Date;
  /** Milliseconds from an arbitrary start, never going back. */
  elapsedMs(): number;
}

/** Files by path, read only: the work tree, or a candidate tree over it. */
export interface SourceTree {
  /** The bytes of a file, or null when the tree has none there. */
  read(path: string): Promise<Uint8Array | null>;
  /** Paths of the tree, sorted. */
  list(): Promise<readonly string[]>;
}

/** What a change is for, and how far it is. */
export type ChangeIntent = {
  /** The task and the titles of the plan's steps: what they name is meant to change. */
  readonly words: string;
  /** Paths that steps still to come may make or change; empty once the change is whole. */
  readonly later: readonly string[];
};

/** The work tree with a run's changes laid over it. Gates judge this, never the disk. */
export interface Candidate extends SourceTree {
  readonly changes: readonly FileChange[];
  readonly intent: ChangeIntent;
}

/** What a gate says of a candidate. `judged` names the digests of the very bytes that were checked. */
export type Verdict = {
  readonly passed: boolean;
  /** The gate had nothing to judge by, and has said so by an event of its own: this is no check. */
  readonly isSkipped?: true;
  readonly summary: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The files that it refuses as a whole, which no diagnostic names. */
  readonly refused?: readonly string[];
  readonly judged: readonly JudgedFile[];
  /** What it finds in each changed file on both sides, where it counts. */
  readonly counts?: readonly FindingCount[];
  /** Paths that the gate was to judge and could not: nothing is refused for it, but there is more risk in them. */
  readonly unjudged?: readonly string[];
  /** What looks wrong and may be right: nothing is refused for it, but a person shall see it before it is written. */
  readonly doubts?: readonly Diagnostic[];
};

export type JudgedFile = {
  readonly path: string;
  readonly digest: Digest;
  /** The parsers whose word the verdict rests on, the strongest last. */
  readonly verifiedBy: readonly string[];
};

/** One check of a candidate tree against the tree before; only what is new counts. */
export interface Gate {
  readonly id: string;
  /** The name in the record's `safety_checks`: `syntax_validation` for the syntax gate, else the id. */
  readonly checkType: string;
  /** Whether a failure goes back to the builder for another attempt. */
  readonly isHealable: boolean;
  /** `whole-change`: what a later step may still put right, so only the last step is asked for it. */
  readonly judges: 'each-step' | 'whole-change';
  appliesTo(path: string): boolean;
  check(candidate: Candidate, signal: AbortSignal): Promise<Verdict>;
}
