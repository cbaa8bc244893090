import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OuroborosError } from '../../src/domain/errors.ts';
import { validate, validateFile } from '../../src/safety/syntax-validator.ts';
import { scratchFolders } from '../support/scratch.ts';

const makeFolder = scratchFolders();
const WITHOUT_PYTHON = { python: null };

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.catch((thrown: unknown) => thrown);
  return error instanceof OuroborosError ? error.code : 'none';
}

describe('validate', () => {
  it('gives the errors and one text of them for a model', async () => {
    expect(await validate('let a = (1;\n', 'javascript')).toEqual({
      isValid: false,
      errors: [
        {
          line: 1,
          column: 11,
          kind: 'syntax',
          message: 'Expected `,` or `)` but found `;`',
          source: 'oxc',
          context: '> 1 | let a = (1;\n    |           ^\n  2 | ',
        },
      ],
      errorSummary:
        'code:1:11: Expected `,` or `)` but found `;` (oxc)\n> 1 | let a = (1;\n    |           ^\n  2 |',
    });
  });

  it('takes a file extension for the language', async () => {
    expect((await validate('def f(): pass\n', 'py', WITHOUT_PYTHON)).isValid).toBe(true);
    expect((await validate('def f(): pass\n', 'js')).isValid).toBe(false);
  });

  it('refuses a language that no parser knows', async () => {
    expect(await codeOf(validate('x', 'klingon'))).toBe('usage');
    expect(await codeOf(validate('x', 'swift'))).toBe('usage');
  });
});

describe('validateFile', () => {
  it('judges the file by its extension', async () => {
    const path = join(makeFolder(), 'a.json');
    writeFileSync(path, '{"a": }');
    const { isValid, errors } = await validateFile(path);
    expect(isValid).toBe(false);
    expect(errors.map(({ line, column, source }) => `${source} ${line}:${column}`)).toEqual(['json 1:7']);
  });

  it('judges a script without an extension by its first line', async () => {
    const path = join(makeFolder(), 'run');
    writeFileSync(path, '#!/usr/bin/env node\nx = (1;\n');
    expect((await validateFile(path)).errors[0]).toMatchObject({ line: 2, source: 'oxc' });
    writeFileSync(path, 'x = (1;\n');
    expect(await codeOf(validateFile(path))).toBe('usage');
  });

  it('tells a missing file from one it cannot read and from one it does not know', async () => {
    const folder = makeFolder();
    expect(await codeOf(validateFile(join(folder, 'a.py')))).toBe('not-found');
    expect(await codeOf(validateFile(join(folder, 'a.txt')))).toBe('usage');
    expect(await codeOf(validateFile('/dev/null/a.py'))).toBe('bad-file');
  });
});
