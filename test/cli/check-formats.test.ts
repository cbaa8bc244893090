import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { runCheck, type CheckOptions } from '../../src/cli/commands/check.ts';
import { capturedIo } from '../support/captured-io.ts';
import { makeFolder, makeRepository, writeFiles, type Files } from '../support/work-tree.ts';

/** What the schema of SARIF 2.1.0 requires of the parts that are used, and nothing beside them. */
const sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string().min(1),
          version: z.string().regex(/^\d+\.\d+\.\d+/),
          rules: z.array(
            z.strictObject({ id: z.string(), shortDescription: z.strictObject({ text: z.string() }) }),
          ),
        }),
      }),
      columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
      originalUriBaseIds: z.record(
        z.string(),
        z.strictObject({ description: z.strictObject({ text: z.string() }) }),
      ),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().nonnegative(),
          level: z.enum(['none', 'note', 'warning', 'error']),
          message: z.strictObject({ text: z.string().min(1) }),
          locations: z.tuple([
            z.strictObject({
              physicalLocation: z.strictObject({
                artifactLocation: z.strictObject({
                  // RFC 3986: nothing else may stand in a URI reference.
                  uri: z.string().regex(/^(?:[\w.~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+$/),
                  uriBaseId: z.string().optional(),
                }),
                region: z.strictObject({
                  startLine: z.int().positive(),
                  startColumn: z.int().positive(),
                  endLine: z.int().positive(),
                  endColumn: z.int().positive(),
                }),
              }),
              logicalLocations: z.array(z.strictObject({ fullyQualifiedName: z.string().min(1) })).optional(),
            }),
          ]),
          baselineState: z.enum(['new', 'unchanged', 'updated', 'absent']).optional(),
        }),
      ),
    }),
  ]),
});

const WIDE = 'const a = "😀"; let b = (1;\r\n';
const FILES: Files = {
  'good.js': 'const a = 1;\n',
  'a b/ü,1:x.js': WIDE,
  'many.json': '[\n'.repeat(3) + '}',
  'page.html': '<p>{{ if a }}<b>{{ end }}</p></div>\n',
  'latin.ts': Uint8Array.from([0x61, 0xe9, 0x0a]),
  'lines.py': `${Array.from({ length: 8 }, (_, at) => `x${at} = = 1`).join('\n')}\n`,
};

async function output(options: Partial<CheckOptions>, cwd: string): Promise<string> {
  const io = capturedIo(cwd);
  await runCheck({ paths: [], ...options }, io);
  return io.out();
}

async function sarifRun(
  options: Partial<CheckOptions>,
  cwd: string,
): Promise<z.infer<typeof sarif>['runs'][0]> {
  return sarif.parse(JSON.parse(await output({ format: 'sarif', ...options }, cwd))).runs[0];
}

type SarifResult = z.infer<typeof sarif>['runs'][0]['results'][number];

const placeOf = ({
  locations: [{ physicalLocation }],
}: SarifResult): SarifResult['locations'][0]['physicalLocation'] => physicalLocation;

