import { describe, expect, test } from 'vitest';
import { objections } from '../../support/guards.ts';

const ELISION = '# ... existing code ...';
const MARKER = '<<<<<<< SEARCH';

describe('text that stands in place of code', () => {
  test.each([
    ['a.py', `PROMPT = """Write\n${ELISION}\n${MARKER}\nas it was."""\n`],
    ['a.ts', `export const prompt = \`Write\n// ... existing code ...\n${MARKER}\nas it was.\`;\n`],
    ['a.md', `As follows:\n\n\`\`\`\n${MARKER}\nx\n\`\`\`\n`],
    ['a.py', '# ...rest\nx = 1\n'],
  ])('is none that a value or an example quotes, in %s: %j', async (path, text) => {
    expect(await objections({ [path]: [null, text] })).toEqual([]);
  });

  test.each([
    ['a.py', `"""Write.\n${ELISION}\n"""\n`, 2],
    ['a.py', `x = """\n"""\n${ELISION}\n`, 3],
    ['a.py', `x = "${ELISION.slice(2)}"\n${MARKER}\n`, 2],
    ['a.md', `\`\`\`\nx\n\`\`\`\n${MARKER}\n`, 4],
  ])('is what stands outside of values, in %s: %j', async (path, text, line) => {
    expect(await objections({ [path]: [null, text] })).toEqual([`placeholder:${path}:${line}`]);
  });

  test('is the fence that makes a string of a script', async () => {
    expect(
      await objections({ 'a.test.js': ["it('is', () => {});\n", "```js\nit('is', () => {});\n```\n"] }),
    ).toEqual(expect.arrayContaining(['placeholder:a.test.js:1', 'placeholder:a.test.js:3']));
  });
});
