import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyWrites } from '../../src/safety/apply.ts';
import { planUndo } from '../../src/safety/undo.ts';
import { STATES } from '../support/git-states.ts';
import { buildHostileTree, entriesOf, hostileWrites } from '../support/hostile-tree.ts';
import { placeIn } from '../support/kill-scenario.ts';
import { git, makeFolder, writeFiles } from '../support/work-tree.ts';

const IN_A_TREE_OF_ITS_OWN = new Set(['in a work tree of its own', 'in a submodule']);

describe.each(Object.keys(STATES).filter((name) => !IN_A_TREE_OF_ITS_OWN.has(name)))('%s', (name) => {
  it('brings a hostile tree back byte for byte, and never touches index, refs or stash', async () => {
    const root = makeFolder({ 'aside.txt': 'aside\n' });
    buildHostileTree(root);
    writeFiles(root, { 'aside.txt': 'put aside\n' });
    git(root, 'stash', '--quiet');
    STATES[name]?.(root);
    const before = { entries: entriesOf(root), git: gitState(root) };

    const applied = await applyWrites(hostileWrites(root), placeIn(root));
    expect(entriesOf(root)).not.toEqual(before.entries);
    expect(gitState(root)).toEqual(before.git);
    const undo = await planUndo(applied, { root, artifactsDir: join(root, 'artifacts') });
    await applyWrites(undo.writes, placeIn(root, { runId: 'gen_20260102_030406_def' }));

    expect(undo.kind).toBe('ready');
    expect(before.entries.size).toBeGreaterThanOrEqual(80);
    expect(entriesOf(root)).toEqual(before.entries);
    expect(gitState(root)).toEqual(before.git);
  });
});

/** The very bytes of what git keeps beside its objects. */
function gitState(root: string): Readonly<Record<string, string>> {
  const names = ['index', 'HEAD', 'MERGE_HEAD', 'ORIG_HEAD', 'refs/stash', 'refs/heads/main', 'packed-refs'];
  return Object.fromEntries(
    names.map((name) => {
      const path = join(root, '.git', name);
      return [name, existsSync(path) ? readFileSync(path).toString('base64') : 'none'];
    }),
  );
}
