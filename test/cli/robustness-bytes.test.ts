import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createProject, eventsOf, type CliResult, type Project } from '../support/cli.ts';

/** Runs `refactor` to its end with these replies for the model, whatever the risk. */
async function play(
  project: Project,
  replies: readonly unknown[],
  args: readonly string[],
): Promise<CliResult> {
  writeFileSync(join(project.root, '.git/script.json'), JSON.stringify(replies));
  const script = ['--mock-script', '.git/script.json', '--auto-apply', '--max-risk', '1', '--json'];
  return project.ouroboros(['refactor', 'Tidy', ...args, ...script]);
}

const targets = (paths: readonly string[]): readonly string[] => paths.flatMap((path) => ['-t', path]);

const KEPT = [
  ['crlf.json', '{\r\n  "a": 1\r\n}\r\n', '{\n  "a": 1\n}', '{\n  "a": 1,\n  "b": 2\n}'],
  ['mark.json', '\uFEFF{"a": 1}\n', '{"a": 1}', '{"a": 2}'],
  ['mixed.json', '{\r\n  "a": 1,\n  "b": 2\r\n}\n', '"a": 1', '"a": 5'],
  ['Makefile', 'all:\n\techo one\n', '    echo one', '    echo one\n    echo two'],
  ['f.go', 'package f\n\nfunc f() int {\n\treturn 1\n}\n', '    return 1', '    return 2'],
  ['open.json', '{\n  "a": 1\n}', '{\n  "a": 1\n}\n', '{\n  "a": 2\n}\n'],
] as const;

const EXPECTED = {
  'crlf.json': '{\r\n  "a": 1,\r\n  "b": 2\r\n}\r\n',
  'mark.json': '\uFEFF{"a": 2}\n',
  'mixed.json': '{\r\n  "a": 5,\n  "b": 2\r\n}\n',
  Makefile: 'all:\n\techo one\n\techo two\n',
  'f.go': 'package f\n\nfunc f() int {\n\treturn 2\n}\n',
  'open.json': '{\n  "a": 2\n}',
};

it('keeps line endings, byte order mark, tabs and a missing final newline of the files that it edits', async () => {
  const project = await createProject(Object.fromEntries(KEPT.map(([path, before]) => [path, before])));
  const edits = KEPT.map(([file, , search, replace]) => ({ file, search, replace }));
  const result = await play(project, [{ edits }], targets(KEPT.map(([path]) => path)));
  expect(eventsOf(result).at(-1)).toMatchObject({ outcome: 'applied', exit_code: 0 });
  expect(Object.fromEntries(KEPT.map(([path]) => [path, project.read(path)]))).toEqual(EXPECTED);
});

const PYTHON = 'def one():\n    if ready:\n        go(1)\n\n\ndef two():\n    if ready:\n        go(2)\n';

it('tells the model where an ambiguous or missing text stands, and moves a uniform shift into place', async () => {
  const project = await createProject({ 'a.py': PYTHON });
  const replies = [
    { edits: [{ file: 'a.py', search: '    if ready:\n', replace: '    if done:\n' }] },
    { edits: [{ file: 'a.py', search: '        go(3)', replace: '        go(4)' }] },
    { edits: [{ file: 'a.py', search: 'if ready:\ngo(2)', replace: 'if ready:\ngo(4)' }] },
    { edits: [{ file: 'a.py', search: 'if ready:\n    go(2)', replace: 'if ready:\n    go(4)' }] },
  ];
  const result = await play(project, replies, ['-t', 'a.py', '--max-attempts', '4']);
  const reasons = eventsOf(result)
    .filter(({ type }) => type === 'reply.rejected')
    .map(({ reason }) => reason);
  expect(reasons).toEqual([
    expect.stringContaining('is in the file 2 times, at lines 2, 7.'),
    expect.stringMatching(/\(0 matches\).*\n3 \| +go\(1\)/s),
    expect.stringMatching(/\(0 matches\).*\n8 \| +go\(2\)/s),
  ]);
  expect(eventsOf(result).at(-1)).toMatchObject({ outcome: 'applied' });
  expect(project.read('a.py')).toBe(PYTHON.replace('go(2)', 'go(4)'));
  expect(JSON.stringify(project.artifacts()[0])).toContain('indentation');
});

const LARGE = `package large\n${Array.from(
  { length: 300 },
  (_, index) => `func f${index}() int {\n${'\t// step\n'.repeat(97)}\treturn ${index}\n}\n`,
).join('')}`;

it('edits one function of a file of 30,000 lines, and says of the whole file that it does not fit', async () => {
  const project = await createProject({ 'large.go': LARGE });
  const replies = [{ edits: [{ file: 'large.go', search: '\treturn 177\n', replace: '\treturn 0\n' }] }];
  const whole = await play(project, replies, ['-t', 'large.go']);
  expect(eventsOf(whole).at(-1)).toMatchObject({
    outcome: 'refused',
    exit_code: 3,
    reason: expect.stringMatching(/^large\.go does not fit: about \d+ tokens/),
  });
  expect(project.read('large.go')).toBe(LARGE);
  const byName = await play(project, replies, ['-t', 'large.go', '-f', 'f177']);
  expect(eventsOf(byName).at(-1)).toMatchObject({ outcome: 'applied', exit_code: 0 });
  expect(project.read('large.go')).toBe(LARGE.replace('return 177\n', 'return 0\n'));
});
