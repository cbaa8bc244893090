import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CodeKnowledge } from '../../src/codebase/index/code-knowledge.ts';
import { interfaceDifference } from '../../src/codebase/interface/interface-difference.ts';
import type { FileChange } from '../../src/domain/patch.ts';
import { riskSchema } from '../../src/domain/risk.ts';
import { assessRisk, RISK_FACTORS, type RiskInput } from '../../src/safety/risk-factors.ts';
import { assessPatchRisk, type PatchRiskRequest } from '../../src/safety/risk.ts';
import { whySensitive } from '../../src/safety/sensitive-paths.ts';
import { withIndexOf } from '../support/indexed.ts';
import { treeWith, type Files } from '../support/work-tree.ts';

const MODEL = { kind: 'model', model: 'some-model' } as const;
const RECIPE = { kind: 'recipe', id: 'rename-symbol', version: '1', effect: 'preserves' } as const;

/** Four lines of a tested file of 200, changed by the model at the first attempt. */
const SMALL: RiskInput = {
  operation: 'modify',
  linesBefore: 200,
  linesAdded: 4,
  linesRemoved: 4,
  engines: [MODEL],
  publicNames: [],
  callers: 0,
  strandedCallers: 0,
  tests: 'named',
  tolerances: [],
  retries: 0,
  sensitivity: null,
  verifiedBy: ['tree-sitter', 'ruff'],
  isUnjudged: false,
  doubts: [],
  isValid: true,
};

const DOUBT = { line: 3, message: 'Of 3 assertions 2 are left.' };

const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `name_${index}`);

/** The rows of the table of examples in docs/risk.md. */
const EXAMPLES: readonly (readonly [title: string, input: Partial<RiskInput>])[] = [
  [
    'A recipe changes 30 lines; no tests',
    { engines: [RECIPE], linesAdded: 30, linesRemoved: 30, tests: 'none' },
  ],
  [
    'A recipe rewrites all 200 lines, three public names, ten callers; no tests',
    {
      engines: [RECIPE],
      linesAdded: 200,
      linesRemoved: 200,
      publicNames: names(3),
      callers: 10,
      tests: 'none',
    },
  ],
  ['The model changes 4 lines inside one function; no tests', { tests: 'none' }],
  ['The same, with tests', {}],
  ['The same without tests, after two retries', { retries: 2, tests: 'none' }],
  [
    'The same with tests, after two retries, with trailing spaces looked past',
    { retries: 2, tolerances: ['trailing-space'] },
  ],
  [
    'The same with tests, in a `Jenkinsfile`, which no parser can judge',
    { sensitivity: whySensitive('Jenkinsfile', []), tests: null, verifiedBy: [] },
  ],
  [
    'The model adds a parameter to a function that three files mention; 2 lines, tests',
    { linesAdded: 2, linesRemoved: 2, publicNames: names(1), callers: 3 },
  ],
  [
    'The model rewrites 160 lines and changes two public names; tests',
    { linesAdded: 160, linesRemoved: 160, publicNames: names(2) },
  ],
  [
    'The model creates a file; no tests',
    { operation: 'create', linesBefore: 0, linesAdded: 50, linesRemoved: 0, tests: 'none' },
  ],
  [
    'The model deletes a file with one public name that two files mention; no tests',
    {
      operation: 'delete',
      linesAdded: 0,
      linesRemoved: 200,
      publicNames: names(1),
      callers: 2,
      tests: 'none',
    },
  ],
  [
    'A recipe changes 2 lines of `package-lock.json`',
    {
      engines: [RECIPE],
      linesAdded: 2,
      linesRemoved: 2,
      sensitivity: whySensitive('package-lock.json', []),
      tests: null,
    },
  ],
];