describe('check as SARIF', () => {
  it('is one log of the required shape, whose results name rules of its driver', async () => {
    const { tool, results, originalUriBaseIds } = await sarifRun({}, makeRepository(FILES));
    expect(results.length).toBeGreaterThan(0);
    for (const result of results) {
      expect(tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
      expect(Object.keys(originalUriBaseIds)).toContain(placeOf(result).artifactLocation.uriBaseId);
    }
  });

  it('names the definition around an error, and in a file compared with a commit whether it is new', async () => {
    const root = makeRepository({ 'a.js': 'x = 1;\n' });
    writeFiles(root, { 'a.js': 'class A {\n  f() {\n    return (1;\n  }\n}\n' });
    const { results } = await sarifRun({ changed: true }, root);
    expect(results[0]).toMatchObject({
      locations: [{ logicalLocations: [{ fullyQualifiedName: 'A.f' }] }],
      baselineState: 'new',
    });
  });

  it('is a log without results where all is valid', async () => {
    expect((await sarifRun({ paths: ['good.js'] }, makeFolder(FILES))).results).toEqual([]);
  });

  it('counts columns in UTF-16 code units, as it declares, and encodes the path', async () => {
    const { results, columnKind } = await sarifRun({ paths: ['a b'] }, makeRepository(FILES));
    expect(columnKind).toBe('utf16CodeUnits');
    const column = WIDE.indexOf('1;') + 2;
    expect(results).toEqual([
      {
        ruleId: 'syntax',
        ruleIndex: 0,
        level: 'error',
        message: { text: 'Expected `,` or `)` but found `;` (oxc)' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'a%20b/%C3%BC%2C1%3Ax.js', uriBaseId: '%SRCROOT%' },
              region: { startLine: 1, startColumn: column, endLine: 1, endColumn: column + 1 },
            },
          },
        ],
      },
    ]);
  });

  it('names paths from the root of the repository, and what lies outside by its own address', async () => {
    const root = makeRepository(FILES);
    const outside = makeFolder({ 'b c.json': '{' });
    const { results } = await sarifRun({ paths: ['.', join(outside, 'b c.json')] }, join(root, 'a b'));
    expect(results.map((result) => placeOf(result).artifactLocation)).toEqual([
      { uri: 'a%20b/%C3%BC%2C1%3Ax.js', uriBaseId: '%SRCROOT%' },
      { uri: `file://${outside}/b%20c.json` },
    ]);
  });

  it('marks nothing at the end of a line, and one character elsewhere, be it of two code units', async () => {
    const root = makeFolder({ 'end.json': '{"a":\n', 'wide.json': '[😀]' });
    const regions = (await sarifRun({}, root)).results.map((result) => placeOf(result).region);
    expect(regions.map(({ startColumn, endColumn }) => endColumn - startColumn)).toEqual([0, 1, 2]);
  });

  it('takes what could not be judged and is no fault for a note', async () => {
    const { results } = await sarifRun({ paths: ['page.html'] }, makeFolder(FILES));
    expect(results.map(({ level, ruleId }) => ({ level, ruleId }))).toEqual([
      { level: 'note', ruleId: 'not-judged' },
    ]);
  });

  it('has no ruleless result, whatever is wrong with a file', async () => {
    const root = makeFolder({ ...FILES, 'packed.js': Uint8Array.from([0x61, 0, 0x62]) });
    const { results } = await sarifRun({ paths: ['latin.ts', 'packed.js', 'many.json'], maxSize: 6 }, root);
    expect(results.map(({ ruleId }) => ruleId)).toEqual(['invalid-utf8', 'binary', 'too-large']);
  });
});

describe('check as annotations of GitHub', () => {
  it('is a workflow command an error, with escapes in its properties, and the numbers', async () => {
    const out = await output({ format: 'github', paths: ['a b', 'good.js'] }, makeRepository(FILES));
    expect(out.split('\n')).toEqual([
      '::error file=a b/ü%2C1%3Ax.js,line=1,col=26,title=syntax (oxc)::Expected `,` or `)` but found `;`',
      '2 files: 1 valid, 1 invalid',
    ]);
  });

  it('cannot be led by the name of a file to another command', async () => {
    const root = makeRepository({ '100%\r\n::set-env name=A::b\u001b[2J.json': '{' });
    const [line, ...others] = (await output({ format: 'github' }, root)).split('\n');
    expect(line).toContain('file=100%25%0D%0A%3A%3Aset-env name=A%3A%3Ab\\u001b[2J.json,line=1,');
    expect(others).toEqual(['1 file: 0 valid, 1 invalid']);
  });

  it('names paths from the root of the repository', async () => {
    const out = await output({ format: 'github' }, join(makeRepository(FILES), 'a b'));
    expect(out).toMatch(/^::error file=a b\/ü/);
  });

  it('takes what is no fault for a notice', async () => {
    const out = await output({ format: 'github', paths: ['page.html'] }, makeFolder(FILES));
    expect(out).toMatch(/^::notice file=page\.html,line=1,/);
  });
});

describe('every format', () => {
  type Told = { readonly line: number; readonly message: string };

  it('tells of the same places, at most five a file', async () => {
    const root = makeFolder(FILES);
    const of = (format: CheckOptions['format']): Promise<string> =>
      output({ paths: ['lines.py'], ...(format === undefined ? {} : { format }) }, root);
    const json: { readonly diagnostics: readonly Told[] } = JSON.parse(await of('json'));
    const told = json.diagnostics.map(({ line, message }) => `${line} ${message}`);
    expect(told).toHaveLength(5);
    const text = [...(await of('text')).matchAll(/^lines\.py:(\d+):\d+: (.*) \([\w-]+\)$/gm)];
    expect(text.map(([, line, message]) => `${line} ${message}`)).toEqual(told);
    const github = [...(await of('github')).matchAll(/^::error .*,line=(\d+),.*?::(.*)$/gm)];
    expect(github.map(([, line, message]) => `${line} ${message}`)).toEqual(told);
    const { results } = await sarifRun({ paths: ['lines.py'] }, root);
    const scanned = results.map((result) => {
      return `${placeOf(result).region.startLine} ${result.message.text.replace(/ \([\w-]+\)$/, '')}`;
    });
    expect(scanned).toEqual(told);
  });
});
