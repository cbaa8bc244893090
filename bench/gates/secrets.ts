// Judges every file below the folders as new by the gate `secrets` and lists what it objects to, the values hidden:
// a person decides which of them are false. `node bench/gates/secrets.ts FOLDER…`
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createCandidate } from '../../src/domain/candidate.ts';
import { decodeText } from '../../src/domain/text.ts';
import { createSecretsGate } from '../../src/safety/gates/secrets.ts';

const MAX_BYTES = 1_000_000;
const gate = createSecretsGate();
const { signal } = new AbortController();

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules')
      yield* filesBelow(path);
    if (entry.isFile() && statSync(path).size <= MAX_BYTES) yield path;
  }
}

/** The lines that say where and what, of one file. */
async function judge(folder: string, path: string): Promise<readonly string[] | null> {
  const after = readFileSync(join(folder, path));
  if (decodeText(after).kind !== 'text') return null;
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
  for (const file of filesBelow(folder)) {
    const found = await judge(folder, file.slice(folder.length + 1));
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
