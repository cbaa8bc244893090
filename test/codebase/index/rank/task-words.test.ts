import { describe, expect, it } from 'vitest';
import {
  taskIdentifiers,
  taskNames,
  taskPhrases,
  taskWords,
} from '../../../../src/codebase/index/rank/task-words.ts';

describe('what a task says', () => {
  it('is its words without those that every task has, each once', () => {
    expect(taskWords('fix(router): the Router should not use `app.route` twice')).toEqual([
      'router',
      'Router',
      'app',
      'route',
      'twice',
    ]);
    expect(taskWords('Fix it, and then use this')).toEqual([]);
  });

  it('is pairs of words side by side, written as one name or as two', () => {
    expect(taskPhrases('inlineSnapshot')).toEqual(['inline snapshot']);
    expect(taskPhrases('an inline snapshot')).toEqual(['inline snapshot']);
    expect(taskPhrases('snapshot of an inline')).toEqual([]);
  });

  it('is names that only code has', () => {
    expect(taskIdentifiers('Let createServer take max_age, $refs and HTTP from _me')).toEqual([
      'createServer',
      'max_age',
      '$refs',
    ]);
  });

  it('is what a folder or a file may be called', () => {
    expect(taskNames('feat(serve-static): move src/hono.ts')).toEqual([
      'serve-static',
      'move',
      'src/hono.ts',
      'src',
      'hono',
      'ts',
    ]);
  });
});
