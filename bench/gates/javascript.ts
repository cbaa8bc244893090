/**
 * Runs the syntax gate over the conformance suites of JavaScript. No program may pass that the suite calls invalid and
 * V8's parser rejects; of the valid ones at most 0.05 % may be refused. Exit 1 over a bound.
 * Usage: node bench/gates/javascript.ts FOLDER…, checkouts of the suites:
 *   git clone --depth 1 https://github.com/tc39/test262
 *   git clone --depth 1 https://github.com/tc39/test262-parser-tests
 */
import { checkSyntax } from '../../src/safety/syntax-check.ts';
import { reportFigures, type Figure } from '../measure.ts';
import { randomFrom, useLauncherMode } from './corpus.ts';
import { readSuites, type Suite, type SuiteCase } from './test262.ts';
import { rejectedByV8 } from './v8-reference.ts';

const SEED = 262;
const SAMPLE_SIZE = 8_000;
const MAX_REFUSED_PERCENT = 0.05;

type Judged = SuiteCase & {
  readonly isAccepted: boolean;
  /** A text with a NUL byte is refused unread, whatever its language makes of it. */
  readonly isBinary: boolean;
  readonly isRejectedByV8: boolean;
};

/** Judges every suite below the folders; one figure for all that is invalid and one for all that is valid. */
export async function measureJavaScript(folders: readonly string[]): Promise<readonly Figure[]> {
  const random = randomFrom(SEED);
  const judged: { readonly suite: Suite; readonly cases: readonly Judged[] }[] = [];
  for (const suite of folders.flatMap((folder) => readSuites(folder, { sampleSize: SAMPLE_SIZE, random }))) {
    const cases = await judgeAll(suite.cases);
    judged.push({ suite, cases });
    printSuite(suite, cases);
  }
  const casesOf = (isValid: boolean): readonly Judged[] =>
    judged.flatMap(({ suite, cases }) => (suite.isValid === isValid ? cases : []));
  return [acceptedFigure(casesOf(false)), refusedFigure(casesOf(true))];
}

async function judgeAll(cases: readonly SuiteCase[]): Promise<readonly Judged[]> {
  const rejected = rejectedByV8(cases);
  const judged: Judged[] = [];
  for (const [index, one] of cases.entries()) {
    const { path, text, goal } = one;
    const input = { path, before: null, after: Buffer.from(text), goal };
    const { valid, diagnostics } = await checkSyntax(input, { python: null });
    const isBinary = diagnostics.some(({ kind }) => kind === 'binary');
    judged.push({ ...one, isAccepted: valid, isBinary, isRejectedByV8: rejected[index] === true });
  }
  return judged;
}

function printSuite({ name, isValid }: Suite, cases: readonly Judged[]): void {
  const wrong = cases.filter(({ isAccepted }) => isAccepted !== isValid);
  const byV8 = cases.filter(({ isRejectedByV8 }) => isRejectedByV8 === isValid).length;
  const verb = isValid ? 'refused' : 'accepted';
  console.log(`${name}: ${cases.length} programs; ${verb} by the gate ${wrong.length}, by V8 ${byV8}`);
  for (const { path, goal, isBinary, isRejectedByV8 } of wrong)
    console.log(
      `  ${path} as ${goal}, which V8 ${isRejectedByV8 ? 'rejects' : 'accepts'}${isBinary ? '; a NUL byte' : ''}`,
    );
}

function acceptedFigure(invalid: readonly Judged[]): Figure {
  const rejected = invalid.filter(({ isRejectedByV8 }) => isRejectedByV8);
  return {
    name: 'invalid programs accepted, of those that V8 rejects',
    value: rejected.filter(({ isAccepted }) => isAccepted).length,
    unit: '',
    bound: 0,
    detail: `of ${rejected.length}`,
  };
}

function refusedFigure(valid: readonly Judged[]): Figure {
  const texts = valid.filter(({ isBinary }) => !isBinary);
  const refused = texts.filter(({ isAccepted }) => !isAccepted).length;
  const binary = valid.length - texts.length;
  return {
    name: 'valid programs refused',
    value: (100 * refused) / texts.length,
    unit: '%',
    bound: MAX_REFUSED_PERCENT,
    detail: `${refused} of ${texts.length}; ${binary} more hold a NUL byte, for which every text is refused as binary`,
  };
}

if (import.meta.main) {
  const folders = process.argv.slice(2);
  if (folders.length === 0) throw new Error('Usage: node bench/gates/javascript.ts FOLDER…');
  console.log(useLauncherMode());
  reportFigures(await measureJavaScript(folders));
}
