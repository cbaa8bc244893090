// update-once.ts ROOT STATE_FOLDER: brings the index of a folder up to date and prints how long that took, as JSON.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { updateIndex } from '../../src/codebase/index/build/update-index.ts';
import { readFacts } from '../../src/codebase/index/facts/read-facts.ts';
import { createImportResolver } from '../../src/codebase/index/imports/import-resolver.ts';
import { openCodeDatabase } from '../../src/codebase/index/store/code-database.ts';
import { walkFiles } from '../../src/codebase/walk-files.ts';

const [root = '', stateFolder = ''] = process.argv.slice(2);
const readText = async (path: string): Promise<string | null> => readFile(join(root, path), 'utf8');
const database = openCodeDatabase(stateFolder);
const startedMs = performance.now();
const paths = (await walkFiles(root)).toSorted();
const listMs = performance.now() - startedMs;
const createResolver = (listing: { readonly root: string; readonly paths: readonly string[] }) =>
  createImportResolver({ ...listing, readText });
const report = await updateIndex({ root, paths, database, readFacts, createResolver });
database.close();
const { indexed, unchanged, durationMs } = report;
const [skipped, failed, peakMb] = [
  report.skipped.length,
  report.failed.length,
  process.resourceUsage().maxRSS / 1024,
];
console.log(JSON.stringify({ indexed, unchanged, skipped, failed, listMs, durationMs, peakMb }));
