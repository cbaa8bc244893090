import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rulesOf, type Rule } from './gate-rules.ts';
import { keepVitest } from './kept-vitest.ts';
import { ruleSources, testsOfRules } from './rule-tests.ts';

// node bench/gates/gate-mutations.ts [PART_OF_PATH | PATH:LINE …]: switches each rule of the gates off in turn, in a copy
// of the sources, and asks their tests. Ends with 1 where all of them still pass: nothing would notice the loss of that
// rule. It names such rules as PATH:LINE.
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

const copy = copyOfSources();
const vitest = await keepVitest(copy);
try {
  const asked = process.argv.slice(2);
  const sources = ruleSources(ROOT, asked.map(withoutLine));
  await requirePassing(sources.flatMap(testsOfRules).flat());
  const rules = sources.flatMap((path) => rulesOf(ROOT, path)).filter((rule) => isAsked(rule, asked));
  let unnoticed = 0;
  for (const rule of rules) {
    if (await isNoticed(rule)) continue;
    unnoticed++;
    console.log(`${rule.path}:${rule.line} ${rule.rule}`);
  }
  console.log(`${rules.length} rules switched off, ${unnoticed} unnoticed`);
  process.exitCode = unnoticed === 0 ? 0 : 1;
} finally {
  await vitest.close();
  rmSync(copy, { recursive: true });
}

function withoutLine(part: string): string {
  return part.replace(/:\d+$/, '');
}

function isAsked({ path, line }: Rule, asked: readonly string[]): boolean {
  return asked.length === 0 || asked.some((part) => path.includes(part) || `${path}:${line}`.endsWith(part));
}

function copyOfSources(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gate-mutations-'));
  for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

async function isNoticed({ path, start, end, off }: Rule): Promise<boolean> {
  const text = readFileSync(join(copy, path), 'utf8');
  write(path, text.slice(0, start) + off + text.slice(end));
  let isNoticed = false;
  for (const tests of testsOfRules(path)) isNoticed ||= !(await vitest.isPassing(tests));
  write(path, text);
  return isNoticed;
}

function write(path: string, text: string): void {
  writeFileSync(join(copy, path), text);
  vitest.forget(join(copy, path));
}

/** Tests that fail anyhow would notice everything. */
async function requirePassing(tests: readonly string[]): Promise<void> {
  for (const test of new Set(tests))
    if (!(await vitest.isPassing([test]))) throw new Error(`${test} fails while every rule is on.`);
}
