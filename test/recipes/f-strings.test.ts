import { assert, asyncProperty, array, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useFStrings } from '../../src/recipes/f-strings/python.ts';
import type { FileResult } from '../../src/recipes/each-file.ts';
import { python } from '../support/python-file.ts';

const CHANGED: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'places without names': ['x = "{} {}".format(a, b)\n', 'x = f"{a} {b}"\n'],
  'names, conversions and formats': ['x = "{n!r:>9}{{}}".format(n=name)\n', 'x = f"{name!r:>9}{{}}"\n'],
  'plain names in another order': ['x = "{1} {0} {0}".format(a, b)\n', 'x = f"{b} {a} {a}"\n'],
  'calls in their order': ['x = "{} {}".format(f(), g(1))\n', 'x = f"{f()} {g(1)}"\n'],
  'tuples of values, whatever they are': [
    'x = "%s: %r, 100%% {}" % (a, b.c)\n',
    'x = f"{a!s}: {b.c!r}, 100% {{}}"\n',
  ],
  'values of a certain type': [
    'x = "%d of %s" % (len(a), str(b))\ny = "%s!" % repr(a)\n',
    'x = f"{len(a)} of {str(b)}"\ny = f"{repr(a)}!"\n',
  ],
  'one formatting in another': ['x = "{}".format("%s" % (a,))\n', 'x = "{}".format(f"{a!s}")\n'],
  'carriage returns around them': ['x = "{}".format(a)\r\ny = 1\r\n', 'x = f"{a}"\r\ny = 1\r\n'],
};

const KEPT: Readonly<Record<string, readonly [text: string, reason: string | null]>> = {
  'values in another order': ['x = "{1} {0}".format(f(), g())\n', 'another order'],
  'values that are used twice': ['x = "{0} {0}".format(f())\n', null],
  'spread arguments': ['x = "{}".format(*a)\n', null],
  'one value that may be a tuple': ['x = "%s" % a\n', 'may be a tuple'],
  'values by name': ['x = "%(a)s" % {"a": 1}\n', 'its values have names'],
  'numbers of an unknown type': ['x = "%d" % (a,)\n', 'may do more'],
  'widths and flags': ['x = "%5s" % (a,)\n', 'in another way'],
  'what is logged': ['logger.info("%s" % (a,))\n', 'it is logged'],
  'what is translated': ['_("%s" % (a,))\n', 'it is translated'],
  bytes: ['x = b"%s" % (a,)\n', 'no plain text'],
  arithmetic: ['x = a % b\n', null],
  'templates of other places': ['T = "{} {}"\nx = T.format(a, b)\n', null],
  'the quotes of the string': ['x = "%s" % (a["b"],)\n', 'quotes of the string'],
  'comments between the values': ['x = "%s" % (\n    a,  # why\n)\n', 'commented'],
  'names of characters': ['x = "\\N{EM DASH} {}".format(a)\n', null],
  'a local str': ['def str(x): return x\nx = "%s" % str(a)\n', 'may be a tuple'],
};

async function run(text: string): Promise<FileResult> {
  return python(useFStrings, text);
}

function wordsOf(result: FileResult): string {
  return result.kind === 'refused' ? result.reason : (result.notes ?? []).join(' ');
}

describe('f-strings', () => {
  it.each(['"{}".format(lambda: 1)', '"%s %s" % (a, lambda: 1)', '"{}".format((lambda b: b))'])(
    'leaves %s and rewrites the others',
    async (left) => {
      const result = await run(`x = "{}".format(a)\ny = ${left}\n`);
      expect(result).toMatchObject({ kind: 'changed', text: `x = f"{a}"\ny = ${left}\n` });
    },
  );

  it.each(Object.entries(CHANGED))('rewrites %s', async (_title, [before, after]) => {
    expect(await run(before)).toMatchObject({ kind: 'changed', text: after });
  });

  it.each(Object.entries(KEPT))('leaves %s', async (_title, [text, reason]) => {
    const result = await run(text);
    expect(result.kind).toBe('unchanged');
    expect(wordsOf(result)).toContain(reason ?? '');
  });

  it('refuses a file with a syntax error', async () => {
    expect(await run('x = "{}".format(a\n')).toMatchObject({ kind: 'refused' });
  });

  it('gives the same text when it is run twice', async () => {
    const part = constantFrom('{}', '{0}', '{{', '}}', '%s', '%%', '%d', 'a', "'", '\\n', '{:>3}', '{!r}');
    const value = constantFrom('a', 'b.c', 'f()', '"x"', '1', '[d for d in e]', 'lambda: 1', '{1: 2}');
    const law = asyncProperty(array(part), array(value), async (parts, values) => {
      const text = `x = "${parts.join('')}".format(${values.join(', ')})\ny = "${parts.join('')}" % (${values.map((one) => `${one}, `).join('')})\n`;
      const once = await run(text);
      const after = once.kind === 'changed' ? once.text : text;
      expect(await run(after)).not.toMatchObject({ kind: 'changed' });
    });
    await assert(law, { numRuns: 60 });
  }, 120_000);
});
