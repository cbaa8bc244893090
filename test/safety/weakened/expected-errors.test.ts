import { describe, expect, test } from 'vitest';
import { createWeakenedTestsGate } from '../../../src/safety/gates/weakened-tests.ts';
import { judgeBy } from '../../support/judge.ts';

const GATE = createWeakenedTestsGate();
const WORDS = 'Empty texts no longer raise an error';
const OTHER = '\n\ndef test_reads():\n    assert parse("a") == ["a"]\n    assert parse("b") == ["b"]\n';

const RAISES = `def test_empty():
    text = blank()
    with pytest.raises(ValueError) as caught:
        parse(text)
    assert "empty" in str(caught.value)
`;
const CALLS = 'def test_empty():\n    text = blank()\n    parse(text)\n';
const HANDED = `class TestEmpty(TestCase):
    def test_empty(self):
        self.assertRaises(ValueError, parse, "")
`;
const handed = (body: string): string => HANDED.replace('self.assertRaises(ValueError, parse, "")', body);

const judged = async (before: string, after: string, words = WORDS): Promise<string> => {
  const { passed, doubts } = await judgeBy(GATE, { 'test_parse.py': [before, after] }, words);
  if (!passed) return 'refused';
  return doubts === undefined ? 'passed' : 'doubted';
};

describe('an error that a test expected', () => {
  test('may go where the task says that there is none any more', async () => {
    expect(await judged(RAISES, CALLS)).toBe('passed');
    expect(await judged(HANDED, handed('parse("")'))).toBe('passed');
  });

  test('may not go for another task', async () => {
    expect(await judged(RAISES, CALLS, 'Tidy up')).toBe('refused');
  });

  test('may not go along with the call that raised it', async () => {
    expect(await judged(RAISES, 'def test_empty():\n    text = blank()\n')).toBe('refused');
    expect(await judged(RAISES, 'def test_empty():\n    text = ""\n    parse(text)\n')).toBe('refused');
    expect(await judged(HANDED, handed('pass'))).toBe('refused');
  });

  test('takes no other assertion of the file along', async () => {
    const without = OTHER.replace('    assert parse("b") == ["b"]\n', '');
    expect(await judged(`${RAISES}${OTHER}`, `${CALLS}${OTHER}`)).toBe('passed');
    expect(await judged(`${RAISES}${OTHER}`, `${CALLS}${without}`)).toBe('refused');
  });
});
