import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where the rules of the gates stand: folders, and files in which other things stand beside them. */
const PLACES = [
  'src/safety/gates',
  'src/safety/go',
  'src/safety/imports',
  'src/safety/invented',
  'src/safety/lint',
  'src/safety/lost-code',
  'src/safety/safeguards',
  'src/safety/secrets',
  'src/safety/suppressions',
  'src/safety/types',
  'src/safety/vanished',
  'src/safety/weakened',
  'src/codebase/go',
  'src/codebase/interface',
  'src/codebase/offered-names',
  'src/codebase/node-library',
  'src/codebase/python-calls',
  'src/codebase/python-library/python-library.ts',
  'src/codebase/security',
  'src/codebase/test-suites',
  'src/safety/certain-findings.ts',
  'src/safety/code-text.ts',
  'src/safety/old-error-covers.ts',
  'src/safety/goal-in-use.ts',
  'src/safety/old-errors.ts',
  'src/safety/sensitive-paths.ts',
  'src/safety/syntax-before.ts',
  'src/safety/syntax-check.ts',
  'src/safety/syntax-findings.ts',
  'src/safety/syntax-ruling.ts',
  'src/safety/syntax-verdict.ts',
  'src/domain/secret-likeness.ts',
  'src/domain/secret-rules.ts',
  'src/codebase/languages/compiler-rules.ts',
  'src/codebase/languages/component-scripts.ts',
  'src/codebase/languages/css-faults.ts',
  'src/codebase/languages/html-faults.ts',
  'src/codebase/languages/ipython.ts',
  'src/codebase/languages/json.ts',
  'src/codebase/languages/judge-text.ts',
  'src/codebase/languages/oxc.ts',
  'src/codebase/languages/python-compile-rules.ts',
  'src/codebase/languages/python-pattern-rules.ts',
  'src/codebase/languages/python-scope-rules.ts',
  'src/codebase/languages/ruff.ts',
  'src/codebase/languages/tree-syntax.ts',
  'src/codebase/languages/unclosed-opener.ts',
  'src/codebase/languages/yaml.ts',
] as const;

const GATES = 'test/safety/gates';
const PARSERS = 'test/codebase/languages';

type Tests = readonly string[];

/**
 * The tests that have to notice the loss of a rule, by the source that holds it; the first that fits. Those that take
 * seconds, with compilers and processes, stand apart: they are asked where the quick ones notice nothing.
 */
const TESTS: readonly (readonly [source: RegExp, ...groups: readonly Tests[]])[] = [
  [/gates\/(?:all-gates|guards)\.ts/, [`${GATES}/all-gates.test.ts`]],
  [/safeguards/, [`${GATES}/weakened-safeguards.test.ts`]],
  [
    /weakened|test-suites|gates\/(?:asked-of-tests|snapshots|test-\w+)\.ts/,
    [
      'test/safety/weakened/',
      ...[
        'weakened-',
        'rewritten-tests',
        'lost-rows',
        'loosened-tests',
        'tests-gone-with-sources',
        'doubted-tests',
        'lost-force',
        'meant-changes',
        'uncollected-tests',
        'idle-tests',
        'ordinary-changes',
        'other-expectations',
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
  [/chat-comment/, [`${GATES}/chat-comment.test.ts`]],
  [/suppressions/, [`${GATES}/suppressions.test.ts`]],
  [/\/go\/|go-names/, [`${GATES}/go-names.test.ts`]],
  [/require-tests/, [`${GATES}/require-tests.test.ts`]],
  [/gates\/tests\.ts/, [`${GATES}/tests.test.ts`], [`${GATES}/tests-`]],
  [/hidden-characters|look-alikes/, [`${GATES}/hidden-characters.test.ts`]],
  [/gates\/planned-symbols/, [`${GATES}/planned-symbols.test.ts`]],
  [
    /safety\/lint\/|gates\/lint/,
    [`${GATES}/judged-files.test.ts`],
    ['test/safety/lint', `${GATES}/lint-embedded.test.ts`, `${GATES}/lint.test.ts`],
  ],
  [
    /safety\/types\/|gates\/types/,
    ['test/safety/types', `${GATES}/types-python.test.ts`],
    [`${GATES}/types.test.ts`],
  ],
  [
    /safety\/imports\/|gates\/new-imports|offered-names/,
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
    /languages\/(?:css|html|yaml)/,
    ['css-faults', 'html-faults', 'yaml'].map((name) => `${PARSERS}/${name}.test.ts`),
  ],
  [/languages\/json/, [`${PARSERS}/json.test.ts`]],
  [
    /languages\/(?:ruff|python-)/,
    [`${PARSERS}/ruff`, `${PARSERS}/python-compile-rules.test.ts`],
    ['test/safety/syntax-newer-python.test.ts'],
  ],
  [/languages\/oxc/, [`${PARSERS}/oxc.test.ts`], ['test/safety/syntax-table.test.ts']],
  [
    /languages\/(?:component|ipython)/,
    ['test/safety/syntax-embedded.test.ts'],
    [`${GATES}/lint-embedded.test.ts`],
  ],
  [
    /languages\//,
    [`${PARSERS}/tree-s`, `${PARSERS}/unclosed-opener.test.ts`],
    [
      'test/safety/syntax-interpreter',
      'test/safety/syntax-check.test.ts',
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

/** The sources with rules whose path holds one of the parts, all without one, in the order of their places. */
export function ruleSources(root: string, parts: readonly string[]): readonly string[] {
  const files = PLACES.flatMap((place) =>
    place.endsWith('.ts') ? [place] : readdirSync(join(root, place)).map((name) => `${place}/${name}`),
  );
  return files.filter((path) => parts.length === 0 || parts.some((part) => path.includes(part)));
}

/** The tests of the rules in a source, the quick ones before the slow ones. */
export function testsOfRules(path: string): readonly Tests[] {
  const [, ...groups] = TESTS.find(([source]) => source.test(path)) ?? [];
  return groups;
}
