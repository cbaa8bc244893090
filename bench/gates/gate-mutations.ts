import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rulesOf, type Rule } from './gate-rules.ts';
import { ruleSources, testsOfRules } from './rule-tests.ts';

// node bench/gates/gate-mutations.ts [PART_OF_PATH]: switches each rule of the gates off in turn, in a copy of the
// sources, and asks their tests. Ends with 1 where all of them still pass: nothing would notice the loss of that rule.
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COPIED = [
  'src',
  'test',
  'bin',
  'docs',
  '.pre-commit-hooks.yaml',
  'README.md',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];

const [part = ''] = process.argv.slice(2);
const copy = copyOfSources();
const sources = ruleSources(ROOT, part);
requirePassing(new Set(sources.flatMap(testsOfRules)));
const rules = sources.flatMap((path) => rulesOf(ROOT, path));
let unnoticed = 0;
for (const rule of rules) {
  if (isNoticed(rule)) continue;
  unnoticed++;
  console.log(`${rule.path}:${rule.line} ${rule.rule}`);
}
rmSync(copy, { recursive: true });
console.log(`${rules.length} rules switched off, ${unnoticed} unnoticed`);
process.exitCode = unnoticed === 0 ? 0 : 1;

function copyOfSources(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gate-mutations-'));
  for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function isNoticed({ path, start, end, off }: Rule): boolean {
  const file = join(copy, path);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.slice(0, start) + off + text.slice(end));
  const passed = isPassing(testsOfRules(path));
  writeFileSync(file, text);
  return !passed;
}

/** Tests that fail anyhow would notice everything. */
function requirePassing(tests: ReadonlySet<string>): void {
  if (!isPassing([...tests])) throw new Error('The tests fail while every rule is on.');
}

function isPassing(tests: readonly string[]): boolean {
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--bail=1', ...tests];
  return spawnSync(process.execPath, args, { cwd: copy, stdio: 'ignore' }).status === 0;
}
