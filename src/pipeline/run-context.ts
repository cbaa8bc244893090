import type { Snippet, SnippetRequest } from '../codebase/index/snippets/find-snippets.ts';
import type { CodeKnowledge } from '../codebase/index/code-knowledge.ts';
import type { LibraryFiles } from '../codebase/languages/typescript-libraries.ts';
import type { MeasuredCoverage } from '../codebase/measured-coverage/measured-coverage.ts';
import type { Config } from '../domain/config.ts';
import type { Emit, EventOf } from '../domain/event.ts';
import type { Patch } from '../domain/patch.ts';
import type { Clock, Gate, IndexChange, Model, RefMove, SourceTree, VcsWriter } from '../domain/ports.ts';
import type { WorkProgress } from '../domain/progress.ts';
import type { RunRecord } from '../domain/run-record.ts';
import type { Task } from '../domain/task.ts';
import type { TokenCounters } from '../domain/tokens.ts';
import type { Recipe } from '../recipes/recipe.ts';
import type { RunFiles } from '../provenance/run-files.ts';
import type { SummaryCache } from '../provenance/summary-cache.ts';
import type { PlannedWrite } from '../safety/check-writes.ts';

/** The only door to the user's files: all or none, journaled, under the lock of the repository. */
export interface PatchWriter {
  /** Puts every backup and every written file on record. Throws with nothing changed. */
  write(writes: readonly PlannedWrite[], run: WriterRun, git?: GitWrite): Promise<void>;
  /** Moves refs alone, on record before it happens. */
  moveRefs(git: Omit<GitWrite, 'index'>, run: WriterRun): Promise<void>;
  /** The bytes of a file as they are on disk now; null where there is none. */
  read(path: string): Promise<Uint8Array | null>;
  /** Puts back exactly what the run has written, and says so on record. An abort does not stop it. */
  takeBack(reason: string, run: Pick<RunContext, 'emit' | 'record'>): Promise<void>;
}

type WriterRun = Pick<RunContext, 'emit' | 'record' | 'signal'>;

/** What it takes of a run to put its change into git. */
export type LandingRun = WriterRun & Pick<RunContext, 'writer'>;

/** What changes in git together with files: with the refs all of it becomes final. */
export type GitWrite = {
  readonly vcs: VcsWriter;
  readonly index: readonly IndexChange[];
  readonly moves: readonly RefMove[];
  readonly purpose: EventOf<'refs.moved'>['purpose'];
  /** Who or what asked for it. */
  readonly approver: string;
};

/** Asks a person about each patch; null in a run that nobody watches. */
export interface Approval {
  readonly approver: string;
  reviewPatches(patches: readonly Patch[]): Promise<ReadonlySet<string>>;
  confirm(question: string): Promise<boolean>;
}

/** Everything one run works with: what was asked, what was decided by options, and the ports to the outside. */
export type RunContext = {
  readonly task: Task;
  readonly config: Config;
  readonly tree: SourceTree;
  /** Those of this tool and those of the project. */
  readonly recipes: readonly Recipe[];
  /** For the recipes of all steps. */
  readonly libraries: LibraryFiles;
  readonly index: CodeKnowledge;
  readonly coverage: MeasuredCoverage;
  /** Finds examples in this and other roots; null where nobody asked for them. */
  readonly snippets: ((request: Omit<SnippetRequest, 'sources'>) => Promise<readonly Snippet[]>) | null;
  readonly model: Model | null;
  /** Counts what the builder's model will be shown. */
  readonly tokens: TokenCounters;
  /** What models said of parts of files, in earlier runs too. */
  readonly summaries: SummaryCache;
  readonly gates: readonly Gate[];
  readonly files: RunFiles;
  readonly writer: PatchWriter;
  /** Null outside of a git repository. */
  readonly vcs: VcsWriter | null;
  readonly approval: Approval | null;
  /** `--yes`: every question is answered with yes; the risk limit stays. */
  readonly assumesYes: boolean;
  /** Loads what the gates need while the model is at work: until it has answered, and on with its next call. */
  readonly warmUp: (answered: AbortSignal) => void;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told of what nobody expected, whose place no record holds. */
  readonly onBug?: ((error: unknown) => void) | undefined;
  /** Told how far long work is, which no event tells. */
  readonly onProgress?: ((progress: WorkProgress) => void) | undefined;
  readonly emit: Emit;
  readonly record: () => RunRecord;
  /** The newest run that changed one of the paths and was not undone, or null. */
  readonly lastRunThatChanged: (paths: readonly string[]) => Promise<string | null>;
};
