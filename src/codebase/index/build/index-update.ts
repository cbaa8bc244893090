import type { WorkProgress } from '../../../domain/progress.ts';
import type { ReadFacts } from '../file-facts.ts';
import type { FactsThread } from '../facts/facts-thread.ts';
import type { EdgeResolver } from '../imports/import-resolver.ts';

type Edges = Pick<EdgeResolver, 'edges'>;
type FileListing = { readonly root: string; readonly paths: readonly string[] };

/** The files to bring an index up to date with, and what reads them and resolves their imports. */
export type IndexUpdate = {
  /** The absolute path of the folder that `paths` are relative to. */
  readonly root: string;
  /**
   * Every file of the work tree once, with forward slashes; some may be gone by now. What is not among them is dropped
   * from the index. They may still be on their way: what the index knows is read meanwhile.
   */
  readonly paths: readonly string[] | Promise<readonly string[]>;
  readonly readFacts: ReadFacts;
  /** Starts a thread that reads facts as `readFacts` does; used where there are many files to read. */
  readonly startFactsThread?: () => FactsThread;
  /** Called when there are imports to resolve, at most once an update. */
  readonly createResolver: (listing: FileListing) => Edges | Promise<Edges>;
  /** How far it is, in files to look into and then in imports to resolve; told once a batch. */
  readonly onProgress?: (progress: WorkProgress) => void;
  readonly signal?: AbortSignal;
};
