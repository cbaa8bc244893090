import {
  checkTypesInThread,
  type TypeAnswer,
  type TypeLimits,
} from '../../codebase/languages/type-check/type-thread.ts';
import type { Candidate } from '../../domain/ports.ts';
import { textOf } from '../imports/added-imports.ts';
import { alteredFiles } from './altered-files.ts';

export type TypesPlace = { readonly root: string; readonly limits: TypeLimits; readonly signal: AbortSignal };

const TYPED = /\.[cm]?[jt]sx?$/;
const CONFIG = /(?:^|\/)[jt]sconfig\.json$/;

/** What TypeScript says of the JavaScript and TypeScript files that change; null where there is nothing to judge. */
export async function scriptTypes(
  candidate: Candidate,
  { root, limits, signal }: TypesPlace,
): Promise<TypeAnswer | null> {
  const altered = alteredFiles(candidate, TYPED);
  if (altered.length === 0) return null;
  const configs = (await candidate.list()).filter((path) => CONFIG.test(path));
  const folders = configs.map((path) => path.slice(0, path.lastIndexOf('/') + 1));
  if (!altered.some(({ path }) => folders.some((folder) => path.startsWith(folder)))) return null;
  const changes = altered.map(({ path, before, after }) => ({
    path,
    before: before === null ? null : textOf(before),
    after: after === null ? null : textOf(after),
  }));
  return checkTypesInThread({ root, changes }, { ...limits, signal });
}
