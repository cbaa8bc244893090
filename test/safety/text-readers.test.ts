import { expect, test } from 'vitest';
import { createTextReaders } from '../../src/safety/text-readers.ts';

const PYTHON = 'import os\n\n\ndef home():\n    return os.environ["HOME"]\n';
const SCRIPT = 'export const a = missing;\n';

test.each([
  ['facts', 'a.py', PYTHON],
  ['facts', 'a.ts', SCRIPT],
  ['offered', 'a.py', PYTHON],
  ['offered', 'a.ts', SCRIPT],
  ['suite', 'test_a.py', PYTHON],
  ['names', 'a.ts', SCRIPT],
  ['pythonLint', 'a.py', PYTHON],
  ['security', 'a.py', PYTHON],
] as const)('%s of one text of %s are read once a run', async (what, path, text) => {
  const readers = createTextReaders();
  const first = await readers[what](path, text);
  expect(await readers[what](path, text)).toBe(first);
  expect(await createTextReaders()[what](path, text)).toEqual(first);
});
