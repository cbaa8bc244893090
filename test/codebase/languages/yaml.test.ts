import { describe, expect, it } from 'vitest';
import { yamlSyntax } from '../../../src/codebase/languages/yaml.ts';

/** What is wrong in a text, by the parser's own names, with the offsets. */
async function faultsOf(text: string): Promise<readonly string[]> {
  const report = await yamlSyntax({ text, deadline: Infinity });
  return report.kind === 'parsed'
    ? report.problems.map(({ offset, code }) => `${offset} ${code}`)
    : [report.kind];
}

describe('YAML', () => {
  it.each([
    ['a: 1\nb: [1, 2\n', '14 BAD_INDENT'],
    ['a: 1\n---\nb: "x\n', '15 MISSING_CHAR'],
    ['a:\n\t- b\n', '3 TAB_AS_INDENT'],
    ['a: b: c\n', '3 BLOCK_AS_IMPLICIT_KEY'],
    ['a: 1\n...\n%YAML 1.2\nb: 2\n', '19 MISSING_CHAR'],
  ])('is refused at its fault: %j', async (text, fault) => {
    expect(await faultsOf(text)).toContain(fault);
  });

  it('has each key once in a map, in whatever way it is written, but for merge keys', async () => {
    expect(await faultsOf('a: 1\n"a": 2\n')).toEqual(['5 DUPLICATE_KEY']);
    expect(await faultsOf('a: {b: 1, b: 2}\n')).toEqual(['10 DUPLICATE_KEY']);
    expect(await faultsOf('a: {b: 1}\nc: {b: 2}\n---\na: 1\n')).toEqual([]);
    expect(await faultsOf('x: &x {a: 1}\ny: &y {b: 1}\nz:\n  <<: *x\n  <<: *y\n')).toEqual([]);
    expect(await faultsOf("1: a\n'1': b\n")).toEqual([]);
  });

  it('has the anchor of each alias before it, in the same document', async () => {
    expect(await faultsOf('a: &x 1\nb: *y\n')).toEqual(['11 null']);
    expect(await faultsOf('a: *x\nb: &x 1\n')).toEqual(['3 null']);
    expect(await faultsOf('a: &x 1\n---\nb:\n  <<: *x\n')).toEqual(['21 null']);
    expect(await faultsOf('a: &x [&y 1]\nb: [*x, *y]\n? *x\n: *y\n')).toEqual([]);
  });

  it('is not judged where it is nested too deeply', async () => {
    expect(await faultsOf(`${'['.repeat(20_000)}1${']'.repeat(20_000)}`)).toEqual(['broken']);
  });

  it.each([
    ['tags of an application', 'a: !Ref b\nc: !Sub\n  - x\n  - {y: !GetAtt z.w}\nd: !vault |\n  abc\n'],
    ['values of a workflow', 'on: push\nif: ${{ github.ref == "x" }}\nrun: |\n  echo "${{ a }}: {{ b"\n'],
    ['several documents, some of them empty', '---\n...\n---\na: 1\n---\n# nothing\n'],
    ['comments alone', '# a: [\n'],
    ['an alias that grows', 'a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n'],
    ['a version of old', '%YAML 1.1\n---\nyes: no\n'],
  ])('may have %s', async (_what, text) => {
    expect(await faultsOf(text)).toEqual([]);
  });

  it('is given up on when its time is over', async () => {
    const text = 'a: [1, 2, {b: c}]\n'.repeat(20_000);
    expect(await yamlSyntax({ text, deadline: performance.now() })).toMatchObject({ kind: 'broken' });
  });

  it('has fifty faults at most', async () => {
    expect(await faultsOf('['.repeat(100))).toHaveLength(50);
  });
});
