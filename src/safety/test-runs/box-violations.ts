import type { BoxedRun } from '../sandbox/box.ts';

/** Errors as systems and runtimes write them: a test that has such a word in its title tried nothing. */
const SIGNS: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'network',
    /\b(?:connect|send|sendto|bind|listen) (?:ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL)\b|\bconnect ECONNREFUSED (?!127\.|::1|localhost)[\da-f]|\bgetaddrinfo (?:EAI_AGAIN|ENOTFOUND)\b|Network is unreachable|Temporary failure in name resolution|failed to lookup address/,
  ],
  [
    'write outside of the copy',
    /\bEROFS\b|Read-only file system|\b(?:ENOENT|EACCES|EPERM)\b: [^,]*, (?:open|mkdir|mkdtemp|unlink|rename|copyfile|symlink|link) '\/(?:root|home(?!\/box\/))\b|\[Errno (?:2|13)\] [\w ]+: '\/(?:root|home(?!\/box\/))\b|\bEACCES\b: [^,]*, (?:open|mkdir|mkdtemp|unlink|rename|symlink|link) '\/(?:etc|usr|var|opt)\//,
  ],
  [
    'memory',
    /JavaScript heap out of memory|Array buffer allocation failed|^(?:E\s+)?MemoryError\b|Cannot allocate memory|\bENOMEM\b|std::bad_alloc|memory allocation of \d+ bytes failed|fatal error: runtime: (?:out of memory|cannot allocate)/,
  ],
  [
    'processes',
    /\b(?:spawn\w*|fork)\b.* EAGAIN\b|can't start new thread|\bfork: (?:retry: )?Resource temporarily unavailable|\[Errno 11\] Resource temporarily unavailable/,
  ],
  ['time of a processor', /CPU time limit exceeded|\bSIGXCPU\b/],
  ['a file of more than is allowed', /\bEFBIG\b|File too large|\bSIGXFSZ\b/],
  ['disk space in memory', /\bENOSPC\b|No space left on device/],
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
  const lines = [output, ...messages].flatMap((text) => text.split('\n').map((line) => line.trim()));
  const told = SIGNS.flatMap(([what, pattern]) => {
    const line = lines.find((one) => pattern.test(one));
    return line === undefined ? [] : [`${what}: ${line.slice(0, LINE_CHARACTERS)}`];
  });
  return [...limit, ...told];
}

const LINE_CHARACTERS = 200;
