import { expect, it } from 'vitest';
import { treeSyntax } from '../../../src/codebase/languages/tree-syntax.ts';

/** The lines of what is defined twice. */
async function twiceIn(lines: readonly string[]): Promise<readonly string[]> {
  const text = lines.join('\n');
  const report = await treeSyntax({ language: 'toml', text: `${text}\n` });
  const problems = report.kind === 'parsed' ? report.problems : [];
  return problems.map(({ offset, message }) => `${text.slice(0, offset).split('\n').length} ${message}`);
}

it.each([
  [['[a]', 'b = 1', '[c]', '[a]'], '4 `a` is defined twice'],
  [['[[b]]', 'x = 1', '[a]', '[a]'], '4 `a` is defined twice'],
  [['[[b]]', '[b.c]', '[b.c]'], '3 `b.c` is defined twice'],
  [['[a."b.c"]', "[a . 'b.c']"], "2 `a . 'b.c'` is defined twice"],
  [['[[a]]', '[a]'], '2 `a` is defined twice'],
  [['[a]', '[[a]]'], '2 `a` is defined twice'],
  [['a = 1', 'b = 2', 'a = 3'], '3 `a` is defined twice'],
  [['[x]', 'b = 1', 'b.c = 2'], '3 `b.c` is defined twice'],
  [['[x]', 'b.c = 1', 'b = 2'], '3 `b` is defined twice'],
  [['a = 1', '[a]'], '2 `a` is defined twice'],
  [['[a]', 'b = {}', '[a.b.c]'], '3 `a.b.c` is defined twice'],
])('what is defined already cannot be defined again: %j', async (lines, fault) => {
  expect(await twiceIn(lines)).toEqual([fault]);
});

it.each([
  [['[[b]]', '[b.c]', 'x = 1', '[[b]]', '[b.c]', 'x = 2']],
  [['[a.b]', '[a]', 'c.d = 1', 'c.e = 2', '[a.f]']],
  [['[[a]]', '[[a.b]]', '[[a.b]]', '[[a]]', '[[a.b]]']],
  [['[a]', 'x = 1', '[ab]', 'x = 1']],
])('each element of an array of tables begins anew: %j', async (lines) => {
  expect(await twiceIn(lines)).toEqual([]);
});
