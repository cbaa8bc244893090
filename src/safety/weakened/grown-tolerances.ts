import type { Finding } from '../gates/text-guard.ts';
import { samePairs, textsOf, type Sides } from './sides.ts';

/** An assertion with the number in it that says how near is near enough. */
type Tolerance = {
  /** All but the number. */
  readonly form: string;
  readonly size: number;
};

/** From here on nobody makes up for another machine or another algorithm; less than this is not judged. */
const MIN_GROWTH = 10_000;
// What ten thousand times is in binary may fall a little short.
const NEARLY = 0.999;
const NUMBER = String.raw`(\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)(?![\w.])`;
const SIZE = new RegExp(
  [
    String.raw`\b(?:rel|abs|rtol|atol|rel_tol|abs_tol|delta|tolerance|epsilon)\s*[=:]\s*${NUMBER}`,
    String.raw`\babs\(.*<=?\s*${NUMBER}`,
    String.raw`\bInDelta\(.*,\s*${NUMBER}\)$`,
    String.raw`\bcloseTo\(.*,\s*${NUMBER}\)$`,
  ].join('|'),
  'd',
);
const PLACES =
  /\b(?:places|decimals?)\s*=\s*(\d+)(?!\w)|\btoBeCloseTo\(.*,\s*(\d+)\)$|\bAlmostEquals?\(.*,.*,\s*(\d+)\)$/d;

/** A share of the value that nobody takes for rounding. */
const MAX_SHARE = 0.1;
const RELATIVE = /\b(?:rel|rtol|rel_tol)\s*[=:]/;
const WRITTEN = /^-?\d[\d_]*(?:\.\d+)?$/;

/** Assertions that said which number a value is, where it may now be a tenth of it away, or more. */
export function approximations(sides: Sides): readonly Finding[] {
  return samePairs(sides).flatMap(({ was, is }) => {
    const known = textsOf(was.checks);
    const kept = textsOf(is.checks);
    const lost = was.checks.filter(({ text }) => !kept.includes(text) && toleranceIn(text) === null);
    return is.checks.flatMap(({ text, subjects }) => {
      const tolerance = known.includes(text) ? null : toleranceIn(text);
      if (tolerance === null) return [];
      const exact = lost.find((check) =>
        check.subjects.some(
          (subject) => isCode(subject) && (subjects.includes(subject) || text.includes(subject)),
        ),
      );
      const number = Math.abs(Number(exact?.subjects.find((one) => WRITTEN.test(one))?.replaceAll('_', '')));
      const share = RELATIVE.test(text) ? tolerance.size : tolerance.size / number;
      if (!(share >= MAX_SHARE) || number === 0) return [];
      const message = `\`${text}\` holds for far more than the ${number} that stood there. Keep what the test checks.`;
      return [{ path: is.path, line: is.line, message }];
    });
  });
}

function isCode(subject: string): boolean {
  return /[a-z]/i.test(subject);
}

/** Assertions that are the same but for how near a number has to come, where it may now be ten thousand times as far away. */
export function grownTolerances(sides: Sides): readonly Finding[] {
  return samePairs(sides).flatMap(({ was, is }) => {
    const known = textsOf(was.checks);
    const old = new Map(known.flatMap((text) => asEntry(toleranceIn(text))));
    const fresh = textsOf(is.checks).filter((text) => !known.includes(text));
    return fresh.flatMap((text) => {
      const tolerance = toleranceIn(text);
      const before = tolerance === null ? undefined : old.get(tolerance.form);
      if (tolerance === null || before === undefined || tolerance.size < before * MIN_GROWTH * NEARLY)
        return [];
      const message = `\`${text}\` allows for more than a thousand times as much as before, and says less. Keep what the test checks.`;
      return [{ path: is.path, line: is.line, message }];
    });
  });
}

function asEntry(tolerance: Tolerance | null): readonly (readonly [string, number])[] {
  return tolerance === null || tolerance.size === 0 ? [] : [[tolerance.form, tolerance.size]];
}

function toleranceIn(text: string): Tolerance | null {
  const size = numberIn(text, SIZE);
  if (size !== null) return size;
  const places = numberIn(text, PLACES);
  return places === null ? null : { form: places.form, size: 10 ** -places.size };
}

function numberIn(text: string, pattern: RegExp): Tolerance | null {
  const found = pattern.exec(text);
  const place = found?.indices?.slice(1).find((one) => one !== undefined);
  if (place === undefined) return null;
  const [start, end] = place;
  const size = Number(text.slice(start, end).replaceAll('_', ''));
  return { form: `${text.slice(0, start)}#${text.slice(end)}`, size };
}
