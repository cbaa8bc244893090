import { afterAll, expect, it } from 'vitest';
import { judgeText } from '../../../src/codebase/languages/judge-text.ts';
import { openPython3 } from '../../../src/codebase/languages/python3.ts';
import { testsPython } from '../../support/python.ts';

const python = openPython3();
afterAll(() => python.close());

it.runIf(testsPython)('a long text is judged by Python itself too', async () => {
  const nested = `x = ${'('.repeat(250)}1${')'.repeat(250)}\n`;
  const text = `${'# What follows is nested.\n'.repeat(8_000)}${nested}`;
  const source = { language: 'python', path: 'a.py', text, bytes: Buffer.from(text), goal: null };
  const tools = { python, timeoutMs: 20_000, deadline: performance.now() + 40_000 };
  const judgements = await judgeText(source, tools);
  expect(
    judgements.map(({ parser, report }) => [parser, report.kind === 'parsed' && report.problems.length]),
  ).toEqual([
    ['tree-sitter', 0],
    ['ruff', 0],
    ['python3', 1],
  ]);
});
