import { describe, expect, it } from 'vitest';
import { namedPlaces } from '../../../../src/codebase/index/rank/named-places.ts';

const PATHS = ['src/serve-static/index.ts', 'src/utils/serveStatic.ts', 'src/utils/cookies.ts', 'src/app.ts'];

describe('the places that a task names', () => {
  it('are folders and files, however the name is written', () => {
    expect([...namedPlaces(['serve-static'], PATHS).keys()]).toEqual(PATHS.slice(0, 2));
    expect([...namedPlaces(['cookie'], PATHS).keys()]).toEqual(['src/utils/cookies.ts']);
  });

  it('count more the fewer bear the name', () => {
    const scores = namedPlaces(['src', 'app'], PATHS);
    expect(scores.get('src/app.ts')).toBeGreaterThan(scores.get('src/utils/cookies.ts') ?? Number.NaN);
  });

  it('are none where only a part of a name is said', () => {
    expect(namedPlaces(['serve', 'cook'], PATHS).size).toBe(0);
  });
});
