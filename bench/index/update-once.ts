// update-once.ts ROOT: brings the index of a repository up to date as the launcher would have a command do it, and prints
// what that took, as JSON. `updateMs` counts from the open project on: listing, update and closing.
import { enableCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--wasm-tier-up-filter=0');
enableCompileCache();
const { withCodeIndex } = await import('../../src/cli/code-index.ts');
const { openProject } = await import('../../src/cli/project.ts');

const project = await openProject(process.argv[2] ?? '');
const startedMs = performance.now();
const { signal } = new AbortController();
const { indexed, unchanged, skipped, failed } = await withCodeIndex(
  project,
  { signal },
  (_queries, report) => report,
);
const updateMs = performance.now() - startedMs;
const counts = { indexed, unchanged, skipped: skipped.length, failed: failed.length };
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const cpuMs = (userCPUTime + systemCPUTime) / 1000;
console.log(JSON.stringify({ ...counts, updateMs, cpuMs, peakMb: maxRSS / 1024 }));
