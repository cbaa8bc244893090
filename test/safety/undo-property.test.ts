import fc from 'fast-check';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { digestOf } from '../../src/domain/digest.ts';
import { applyWrites } from '../../src/safety/apply.ts';
import type { PlannedWrite } from '../../src/safety/check-writes.ts';
import { planUndo } from '../../src/safety/undo.ts';
import { placeIn } from '../support/kill-scenario.ts';
import { scratchFolders } from '../support/scratch.ts';
import { readTree, writeTree } from '../support/tree-state.ts';

const scratch = scratchFolders();

type Planned = { path: string; before: Uint8Array; after: Uint8Array; mode: number; role: Role };
type Role = 'keep' | 'modify' | 'delete' | 'create';

const segment = fc.constantFrom('a', 'b', 'c.py', 'ü n', '-d');
const content = fc.uint8Array({ maxLength: 40 });
const planned: fc.Arbitrary<Planned> = fc.record({
  path: fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')),
  before: content,
  after: content,
  mode: fc.constantFrom(0o600, 0o644, 0o664, 0o755, 0o700, 0o222 | 0o400),
  role: fc.constantFrom<Role>('keep', 'modify', 'delete', 'create'),
});
/** Paths of which none is a folder of another. */
const tree = fc
  .uniqueArray(planned, { selector: (file) => file.path, maxLength: 10 })
  .map((files) => files.filter((file) => !files.some((other) => other.path.startsWith(`${file.path}/`))));

it('apply and then undo is the identity on bytes, modes and the set of paths', async () => {
  await fc.assert(
    fc.asyncProperty(tree, async (files) => {
      const root = join(scratch(), 'tree');
      const existing = files.filter((file) => file.role !== 'create');
      writeTree(root, { 'root.txt': { text: '', mode: 0o644 } });
      writeTree(
        root,
        Object.fromEntries(existing.map((file) => [file.path, { text: file.before, mode: file.mode }])),
      );
      const old = readTree(root);

      const applied = await applyWrites(files.flatMap(writeOf), placeIn(root));
      for (const file of files.filter((one) => one.role === 'modify' || one.role === 'create')) {
        expect(readTree(root)[file.path]).toContain(Buffer.from(file.after).toString('base64'));
      }
      const plan = await planUndo(applied, placeIn(root));
      await applyWrites(plan.writes, placeIn(root, { runId: 'gen_undo' }));

      expect(plan.kind).toBe('ready');
      expect(readTree(root)).toEqual(old);
      rmSync(root, { recursive: true });
    }),
    { numRuns: 40 },
  );
});

function writeOf(file: Planned): readonly PlannedWrite[] {
  const before = file.role === 'create' ? null : digestOf(file.before);
  const after = file.role === 'delete' ? null : file.after;
  return file.role === 'keep' ? [] : [{ path: file.path, before, after }];
}
