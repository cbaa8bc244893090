import { expect, it } from 'vitest';
import { applyCommand } from '../../src/domain/apply-command.ts';

const NOTHING = { branch: null, merge: false, mergeInto: null, push: false, trailers: false } as const;

it.each([
  [undefined, 'ouroboros apply gen_1'],
  [{ ...NOTHING, kind: 'commit', trailers: true } as const, 'ouroboros apply gen_1 --commit --trailers'],
  [{ ...NOTHING, kind: 'branch' } as const, 'ouroboros apply gen_1 --branch'],
  [{ ...NOTHING, kind: 'branch', merge: true } as const, 'ouroboros apply gen_1 --merge'],
  [
    { ...NOTHING, kind: 'branch', branch: 'x', merge: true, mergeInto: 'main', push: true } as const,
    'ouroboros apply gen_1 --branch=x --merge=main --push',
  ],
])('asks again for what the run was to do in git: %j', (landing, expected) => {
  expect(applyCommand('gen_1', landing)).toBe(expected);
});