function rowsAfter(heading: string): readonly (readonly string[])[] {
  const doc = readFileSync(new URL('../../docs/risk.md', import.meta.url), 'utf8');
  const lines = doc.slice(doc.indexOf(heading)).split('\n');
  const start = lines.findIndex((line) => line.startsWith('| --'));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  return lines.slice(start + 1, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('the page about risk', () => {
  test('lists every factor with its weight', () => {
    const documented = rowsAfter('## Factors').map(([name, weight]) => [name, Number(weight)]);
    expect(documented).toEqual(
      Object.entries(RISK_FACTORS).map(([name, { weight }]) => [`\`${name}\``, weight]),
    );
  });

  test('gives the scores of its examples as they are', () => {
    const scored = EXAMPLES.map(([title, input]) => {
      const { score } = assessRisk({ ...SMALL, ...input });
      return [title, score.toFixed(4), score <= 0.3 ? 'applied' : 'held'];
    });
    expect(rowsAfter('## Examples')).toEqual(scored);
  });
});

describe('a score', () => {
  test('holds every factor with its reason and adds up', () => {
    const risk = assessRisk({
      ...SMALL,
      engines: [RECIPE, MODEL],
      tests: 'none',
      publicNames: ['area'],
      callers: null,
    });
    expect(risk).toEqual({
      score: 0.3208,
      modelVersion: 'risk-3',
      factors: [
        {
          name: 'engine',
          value: 1,
          weight: 0.1,
          contribution: 0.1,
          evidence: 'made by recipe rename-symbol, some-model',
        },
        {
          name: 'behaviour',
          value: 0,
          weight: 0.4,
          contribution: 0,
          evidence: 'the recipe keeps the behaviour',
        },
        {
          name: 'share-changed',
          value: 0.0028,
          weight: 0.3,
          contribution: 0.0008,
          evidence: '4 lines changed, the file had 200',
        },
        {
          name: 'public-interface',
          value: 0.6,
          weight: 0.2,
          contribution: 0.12,
          evidence: 'changed or gone: area',
        },
        { name: 'callers', value: 0.5, weight: 0.1, contribution: 0.05, evidence: 'not counted' },
        {
          name: 'tests',
          value: 1,
          weight: 0.05,
          contribution: 0.05,
          evidence: 'no test is known to reach the file',
        },
        { name: 'deletions', value: 0, weight: 0.35, contribution: 0, evidence: '0 lines fewer than before' },
        {
          name: 'tolerance',
          value: 0,
          weight: 0.1,
          contribution: 0,
          evidence: 'every edit matched to the byte',
        },
        { name: 'retries', value: 0, weight: 0.11, contribution: 0, evidence: '0 retries' },
        { name: 'sensitive-path', value: 0, weight: 0.35, contribution: 0, evidence: 'no sensitive path' },
        { name: 'syntax', value: 0, weight: 0.2, contribution: 0, evidence: 'verified by tree-sitter, ruff' },
        { name: 'types', value: 0, weight: 0.03, contribution: 0, evidence: 'no type check was missed' },
        { name: 'doubts', value: 0, weight: 0.3, contribution: 0, evidence: 'no gate is in doubt' },
        { name: 'failed-gates', value: 0, weight: 0.5, contribution: 0, evidence: 'every gate passed' },
      ],
    });
  });

  test.each([
    [
      'any sensitive path',
      {
        engines: [RECIPE],
        sensitivity: { by: 'file', what: 'a lock file' },
        tests: 'named',
        linesAdded: 1,
        linesRemoved: 0,
      },
    ],
    [
      'any deleted file',
      { engines: [RECIPE], operation: 'delete' as const, linesAdded: 0, linesRemoved: 200 },
    ],
    ['a failed gate', { isValid: false }],
    ['a doubt, whoever made the patch', { engines: [RECIPE], doubts: [DOUBT] }],
    [
      'two retries with any tolerance',
      { retries: 2, tolerances: ['trailing-space' as const], linesAdded: 1, linesRemoved: 1 },
    ],
    ['a rewrite of most of a public file', { linesAdded: 180, linesRemoved: 150, publicNames: ['f'] }],
    ['the loss of most of a file', { linesAdded: 0, linesRemoved: 150 }],
  ] satisfies readonly (readonly [string, Partial<RiskInput>])[])(
    'is above the default limit for %s',
    (_, input) => {
      expect(assessRisk({ ...SMALL, ...input }).score).toBeGreaterThan(0.3);
    },
  );

  const inputs = fc.record<RiskInput>({
    operation: fc.constantFrom('create', 'modify', 'delete'),
    linesBefore: fc.nat(2000),
    linesAdded: fc.nat(2000),
    linesRemoved: fc.nat(2000),
    engines: fc.array(fc.constantFrom(MODEL, RECIPE), { maxLength: 3 }),
    publicNames: fc.array(fc.string(), { maxLength: 5 }),
    callers: fc.option(fc.nat(60)),
    strandedCallers: fc.option(fc.nat(60)),
    tests: fc.option(fc.constantFrom('named', 'unnamed', 'direct', 'via-api', 'none')),
    tolerances: fc.subarray(['line-ending', 'trailing-space', 'indentation'] as const),
    retries: fc.nat(9),
    sensitivity: fc.option(fc.record({ by: fc.constantFrom('file', 'name'), what: fc.string() })),
    verifiedBy: fc.subarray(['tree-sitter', 'oxc']),
    isUnjudged: fc.boolean(),
    doubts: fc.constantFrom([], [DOUBT]),
    isValid: fc.boolean(),
  });

  test('always fits its schema, and its contributions add up to it', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const risk = riskSchema.parse(assessRisk(input));
        const sum = risk.factors.reduce((total, { contribution }) => total + contribution, 0);
        expect(risk.score).toBeCloseTo(Math.min(sum, 1), 3);
      }),
    );
  });

  test('of a proven recipe edit stays within the default limit, whatever its size', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const proven = {
          engines: [RECIPE],
          operation: 'modify',
          tolerances: [],
          retries: 0,
          sensitivity: null,
          isValid: true,
          doubts: [],
        } as const;
        expect(
          assessRisk({ ...input, ...proven, verifiedBy: ['tree-sitter', 'oxc'] }).score,
        ).toBeLessThanOrEqual(0.3);
      }),
    );
  });
});

