import { describe, expect, it } from 'vitest';
import { treeSyntax } from '../../../src/codebase/languages/tree-syntax.ts';
import { positionAt } from '../../../src/domain/text.ts';

/** `line:column message` of the first fault in a text. */
async function firstFault(language: string, text: string): Promise<string | null> {
  const report = await treeSyntax({ language, text });
  const [first] = report.kind === 'parsed' ? report.problems : [];
  if (first === undefined) return null;
  const { line, column } = positionAt(text, first.offset);
  return `${line}:${column} ${first.message}`;
}

const REQUIRES = "require 'a\nrequire 'b'\n\nmodule M\n  def f(x)\n    x.g('c', 'd')\n  end\nend\n";

describe('a string whose quote is left open', () => {
  it.each([
    ['ruby', REQUIRES, "1:9 Missing `'` for this one"],
    ['ruby', `x = 1\n${REQUIRES.replaceAll("'", '"')}`, '2:9 Missing `"` for this one'],
    ['php', "<?php\n$a = ['b' => 1,\n  'c => 2,\n  'd' => 3];\n", "3:3 Missing `'` for this one"],
  ])('is told where it begins, in %s: %j', async (language, text, fault) => {
    expect(await firstFault(language, text)).toBe(fault);
  });

  it('is no string over lines that ends as it should', async () => {
    const text = "x = 'a\n  b'\ny = (1\n";
    expect(await firstFault('ruby', text)).toBe('3:5 Missing `)` for this `(`');
  });
});
