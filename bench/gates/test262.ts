import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesBelow, sampleOf, type Random } from './corpus.ts';
import type { ScriptSource } from './v8-reference.ts';

/** A file of a conformance suite, in one of the ways in which the suite wants it read. */
export type SuiteCase = ScriptSource & { readonly path: string };

/** Part of a suite: programs that are all valid, or all not. */
export type Suite = {
  readonly name: string;
  readonly isValid: boolean;
  readonly cases: readonly SuiteCase[];
};

/**
 * Reads the checkout of tc39/test262 or of tc39/test262-parser-tests in a folder. Of the valid programs of test262 a
 * sample is taken; its folder `staging` is left out, whose tests nobody has reviewed yet.
 */
export function readSuites(folder: string, options: SampleOptions): readonly Suite[] {
  if (existsSync(join(folder, 'pass-explicit'))) return readParserTests(folder);
  if (existsSync(join(folder, 'test', 'language'))) return readTest262(join(folder, 'test'), options);
  throw new Error(`${folder} holds neither test262 nor test262-parser-tests.`);
}

type SampleOptions = { readonly sampleSize: number; readonly random: Random };

function readParserTests(folder: string): readonly Suite[] {
  return ['fail', 'early', 'pass', 'pass-explicit'].map((part) => ({
    name: `test262-parser-tests ${part}`,
    isValid: part.startsWith('pass'),
    cases: filesBelow(join(folder, part), /\.js$/).map((path) => ({
      path: relative(folder, path),
      text: readFileSync(path, 'utf8'),
      goal: path.endsWith('.module.js') ? 'module' : 'script',
    })),
  }));
}

function readTest262(folder: string, { sampleSize, random }: SampleOptions): readonly Suite[] {
  const tests = filesBelow(folder, /(?<!_FIXTURE)\.js$/).map((path) => readTest(folder, path));
  const negative = tests.filter(({ negativePhase }) => negativePhase === 'parse');
  const reviewed = tests.filter(
    ({ path, negativePhase }) => negativePhase === null && !path.startsWith('staging'),
  );
  const positive = sampleOf(reviewed, sampleSize, random);
  return [
    { name: 'test262 negative, phase parse', isValid: false, cases: negative.flatMap(casesOf) },
    {
      name: `test262 positive, ${positive.length} of ${reviewed.length} files`,
      isValid: true,
      cases: positive.flatMap(casesOf),
    },
  ];
}

/** A test with what its front matter says (INTERPRETING.md of test262). */
type Test = {
  readonly path: string;
  readonly text: string;
  readonly flags: ReadonlySet<string>;
  readonly negativePhase: string | null;
};

function readTest(folder: string, path: string): Test {
  const text = readFileSync(path, 'utf8');
  const matter = /\/\*---([^]*?)---\*\//.exec(text)?.[1] ?? '';
  const flags = /^flags:(?:\s*\[([^\]]*)\]|((?:\s*\n\s+-.*)+))/m.exec(matter);
  const negative = /^negative:[^]*?^\s+phase:\s*(\w+)/m.exec(matter);
  return {
    path: relative(folder, path),
    text,
    flags: new Set((flags?.[1] ?? flags?.[2] ?? '').match(/\w+/g)),
    negativePhase: negative?.[1] ?? null,
  };
}

/** A test without flags is to be read twice: as it is, and as strict code. */
function casesOf({ path, text, flags }: Test): readonly SuiteCase[] {
  if (flags.has('module')) return [{ path, text, goal: 'module' }];
  const asIs: SuiteCase = { path, text, goal: 'script' };
  const asStrict: SuiteCase = { path, text: `"use strict";\n${text}`, goal: 'script' };
  if (flags.has('raw') || flags.has('noStrict')) return [asIs];
  return flags.has('onlyStrict') ? [asStrict] : [asIs, asStrict];
}