const indexOf = (files: Files): CodeKnowledge => ({ ask: async (ask) => withIndexOf(files, ask) });

const UNMEASURED = { of: async () => null };

describe('the risk of a patch', () => {
  async function assess(
    files: Files,
    path: string,
    after: string | null,
    rest: Partial<PatchRiskRequest> = {},
  ): Promise<Readonly<Record<string, readonly [number, string]>>> {
    const tree = treeWith(files);
    const change = {
      path,
      before: await tree.read(path),
      after: after === null ? null : Buffer.from(after),
      tolerances: [],
    };
    const built = {
      changes: [change],
      retries: 2,
      check: { verifiedBy: new Map([[path, ['tree-sitter']]]), unjudged: new Set<string>(), doubts: [] },
    };
    const run = {
      tree,
      index: indexOf(files),
      coverage: UNMEASURED,
      config: { sensitivePaths: ['prices/**'] },
    };
    const difference = await interfaceDifference(path, change.before, change.after);
    const risk = await assessPatchRisk({
      change,
      difference,
      engines: [MODEL],
      isValid: true,
      built,
      run,
      ...rest,
    });
    return Object.fromEntries(risk.factors.map(({ name, value, evidence }) => [name, [value, evidence]]));
  }

  const AREA = 'def area(w, h):\n    return w * h\n';

  test('goes by measured coverage where there is some, and not by the names of tests', async () => {
    const files = { 'shapes/area.py': AREA, 'tests/test_area.py': 'area(1, 2)\n' };
    const measured = { report: 'coverage/lcov.info', lines: 8, covered: 6 };
    const tree = treeWith(files);
    const run = {
      tree,
      index: indexOf(files),
      coverage: { of: async () => measured },
      config: { sensitivePaths: [] },
    };
    const { tests } = await assess(files, 'shapes/area.py', `${AREA}\n`, { run });
    expect(tests).toEqual([0.25, 'tests run 6 of its 8 lines, says coverage/lcov.info']);
  });

  test('is taken from both sides of the file and the tree around it', async () => {
    const files = {
      'shapes/area.py': AREA,
      'main.py': 'from shapes.area import area\n',
      'area.js': 'area()',
      'tests/test_area.py': 'area(1, 2)\n',
    };
    expect(await assess(files, 'shapes/area.py', 'def area(w, h, unit):\n    return w * h\n')).toEqual({
      engine: [1, 'made by some-model'],
      behaviour: [0, 'no recipe was at work'],
      'share-changed': [0.0112, '1 line changed, the file had 2'],
      'public-interface': [0.6, 'changed or gone: area'],
      callers: [0.2, 'mentioned in 2 other files'],
      tests: [0, 'tests named after the file exist'],
      deletions: [0, '0 lines fewer than before'],
      tolerance: [0, 'every edit matched to the byte'],
      retries: [1, '2 retries'],
      'sensitive-path': [0, 'no sensitive path'],
      syntax: [0.25, 'verified by tree-sitter'],
      types: [0, 'no type check was missed'],
      doubts: [0, 'no gate is in doubt'],
      'failed-gates': [0, 'every gate passed'],
    });
  });

  test('knows tests that import the file, and goes by names alone for a recipe', async () => {
    const files = {
      'a.js': 'export function b() {}\n',
      'test/all.test.js': "import { b } from '../a.js';\nb();\n",
    };
    const after = 'export function b() { return 1; }\n';
    expect(await assess(files, 'a.js', after)).toMatchObject({ tests: [0, 'tests import the file'] });
    expect(await assess(files, 'a.js', after, { engines: [RECIPE] })).toMatchObject({
      tests: [1, 'no tests named after the file'],
    });
  });

  test('is held when a name is gone that a file still mentions, unless that file changes too', async () => {
    const files = { 'a.js': 'export function b() {}\n', 'use.js': "import { b } from './a.js';\nb();\n" };
    const tree = treeWith(files);
    const change = (path: keyof typeof files, after: string): FileChange => ({
      path,
      before: Buffer.from(files[path]),
      after: Buffer.from(after),
      tolerances: [],
    });
    const gone = change('a.js', 'export function c() {}\n');
    const follows = change('use.js', "import { c } from './a.js';\nc();\n");
    const scoreOf = async (changes: readonly FileChange[]): Promise<number> => {
      const built = {
        changes,
        retries: 0,
        check: { verifiedBy: new Map([['a.js', ['oxc']]]), unjudged: new Set<string>(), doubts: [] },
      };
      const difference = await interfaceDifference(gone.path, gone.before, gone.after);
      const request = { change: gone, difference, engines: [MODEL], isValid: true, built };
      return (
        await assessPatchRisk({
          ...request,
          run: { tree, index: indexOf(files), coverage: UNMEASURED, config: { sensitivePaths: [] } },
        })
      ).score;
    };
    expect(await scoreOf([gone])).toBeGreaterThan(0.3);
    expect(await scoreOf([gone, follows])).toBeLessThanOrEqual(0.3);
  });

  test('knows new files, deleted files and files of no language', async () => {
    expect(await assess({}, 'prices/new.py', AREA)).toMatchObject({
      'share-changed': [0.2, 'a new file'],
      tests: [1, 'no test is known to reach the file'],
      'sensitive-path': [1, 'the config names prices/**'],
    });
    expect(await assess({ 'a.py': AREA }, 'a.py', null)).toMatchObject({
      deletions: [1, 'the file is deleted'],
      'public-interface': [0.6, 'changed or gone: area'],
      syntax: [0, 'no text is left'],
    });
    const check = {
      verifiedBy: new Map<string, readonly string[]>(),
      doubts: [],
      unjudged: new Set(['a.py']),
    };
    const untyped = { built: { changes: [], retries: 0, check } };
    expect(await assess({ 'a.py': AREA }, 'a.py', `${AREA}x = 1\n`, untyped)).toMatchObject({
      types: [1, 'its types could not be judged'],
    });
    const unjudged = {
      built: {
        changes: [],
        retries: 0,
        check: { verifiedBy: new Map(), unjudged: new Set<string>(), doubts: [] },
      },
    };
    expect(await assess({ 'notes.md': 'a\n' }, 'notes.md', 'b\n', unjudged)).toMatchObject({
      tests: [0.5, 'not a file that has tests'],
      syntax: [0.5, 'no parser could judge it'],
    });
  });

  test('tells the doubts of its own file alone', async () => {
    const doubt = { path: 'test_a.py', line: 3, message: 'Of 3 assertions 2 are left.' };
    const check = { verifiedBy: new Map(), unjudged: new Set<string>(), doubts: [doubt, doubt] };
    const built = { changes: [], retries: 0, check };
    expect(await assess({ 'test_a.py': AREA }, 'test_a.py', `${AREA}x = 1\n`, { built })).toMatchObject({
      doubts: [1, 'a gate is in doubt: line 3: Of 3 assertions 2 are left. (and 1 more)'],
    });
    expect(await assess({ 'b.py': AREA }, 'b.py', `${AREA}x = 1\n`, { built })).toMatchObject({
      doubts: [0, 'no gate is in doubt'],
    });
  });

  test('does not hold retries of other steps against a recipe', async () => {
    expect(
      await assess({ 'a.py': AREA }, 'a.py', AREA.replace('w * h', 'h * w'), { engines: [RECIPE] }),
    ).toMatchObject({
      engine: [0.1, 'made by recipe rename-symbol'],
      retries: [0, '0 retries'],
    });
  });
});

