import { describe, expect, test } from 'vitest';
import { createLostBehaviourGate } from '../../../src/safety/gates/lost-behaviour.ts';
import { judgeBy } from '../../support/judge.ts';
import { PYTHON, edited } from '../../support/lost-behaviour.ts';

async function doubts(from: string, to: string, words = 'Tidy follow'): Promise<readonly string[]> {
  const before = PYTHON.replace('except ValueError as error:', from);
  const verdict = await judgeBy(
    createLostBehaviourGate(),
    { 'a.py': [before, edited(before, from, to)] },
    words,
  );
  expect(verdict.passed).toBe(true);
  return (verdict.doubts ?? []).map(({ path, line }) => `${path}:${line}`);
}

describe('a clause that catches more than before', () => {
  test.each([
    ['except ValueError as error:', 'except Exception as error:'],
    ['except (ValueError, KeyError) as error:', 'except Exception as error:'],
    ['except ValueError as error:', 'except (ValueError, Exception) as error:'],
    ['except ValueError as error:', 'except:'],
    ['except Exception as error:', 'except BaseException as error:'],
  ])('is a doubt: %s becomes %s', async (from, to) => {
    expect(await doubts(from, to)).toEqual(['a.py:13']);
  });

  test.each([
    ['except ValueError as error:', 'except (ValueError, KeyError) as error:'],
    ['except Exception as error:', 'except Exception as problem:'],
    ['except Exception as error:', 'except ValueError as error:'],
    ['except:', 'except Exception as error:'],
    ['except errors.Exception as error:', 'except errors.Other as error:'],
  ])('is none: %s becomes %s', async (from, to) => {
    expect(await doubts(from, to)).toEqual([]);
  });

  test('is none where the task speaks of errors', async () => {
    const sides = ['except ValueError as error:', 'except Exception as error:'] as const;
    expect(await doubts(...sides, 'Handle every error of parse')).toEqual([]);
    expect(await doubts(...sides, 'Make follow robust')).toEqual([]);
  });
});
