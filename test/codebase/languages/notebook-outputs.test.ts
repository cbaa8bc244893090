import { describe, expect, test } from 'vitest';
import { outputLines } from '../../../src/codebase/languages/notebook-outputs.ts';

/** As Jupyter writes it: an indentation of one, and a list a line. */
function notebook(outputs: unknown, source: readonly string[] = ['print(1)']): string {
  const cell = { cell_type: 'code', execution_count: 1, metadata: {}, outputs, source };
  return `${JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}
const IMAGE = [{ data: { 'image/png': 'iVBOR'.repeat(200) }, output_type: 'display_data' }];

describe('what a notebook printed', () => {
  test('is the lines between its brackets', () => {
    const text = notebook(IMAGE);
    const [range, ...more] = outputLines(text);
    const lines = text.split('\n').slice((range?.startLine ?? 0) - 1, range?.endLine);
    expect(more).toEqual([]);
    expect(JSON.parse(`[${lines.join('\n')}]`)).toEqual(IMAGE);
  });

  test.each([
    ['little', notebook([{ name: 'stdout', output_type: 'stream', text: ['1\n'] }])],
    ['nothing', notebook([])],
    ['no line of its own', JSON.stringify(JSON.parse(notebook(IMAGE)))],
    ['a text of its code', notebook([], ['x = {\n', '"outputs": [\n', `"${'a'.repeat(600)}"\n`, ']}\n'])],
  ])('is none where it is %s', (_, text) => {
    expect(outputLines(text)).toEqual([]);
  });
});
