import { describe, expect, test } from 'vitest';
import { remembering } from '../../src/codebase/remembering.ts';

function counted(length = 1): {
  readonly read: (path: string, text: string) => Promise<string>;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const read = remembering(async (path, text) => {
    asked.push(`${path} ${text.slice(0, length)}`);
    return `${path}: ${text}`;
  });
  return { read, asked };
}

describe('a reader that remembers', () => {
  test('reads the same text of the same path once, by whomever and however early it is asked again', async () => {
    const { read, asked } = counted();
    expect(await Promise.all([read('a.py', 'x'), read('a.py', 'x')])).toEqual(['a.py: x', 'a.py: x']);
    expect(await read('a.py', 'x')).toBe('a.py: x');
    expect(asked).toEqual(['a.py x']);
  });

  test('reads another text, and the same text of another path', async () => {
    const { read, asked } = counted();
    await read('a.py', 'x');
    expect(await read('a.py', 'y')).toBe('a.py: y');
    expect(await read('b.py', 'x')).toBe('b.py: x');
    expect(asked).toEqual(['a.py x', 'a.py y', 'b.py x']);
  });

  test('forgets what nobody asked for while a million characters went by', async () => {
    const { read, asked } = counted();
    const long = (letter: string): string => letter.repeat(400_000);
    await read('a.py', long('x'));
    await read('a.py', long('y'));
    await read('a.py', long('x'));
    await read('a.py', long('z'));
    await read('a.py', long('x'));
    await read('a.py', long('y'));
    expect(asked).toEqual(['a.py x', 'a.py y', 'a.py z', 'a.py y']);
  });

  test('keeps no text that is longer than all it may keep', async () => {
    const { read, asked } = counted();
    const longer = 'x'.repeat(1_000_001);
    await read('a.py', longer);
    await read('a.py', longer);
    expect(asked).toHaveLength(2);
  });

  test('reads again what could not be read', async () => {
    let tries = 0;
    const read = remembering(async () => {
      tries += 1;
      if (tries === 1) throw new Error('not now');
      return tries;
    });
    await expect(read('a.py', 'x')).rejects.toThrow('not now');
    expect(await read('a.py', 'x')).toBe(2);
  });
});
