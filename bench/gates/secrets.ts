// Judges every file below the folders as new by the gate `secrets` and lists what it objects to, the values hidden:
// a person decides which of them are false. `node bench/gates/secrets.ts FOLDER…`
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { createCandidate } from '../../src/domain/candidate.ts';
import { decodeText } from '../../src/domain/text.ts';
import { createSecretsGate } from '../../src/safety/gates/secrets.ts';
import { filesBelow } from './corpus.ts';

const MAX_BYTES = 1_000_000;
const gate = createSecretsGate();
const { signal } = new AbortController();

/** The lines that say where and what, of one file. */
async function judge(folder: string, file: string): Promise<readonly string[] | null> {
  const path = relative(folder, file);
  const after = readFileSync(file);
  if (after.length > MAX_BYTES || decodeText(after).kind !== 'text') return null;
  const none = { read: async () => null, list: async () => [] };
  const candidate = createCandidate(none, [{ path, before: null, after, tolerances: [] }]);
  const { diagnostics } = await gate.check(candidate, signal);
  return diagnostics.map(({ line, message, context }) => {
    const kind = /\((?<kind>[\w-]+)\)/.exec(message)?.groups?.['kind'];
    const shown = context.split('\n').find((text) => text.startsWith('>'));
    return `${path}:${line} ${kind} ${shown?.slice(0, 150)}`;
  });
}

const report = { files: 0, withFindings: 0, findings: 0 };
const startedMs = performance.now();
for (const folder of process.argv.slice(2)) {
  for (const file of filesBelow(folder, /./)) {
    const found = await judge(folder, file);
    if (found === null) continue;
    report.files++;
    report.withFindings += found.length > 0 ? 1 : 0;
    report.findings += found.length;
    for (const line of found) process.stdout.write(`${line}\n`);
  }
}
const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
process.stdout.write(
  `${report.files} files: ${report.findings} findings in ${report.withFindings} of them, ${seconds} s\n`,
);
