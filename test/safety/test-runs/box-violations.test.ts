import { expect, test } from 'vitest';
import { boxViolations } from '../../../src/safety/test-runs/box-violations.ts';

const told = (output: string): readonly string[] => boxViolations({ stoppedAt: null, output }, []);

test.each([
  ['network', 'cause: Error: connect ENETUNREACH 8.8.8.8:53 - Local (0.0.0.0:0)'],
  ['network', 'Error: getaddrinfo EAI_AGAIN example.com'],
  ['network', 'Error: connect ECONNREFUSED 10.0.0.7:5432'],
  ['network', 'OSError: [Errno 101] Network is unreachable'],
  ['write outside of the copy', "Error: ENOENT: no such file or directory, open '/root/x'"],
  ['write outside of the copy', "Error: EACCES: permission denied, mkdir '/home/ann'"],
  ['write outside of the copy', "FileNotFoundError: [Errno 2] No such file or directory: '/root/x'"],
  ['write outside of the copy', "Error: EROFS: read-only file system, open '/usr/lib/x'"],
  ['memory', 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'],
  ['memory', 'RangeError: Array buffer allocation failed'],
  ['memory', 'E   MemoryError'],
  ['processes', 'Error: spawn sh EAGAIN'],
  ['processes', "RuntimeError: can't start new thread"],
  ['time of a processor', 'Error: Command failed with SIGXCPU'],
  ['a file of more than is allowed', 'Error: EFBIG: file too large, write'],
  ['disk space in memory', 'OSError: [Errno 28] No space left on device'],
])('%s is told by %s', (what, line) => {
  expect(told(`first\n  ${line}\nlast`)).toEqual([`${what}: ${line}`]);
});

test.each([
  'Error: connect ECONNREFUSED 127.0.0.1:3000',
  'Error: connect ECONNREFUSED ::1:3000',
  "Error: ENOENT: no such file or directory, open 'missing.txt'",
  "Error: ENOENT: no such file or directory, open '/home/box/x'",
  'ok 1 - retries on ECONNREFUSED',
  'ok 2 - raises MemoryError when full',
  'AssertionError: expected 1 to be 2',
])('nothing is told by %s', (line) => {
  expect(told(line)).toEqual([]);
});

test('the limit that a run was stopped at comes first', () => {
  expect(boxViolations({ stoppedAt: 'memory', output: '' }, ['ENOMEM'])).toEqual([
    'the limit of memory',
    'memory: ENOMEM',
  ]);
});
