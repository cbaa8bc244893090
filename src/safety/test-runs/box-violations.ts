import type { BoxedRun } from '../sandbox/box.ts';

const SIGNS: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'network',
    /\b(?:ENETUNREACH|EAI_AGAIN)\b|Network is unreachable|Temporary failure in name resolution|failed to lookup address/i,
  ],
  ['write outside of the copy', /\bEROFS\b|Read-only file system/i],
  ['a file of more than is allowed', /\bEFBIG\b|File too large/i],
  ['disk space in memory', /\bENOSPC\b|No space left on device/i],
];

/**
 * What a run tried and the box kept it from: the limit that it was stopped at, and what its messages tell by the errors
 * of the system. What a program tries and says nothing of is not known.
 */
export function boxViolations(
  { stoppedAt, output }: Pick<BoxedRun, 'stoppedAt' | 'output'>,
  messages: readonly string[],
): readonly string[] {
  const limit = stoppedAt === null ? [] : [`the limit of ${stoppedAt}`];
  const lines = [output, ...messages].flatMap((text) => text.split('\n'));
  const told = SIGNS.flatMap(([what, pattern]) => {
    const line = lines.find((one) => pattern.test(one));
    return line === undefined ? [] : [`${what}: ${line.trim().slice(0, LINE_CHARACTERS)}`];
  });
  return [...limit, ...told];
}

const LINE_CHARACTERS = 200;
