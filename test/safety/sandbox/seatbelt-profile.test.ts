import { expect, test } from 'vitest';
import { testLimits } from '../../../src/safety/sandbox/box-limits.ts';
import { seatbeltArguments } from '../../../src/safety/sandbox/seatbelt-profile.ts';

const HOSTILE = '/Users/me/a") (allow network*) ("b';
const request = {
  command: ['node', '--test'],
  folder: '/private/tmp/copy',
  mounts: [
    { from: '/private/tmp/copy', at: HOSTILE, writable: true },
    { from: '/Users/me/p/node_modules', at: '/Users/me/p/node_modules', writable: false },
    { from: HOSTILE, at: HOSTILE, writable: false },
  ],
  environment: {},
  programFolders: [],
  limits: { ...testLimits(5000), cpuSeconds: 20, fileBytes: 1024 },
};
const folders = { home: '/private/tmp/own/home', temporary: '/private/tmp/own/tmp' };
const args = seatbeltArguments(request, folders);
const rules = (args[1] ?? '').split('\n');
const definitions = args.flatMap((arg, index) => (args[index - 1] === '-D' ? [arg] : []));
const pathsOf = (operation: string): readonly string[] =>
  [...(rules.find((rule) => rule.startsWith(`(allow ${operation} (`)) ?? '').matchAll(/param "(\w+)"/g)].map(
    ([, name]) => definitions.find((definition) => definition.startsWith(`${name}=`)) ?? '',
  );

test('the profile denies what no rule allows, and no rule is about the network', () => {
  expect(rules.slice(0, 2)).toEqual(['(version 1)', '(deny default)']);
  expect(rules.filter((rule) => /network|mach|system-socket|iokit/.test(rule))).toEqual([]);
});

test('only writable mounts and the folders of the run can be written to', () => {
  expect(pathsOf('file-write*')).toEqual([
    'WRITE0=/private/tmp/copy',
    'WRITE1=/private/tmp/own/home',
    'WRITE2=/private/tmp/own/tmp',
  ]);
  expect(rules.filter((rule) => rule.includes('file-write'))).toHaveLength(2);
  expect(rules.at(-1)).toContain('(literal "/dev/null")');
});

test('what can be read is the system, the mounts, and of the folders above them that they are there', () => {
  const [readable = ''] = rules.filter((rule) => rule.startsWith('(allow file-read* file-map'));
  expect(readable).toContain('(subpath "/usr/lib")');
  expect(readable).toContain('(subpath (param "READ0"))');
  expect(readable).not.toMatch(/subpath "\/(?:Users|private|private\/var|usr|opt|Library|usr\/local)?"/);
  expect(pathsOf('file-read-metadata')).toContain('ABOVE0=/');
  expect(definitions.filter((definition) => definition.endsWith('=/Users/me'))).toHaveLength(1);
  expect(readable).not.toContain('ABOVE');
});

test('the name of a folder cannot become a rule', () => {
  expect(args[1]).not.toContain('network');
  expect(definitions).toContain(`READ1=${HOSTILE}`);
});

test('the program is started by a shell that sets the limits of each process', () => {
  expect(args.slice(args.indexOf('/bin/sh'))).toEqual([
    '/bin/sh',
    '-c',
    expect.stringMatching(/^ulimit .*exec "\$@"$/),
    'sh',
    '20',
    '2',
    'node',
    '--test',
  ]);
});
