import { array, assert, asyncProperty, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDocstringsPython } from '../../src/recipes/add-docstrings/python.ts';
import { python } from '../support/python-file.ts';

const SOURCE = `class Invoices:
    rate = 1

    def parse_amount(self, text: str, *rest, is_net=False) -> int:
        # why
        if not text:
            raise ValueError("text must not be empty")
        return int(text)

    @property
    def total(self):
        return 1
`;

async function documented(text: string, options: Parameters<typeof python>[2] = {}): Promise<string> {
  const result = await python(addDocstringsPython, text, options);
  return result.kind === 'changed' ? result.text : result.kind;
}

function settings(convention: string): Parameters<typeof python>[2] {
  return { around: { 'pyproject.toml': `[tool.ruff.lint.pydocstyle]\nconvention = "${convention}"\n` } };
}

describe('add-docstrings', () => {
  it('writes in the style that is asked for, whatever the file shows', async () => {
    const shown = `def a(b):\n    """A.\n\n    :param b: The b.\n    """\n\n\ndef c(d):\n    return d\n`;
    expect(await documented(shown)).toContain(':param d:');
    expect(await documented(shown, { slots: { style: 'google' } })).toContain('Args:\n        d:');
    expect(await documented(shown, { slots: { style: 'epytext' } })).toBe('refused');
  });

  it('says what names, parameters, results and errors say', async () => {
    expect(await documented(SOURCE)).toBe(`class Invoices:
    """Invoices."""

    rate = 1

    def parse_amount(self, text: str, *rest, is_net=False) -> int:
        """Parse amount.

        Args:
            text: The text.
            *rest: The rest.
            is_net: Whether it is net.

        Returns:
            The result.

        Raises:
            ValueError: text must not be empty.
        """
        # why
        if not text:
            raise ValueError("text must not be empty")
        return int(text)

    @property
    def total(self):
        """Total."""
        return 1
`);
  });

  it('writes as the settings of the project say', async () => {
    const numpy = await documented('def f(a: int, b=1) -> str:\n    return g(a)\n', settings('numpy'));
    expect(numpy).toContain('    Parameters\n    ----------\n    a : int\n        The a.\n    b\n');
    expect(numpy).toContain('    Returns\n    -------\n    str\n        The result.\n    """\n');
  });

  it('writes as the docstrings of the file are written, before the settings', async () => {
    const text = 'def g(a):\n    """Do.\n\n    :param a: it\n    """\n\n\ndef f(*a, **b):\n    yield a\n';
    const sphinx = await documented(text, settings('numpy'));
    expect(sphinx).toContain('    :param a: The a.\n    :param b: The b.\n    :yields: The result.\n');
  });

  it.each([
    ['what has one', 'def f():\n    "Has one."\n'],
    [
      'names with an underscore in front',
      'def _f():\n    pass\n\n\nclass _A:\n    def f(self):\n        pass\n',
    ],
    ['functions in functions', 'def _f():\n    def g():\n        pass\n'],
    ['tests', 'def test_f():\n    pass\n'],
    ['overloads', 'from typing import overload\n\n\n@overload\ndef f(): ...\n'],
    ['a body on the line of its head', 'def f(): return 1\n'],
    ['what a decorator may read', '@app.get("/")\ndef f():\n    pass\n'],
  ])('leaves %s', async (_, text) => {
    expect(await documented(text)).toBe('unchanged');
  });

  it('documents what is named, whoever reads it', async () => {
    const text = '@app.get("/")\ndef _f():\n    pass\n';
    expect(await documented(text, { slots: { function: '_f' } })).toBe(
      '@app.get("/")\ndef _f():\n    """F."""\n    pass\n',
    );
    const missing = await python(addDocstringsPython, text, { slots: { function: 'g' } });
    expect(missing).toMatchObject({ kind: 'refused', reason: 'app.py has no g to document.' });
  });

  it('keeps the line endings and what stands on the line of the head', async () => {
    expect(await documented('async def f(  # why\r\n):  # go\r\n\tpass\r\n')).toBe(
      'async def f(  # why\r\n):  # go\r\n\t"""F."""\r\n\tpass\r\n',
    );
  });

  it('says nothing of results that are none, and of errors without a plain message', async () => {
    const text = 'def f():\n    if g():\n        raise E(f"{x}")\n    raise E\n    return None\n';
    expect(await documented(text)).toContain('    """F."""\n    if');
  });

  it('refuses a file with a syntax error', async () => {
    expect(await documented('def f(:\n')).toBe('refused');
  });

  it('only adds lines, and has nothing left to do when it runs again', async () => {
    const piece = constantFrom(
      'def f(a, /, b: int = 2, *, c):\n    return a\n',
      'class A:\n    x = 1\n    def g(self): return 1\n    async def h(self, v):\n        yield v\n',
      '@cache\ndef k():\n    """Has."""\n',
      'if x:\n\tdef m():\n\t\t...\n',
    );
    await assert(
      asyncProperty(array(piece, { minLength: 1, maxLength: 4 }), async (pieces) => {
        const text = pieces.join('\n\n');
        const result = await python(addDocstringsPython, text);
        if (result.kind !== 'changed') return result.kind === 'unchanged';
        const lines = result.text.split('\n');
        const kept = text.split('\n').every((line) => {
          const at = lines.indexOf(line);
          lines.splice(0, at + 1);
          return at >= 0;
        });
        return kept && (await python(addDocstringsPython, result.text)).kind === 'unchanged';
      }),
      { numRuns: 25 },
    );
  });
});
