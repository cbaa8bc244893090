import { expect, test } from 'vitest';
import { objections } from '../../support/guards.ts';

const CODE = 'x = 1\ny = 2\n';

test.each([
  ['a.py', '# Certainly! I have refactored the function below as you asked.'],
  ['a.py', '# Here is the updated code with your requested changes:'],
  ['a.js', "// I've changed the function as you asked"],
  ['a.ts', '/* Here is the refactored class. */'],
  ['a.go', '// Sure, here is the code'],
  ['a.py', 'y = 3  # I have updated the value for you'],
  ['a.ts', '// Renamed per your request.'],
  ['a.rb', '# Based on your feedback the retries are bounded.'],
  ['a.py', '# As an AI language model I cannot run this.'],
  ['a.sql', '-- Here is the updated schema:'],
  ['a.sql', 'Here is the updated table:'],
  ['a.sql', 'Certainly! Here is the updated schema:'],
  ['a.sql', '```sql'],
  ['Dockerfile', '```'],
  ['docker/base.Dockerfile', '```dockerfile'],
  ['Dockerfile.test', "Sure, here's the Dockerfile"],
  ['a.rb', '# Let me know if you need anything else'],
])('in %s %j speaks to a user, and is refused', async (path, line) => {
  expect(await objections({ [path]: [CODE, `${CODE}${line}\n`] })).toEqual([`placeholder:${path}:3`]);
});

test.each([
  ['a.py', '# Here is the code of the error, from the table above.'],
  ['a.py', '# Sure enough, the header is missing: I have seen servers that leave it out.'],
  ['a.js', '// This is the final version of the protocol, see RFC 9110.'],
  ['a.js', '// Returns the updated version number, as requested by the caller.'],
  ['a.ts', '// I have changed my mind twice about this: keep the order.'],
  ['a.go', '// OK: this is the function that the scheduler calls.'],
  ['a.js', '// This is the improved implementation of the search.'],
  ['a.sql', '-- Here is the updated table of contents'],
  ['a.sql', "  'Here is the updated table:'"],
  ['Makefile', '\t@echo "```"'],
  ['a.js', "// Here's the full code of the example"],
  ['a.py', '# Feel free to add more entries here'],
  ['a.py', 'PROMPT = """\n# Here is the updated code\n"""'],
  ['a.md', '# Here is the updated code'],
])('in %s %j is no chat', async (path, line) => {
  expect(await objections({ [path]: [CODE, `${CODE}${line}\n`] })).toEqual([]);
});

test('a comment that was there stays', async () => {
  const before = `# Here is the updated code\n${CODE}`;
  expect(await objections({ 'a.py': [before, `${before}z = 3\n`] })).toEqual([]);
});

test.each([
  ['A.md', 'Sure! Here is the updated README:\n\n# X\n\nText.\n'],
  ['A.md', "Here's the updated README:\n# X\n\nText.\n"],
  ['A.md', '```markdown\n# X\n\nText.\n```\n'],
  ['a.rst', '```\n# X\n\nText.\n```\n'],
])('a reply around a text for people is refused, in %s: %j', async (path, after) => {
  expect(await objections({ [path]: ['# X\n\nText.\n', after] })).toEqual([`placeholder:${path}:1`]);
});

test.each([
  ['an example of a reply', '# X\n\nHere is the updated README:\n\nText.\n'],
  ['a fence of a part', '```markdown\nY\n```\n\n# X\n\nText.\n'],
  ['code around other code', '```js\n# X\n\nText.\n```\n'],
])('%s is no reply', async (_, after) => {
  expect(await objections({ 'A.md': ['# X\n\nText.\n', after] })).toEqual([]);
});
