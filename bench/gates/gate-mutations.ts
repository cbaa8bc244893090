import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rulesOf, type Rule } from './gate-rules.ts';

// node bench/gates/gate-mutations.ts [PART_OF_PATH]: switches each rule of the gates off in turn, in a copy of the
// sources, and asks their tests. Ends with 1 where all of them still pass: nothing would notice the loss of that rule.
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = [
  'src/safety/gates',
  'src/safety/vanished',
  'src/safety/imports',
  'src/safety/weakened',
  'src/codebase/offered-names',
  'src/codebase/interface',
  'src/codebase/test-suites',
];
const OTHERS = ['src/codebase/languages/judge-text.ts'];
const TESTS: readonly (readonly [source: RegExp, tests: readonly string[]])[] = [
  [
    /judge-text/,
    [
      'test/safety/syntax-check.test.ts',
      'test/safety/syntax-table.test.ts',
      'test/safety/syntax-gate.test.ts',
    ],
  ],
  [/codebase\/interface/, ['test/codebase/interface']],
  [/safety\/vanished/, ['test/safety/vanished', 'test/safety/gates/vanished-definitions.test.ts']],
  [/safety\/imports/, ['test/safety/imports', 'test/safety/gates/new-imports.test.ts']],
  [/offered-names/, ['test/codebase/offered-names', 'test/safety/imports', 'test/safety/vanished']],
  [/./, ['test/safety/gates']],
];

const [part = ''] = process.argv.slice(2);
const copy = copyOfSources();
const files = [
  ...FOLDERS.flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`)),
  ...OTHERS,
];
const rules = files.filter((path) => path.includes(part)).flatMap((path) => rulesOf(ROOT, path));
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
  for (const name of [
    'src',
    'test',
    'bin',
    'docs',
    'README.md',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
  ])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function isNoticed({ path, start, end, off }: Rule): boolean {
  const file = join(copy, path);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.slice(0, start) + off + text.slice(end));
  const tests = TESTS.find(([source]) => source.test(path))?.[1] ?? [];
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs');
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--bail=1', ...tests], {
    cwd: copy,
    stdio: 'ignore',
  });
  writeFileSync(file, text);
  return status !== 0;
}
