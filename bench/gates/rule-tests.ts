import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GATES = 'test/safety/gates';
const PARSERS = 'test/codebase/languages';
const INDEX = 'test/codebase/index';

type Tests = readonly string[];

/**
 * The tests that have to notice the loss of a rule, by the source that holds it; the first that fits. Those that take
 * seconds, with compilers and processes, stand apart: they are asked where the quick ones notice nothing.
 */
const TESTS: readonly (readonly [source: RegExp, ...groups: readonly Tests[]])[] = [
  [/gates\/(?:all-gates|guards)\.ts/, [`${GATES}/all-gates.test.ts`]],
  [/safeguards/, [`${GATES}/weakened-safeguards.test.ts`]],
  [
    /weakened(?!-exits)|test-suites|gates\/(?:asked-of-tests|snapshots|test-\w+)\.ts/,
    [
      'test/safety/weakened/',
      ...[
        'weakened-',
        'rewritten-tests',
        'lost-rows',
        'loosened-tests',
        'tests-gone-with-sources',
        'doubted-tests',
        'careless-tests',
        'judged-files',
        'lost-force',
        'meant-changes',
        'uncollected-tests',
        'idle-tests',
        'ordinary-changes',
        'other-expectations',
        'tests-keep-force',
      ].map((name) => `${GATES}/${name}`),
    ],
  ],
  [/lost-code\/(?:function-bodies|unwritten-end)/, [`${GATES}/emptied-bodies.test.ts`]],
  [
    /lost-code|lost-behaviour|shrinkage|pure-loss/,
    [
      'test/safety/lost-code',
      `${GATES}/shrinkage.test.ts`,
      `${GATES}/pure-loss.test.ts`,
      `${GATES}/quoted-text.test.ts`,
    ],
    [`${GATES}/guards.test.ts`],
  ],
  [/gates\/(?:elided|elision|placeholder)/, [`${GATES}/elided-code.test.ts`, `${GATES}/guards.test.ts`]],
  [/lock-files/, [`${GATES}/shrinkage.test.ts`, 'test/safety/imports/undeclared-packages.test.ts']],
  [/chat-comment/, [`${GATES}/chat-comment.test.ts`]],
  [/suppressions/, [`${GATES}/suppressions.test.ts`]],
  [/\/go\/|go-names/, [`${GATES}/go-names.test.ts`]],
  [/domain\/repo-path/, ['test/safety/edits.test.ts']],
  [/domain\//, ['test/domain/']],
  [/require-tests|tests-of-file/, [`${GATES}/require-tests.test.ts`]],
  [/gates\/tests\.ts/, [`${GATES}/tests.test.ts`], [`${GATES}/tests-`]],
  [
    /safety\/test-runs\//,
    [
      'box-',
      'changed-',
      'choice',
      'compare-',
      'find-',
      'missing-',
      'pytest-',
      'related-',
      'reports',
      'runner-',
      'suite-',
      'tests-',
    ].map((name) => `test/safety/test-runs/${name}`),
    [`${GATES}/tests-measured.test.ts`],
    [`${GATES}/tests.test.ts`],
    [`${GATES}/tests-runners.test.ts`, `${GATES}/tests-install.test.ts`],
    ['test/safety/test-runs/judge-'],
  ],
  [
    /safety\/(?:check-writes|disk|locate|state-dir)\.ts/,
    ['test/safety/disk.test.ts', 'test/safety/apply.test.ts', 'test/safety/lock.test.ts'],
    ['test/safety/undo.test.ts', 'test/safety/recover.test.ts'],
  ],
  [/hidden-characters|look-alikes/, [`${GATES}/hidden-characters.test.ts`]],
  [/gates\/planned-symbols/, [`${GATES}/planned-symbols.test.ts`]],
  [
    /safety\/lint\/|gates\/lint|text-readers/,
    [`${GATES}/judged-files.test.ts`],
    ['test/safety/lint', `${GATES}/lint-embedded.test.ts`, `${GATES}/lint.test.ts`],
  ],
  [
    /safety\/types\/|gates\/types|languages\/type-check/,
    ['test/safety/types', `${GATES}/types-python.test.ts`],
    [`${GATES}/types.test.ts`],
  ],
  [
    /safety\/imports\/|gates\/new-imports|offered-names|firm-imports/,
    ['test/codebase/offered-names', 'test/safety/imports'],
    [`${GATES}/new-imports.test.ts`],
  ],
  [/secret/, [`${GATES}/secrets.test.ts`, 'test/safety/secrets', 'test/domain/redaction.test.ts']],
  [/security\/(?:tree|sql)-/, [`${GATES}/security-languages.test.ts`], [`${GATES}/security.test.ts`]],
  [/security/, ['test/codebase/security', `${GATES}/judged-files.test.ts`], [`${GATES}/security.test.ts`]],
  [
    /codebase\/interface|public-interface/,
    ['test/codebase/interface'],
    [`${GATES}/public-interface.test.ts`],
  ],
  [/vanished/, [`${GATES}/vanished-definitions.test.ts`, 'test/safety/vanished']],
  [
    /invent|python-calls|(?:python|node)-library/,
    [`${GATES}/invented-names.test.ts`],
    ['test/safety/imports/library-names.test.ts', 'test/safety/vanished/outside-bases.test.ts'],
  ],
  [/sensitive-paths/, ['test/codebase/sensitive-files.test.ts', 'test/safety/risk.test.ts']],
  [/old-error/, ['test/safety/syntax-old-errors.test.ts']],
  [
    /safety\/(?:gates\/syntax|syntax-|certain-|goal-)/,
    [
      'test/safety/syntax-gate.test.ts',
      'test/safety/syntax-notes.test.ts',
      'test/safety/goal-in-use.test.ts',
    ],
    ['test/safety/syntax-'],
  ],
  [
    /codebase\/(?:oldest-python|package-goal)/,
    ['test/safety/syntax-newer-python.test.ts', 'test/safety/goal-in-use.test.ts'],
  ],
  [/codebase\/ignore-rules/, ['test/codebase/ignore-rules.test.ts']],
  [
    /codebase\/test-files/,
    ['require-tests', 'judged-files', 'vanished-definitions'].map((name) => `${GATES}/${name}.test.ts`),
    ['test/safety/syntax-old-grammars.test.ts', 'test/safety/vanished', 'test/safety/lost-code'],
  ],
  [
    /index\/facts|codebase\/outline/,
    ['facts-grammars', 'facts-javascript', 'facts-python'].map((name) => `${INDEX}/${name}.test.ts`),
    ['test/safety/vanished', `${GATES}/new-imports.test.ts`],
  ],
  [
    /index\/graph|measured-coverage/,
    [`${INDEX}/graph`, 'test/codebase/measured-coverage', `${GATES}/require-tests.test.ts`],
    [`${GATES}/tests-measured.test.ts`],
  ],
  [/index\/imports/, [`${INDEX}/imports-`], ['test/safety/imports', `${GATES}/new-imports.test.ts`]],
  [/manifests\//, ['test/safety/imports'], [`${GATES}/new-imports.test.ts`, `${INDEX}/imports-`]],
  [
    /known-globals|languages\/(?:script-names|typescript-libraries|oxlint|code-of-file)/,
    ['test/safety/lint/known-names'],
    [`${GATES}/lint.test.ts`, `${GATES}/lint-embedded.test.ts`],
  ],
  [/languages\/vue-options/, ['test/safety/vanished/lost-for-markup.test.ts']],
  [/languages\/typescript-single-file/, ['test/recipes/unused-imports-typescript.test.ts']],
  [
    /languages\/(?:typescript-(?:component|config|depth|packages|resolution)|source-paths)/,
    [`${PARSERS}/typescript-`, `${INDEX}/imports-script.test.ts`],
    [`${GATES}/lint.test.ts`, 'test/safety/imports/lacking-names.test.ts'],
  ],
  [
    /languages\/(?:css|html|yaml)/,
    ['css-faults', 'html-faults', 'yaml'].map((name) => `${PARSERS}/${name}.test.ts`),
    ['test/safety/syntax-table.test.ts'],
  ],
  [
    /languages\/(?:json|bash|nesting-bound)/,
    ['json', 'bash', 'nesting-bound'].map((name) => `${PARSERS}/${name}.test.ts`),
    ['test/safety/syntax-table.test.ts'],
  ],
  [
    /languages\/(?:ruff|python-)/,
    [`${PARSERS}/ruff`, `${PARSERS}/python-compile-rules.test.ts`],
    ['test/safety/syntax-newer-python.test.ts'],
  ],
  [/languages\/oxc/, [`${PARSERS}/oxc.test.ts`], ['test/safety/syntax-table.test.ts']],
  [
    /languages\/(?:component|ipython|notebook)/,
    ['test/safety/syntax-embedded.test.ts', 'test/safety/imports/lacking-names.test.ts'],
    [`${GATES}/lint-embedded.test.ts`, 'test/safety/syntax-table.test.ts'],
  ],
  [
    /languages\//,
    [`${PARSERS}/tree-s`, `${PARSERS}/unclosed-opener.test.ts`, `${PARSERS}/oxc.test.ts`],
    [
      `${PARSERS}/judge-text.test.ts`,
      'test/safety/syntax-interpreter',
      'test/safety/syntax-check.test.ts',
      'test/safety/syntax-macros.test.ts',
      'test/safety/syntax-old-grammars.test.ts',
      'test/safety/syntax-templates.test.ts',
      'test/safety/syntax-table.test.ts',
    ],
  ],
  [
    /./,
    [
      `${GATES}/emptied-bodies.test.ts`,
      `${GATES}/guards.test.ts`,
      `${GATES}/hidden-characters.test.ts`,
      `${GATES}/judged-files.test.ts`,
      `${GATES}/pure-loss.test.ts`,
      `${GATES}/quoted-text.test.ts`,
      `${GATES}/vanished-definitions.test.ts`,
      `${GATES}/weakened-tests.test.ts`,
    ],
  ],
];

/** The tests of the rules in a source: those that have its name, then the quick ones before the slow ones. */
export function testsOfRules(path: string): readonly Tests[] {
  const own = path.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts');
  const [, ...groups] = TESTS.find(([source]) => source.test(path)) ?? [];
  return existsSync(join(ROOT, own)) ? [[own], ...groups] : groups;
}
