import { describe, expect, it } from 'vitest';
import { treeSyntax } from '../../../src/codebase/languages/tree-syntax.ts';

/** The places, as `line message`, that the rules of Go's compiler find in a function with this body. */
async function faultsIn(body: string, head = 'func f(x int) (int, error)'): Promise<readonly string[]> {
  const text = `package a\n\n${head} {\n${body}}\n`;
  const report = await treeSyntax({ language: 'go', text });
  return report.kind === 'parsed'
    ? report.problems.map(({ offset, message }) => `${text.slice(0, offset).split('\n').length} ${message}`)
    : [report.kind];
}

describe('a function of Go with results ends', () => {
  it.each([
    ['in a return', 'return 1, nil\n'],
    ['in a return before a comment', 'return 1, nil\n// done\n;\n'],
    ['in a goto', 'again:\nx++\ngoto again\n'],
    ['in a panic', 'panic("no")\n'],
    ['in a block', '{\nreturn 1, nil\n}\n'],
    [
      'in both branches',
      'if x > 1 {\nreturn 1, nil\n} else if x > 0 {\npanic(x)\n} else {\nreturn 2, nil\n}\n',
    ],
    ['in no end', 'for {\nx++\n}\n'],
    ['in a loop with a clause and no condition', 'for i := 0; ; i++ {\nif i > x {\ncontinue\n}\n}\n'],
    [
      'in a loop that only what is in it leaves',
      'for {\nswitch x {\ncase 1:\nbreak\n}\ngo func() {\nfor {\nbreak\n}\n}()\n}\n',
    ],
    [
      'in every case',
      'switch {\ncase x > 1:\nfallthrough\ncase x > 0:\nreturn 1, nil\ndefault:\npanic(x)\n}\n',
    ],
    ['in every type', 'switch any(x).(type) {\ncase int:\nreturn 1, nil\ndefault:\nreturn 2, nil\n}\n'],
    ['in every communication', 'select {\ncase <-c:\nreturn 1, nil\ncase d <- x:\npanic(x)\n}\n'],
    ['in a select of nothing', 'select {}\n'],
    ['behind a label', 'outer:\nfor {\nfor {\ncontinue outer\n}\n}\n'],
  ])('%s', async (_, body) => {
    expect(await faultsIn(body)).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['a statement', 'x++\n'],
    ['one branch', 'if x > 1 {\nreturn 1, nil\n}\n'],
    ['branches without the last', 'if x > 1 {\nreturn 1, nil\n} else if x > 0 {\nreturn 2, nil\n}\n'],
    ['a loop with a condition', 'for x > 1 {\nreturn 1, nil\n}\n'],
    ['a loop over values', 'for range x {\nreturn 1, nil\n}\n'],
    ['a loop that is left', 'for {\nif x > 1 {\nbreak\n}\n}\n'],
    ['a loop that is left by its label', 'outer:\nfor {\nselect {\ncase <-c:\nbreak outer\n}\n}\n'],
    ['a switch without a default', 'switch x {\ncase 1:\nreturn 1, nil\n}\n'],
    ['a case without an end', 'switch x {\ncase 1:\ndefault:\nreturn 1, nil\n}\n'],
    ['a case that leaves', 'switch x {\ndefault:\nif x > 1 {\nbreak\n}\nreturn 1, nil\n}\n'],
    ['a call', 'os.Exit(1)\n'],
  ])('not in %s', async (_, body) => {
    expect(await faultsIn(body)).toEqual([`${body.split('\n').length + 3} Missing return in \`f\``]);
  });

  it.each([
    ['without results', 'func f()', []],
    ['with a list of none', 'func (t T) f() ()', []],
    ['with one result', 'func (t *T) f() error', ['4 Missing return in `f`']],
  ])('as it must where it is %s', async (_, head, faults) => {
    expect(await faultsIn('', head)).toEqual(faults);
  });

  it('as it must where it is a value or has no body', async () => {
    expect(await faultsIn('g := func() int {\n}\nreturn g(), nil\n')).toEqual(['5 Missing return']);
    const text = 'package a\n\nfunc add(x, y int) int\n';
    expect(await treeSyntax({ language: 'go', text })).toEqual({ kind: 'parsed', problems: [] });
  });
});