test('a recipe counts half in a file of a telling name, and in full in a lock file', () => {
  const valueOf = (path: string, engines: RiskInput['engines']): number | undefined => {
    const { factors } = assessRisk({ ...SMALL, engines, sensitivity: whySensitive(path, []) });
    return factors.find(({ name }) => name === 'sensitive-path')?.value;
  };
  expect(valueOf('src/auth.ts', [RECIPE])).toBe(0.5);
  expect(valueOf('src/auth.ts', [MODEL])).toBe(1);
  expect(valueOf('package-lock.json', [RECIPE])).toBe(1);
});

describe('a sensitive path', () => {
  test.each([
    '.github/workflows/ci.yml',
    'Jenkinsfile',
    'package-lock.json',
    'web/yarn.lock',
    'Cargo.lock',
    'app/migrations/0001_initial.py',
    'src/auth/session.ts',
    'src/auth.ts',
    'lib/password-hash.js',
    'Dockerfile',
    'infra/main.tf',
    'ouroboros.config.json',
  ])('is %s', (path) => {
    expect(whySensitive(path, [])).not.toBeNull();
  });

  test.each([
    'src/author.ts',
    'tests/test_auth.py',
    'src/auth/session.test.ts',
    'src/area.py',
    'docs/github.md',
    'lock.py',
    'src/cryptography-notes.txt',
    'migrate.ts',
  ])('is not %s', (path) => {
    expect(whySensitive(path, [])).toBeNull();
  });
});
