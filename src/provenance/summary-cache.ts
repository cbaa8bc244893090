import * as z from 'zod';
import { digestOf, type Digest } from '../domain/digest.ts';
import { readStateJson, writeStateJson } from './state-json.ts';

/** What a summary depends on. Where the code stands is no part of it, so that it outlives moves and branches. */
export type SummaryKey = {
  /** Of the summarised code. */
  readonly content: string;
  readonly model: string;
  /** Of what the model was told to do. */
  readonly prompt: string;
};

/** Summaries that a model wrote, kept by what they depend on: losing them costs the calls that made them. */
export interface SummaryCache {
  /** The summary, or null where none was kept, or what was kept is damaged. */
  read(key: SummaryKey): string | null;
  /** Keeps a summary where it can be written. */
  keep(key: SummaryKey, text: string): Promise<void>;
}

const entrySchema = z.object({ text: z.string().min(1), digest: z.string() });

/** The summaries of a work tree, a file each in its state folder. Several processes may use them at once. */
export function createSummaryCache(root: string): SummaryCache {
  return {
    read: (key) => {
      const entry = entrySchema.safeParse(readStateJson(root, fileOf(key))).data;
      return entry?.digest === digestOfEntry(key, entry?.text ?? '') ? entry.text : null;
    },
    keep: async (key, text) =>
      writeStateJson(root, fileOf(key), { ...key, text, digest: digestOfEntry(key, text) }),
  };
}

function fileOf(key: SummaryKey): string {
  return `summaries/${digestOfEntry(key, '').replace('sha256:', '')}.json`;
}

function digestOfEntry({ content, model, prompt }: SummaryKey, text: string): Digest {
  return digestOf(JSON.stringify([content, model, prompt, text]));
}
