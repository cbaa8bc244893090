import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openProject } from '../../src/cli/project.ts';
import { recoverProject } from '../../src/cli/recover.ts';
import { killBeforeCommit } from '../support/killed-apply.ts';
import { scratchFolders } from '../support/scratch.ts';

const scratch = scratchFolders();
const RUN_ID = 'gen_20260102_030405_abc';

it('names what was restored, and apart from it what someone else changed since, with its backup', async () => {
  const root = scratch();
  await killBeforeCommit(root);
  appendFileSync(join(root, 'src/crlf.py'), 'theirs\r\n');
  const backup = join(root, 'artifacts/runs', RUN_ID, 'backups/src/crlf.py.before');

  expect((await recoverProject(await openProject(root))).messages).toEqual([
    `The apply of run ${RUN_ID} had been interrupted; restored: bin/run.sh, src/gone.py, old/deep/only.py, pkg/inner/new.py, pkg/inner/more/other.py and 1 more.`,
    `Not restored: src/crlf.py, for it was changed since. The bytes before the run are in ${backup}.`,
  ]);
  expect(readFileSync(backup, 'utf8')).toBe('a = 1\r\nb = 2\r\n');
  expect((await recoverProject(await openProject(root))).messages).toEqual([]);
});
