import { mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { updateIndex } from '../../../src/codebase/index/build/update-index.ts';
import { readFacts } from '../../../src/codebase/index/facts/read-facts.ts';
import { createImportResolver } from '../../../src/codebase/index/imports/import-resolver.ts';
import { openCodeDatabase, type CodeDatabase } from '../../../src/codebase/index/store/code-database.ts';
import { scratchFolders } from '../../support/scratch.ts';
import { everything, listAll } from './sample-readers.ts';

const newFolder = scratchFolders();

const PATHS = ['src/a.ts', 'src/b/index.ts', 'src/b.ts', 'lib/a.py', 'lib/__init__.py', 'package.json'];
const TEXTS = [
  "import { total } from './b';\nexport function openOrders(file: string) { return total(file); }\n",
  'export const total = (list: string) => list.length;\n',
  "export * from '../a';\n// Opens the file of orders.\nexport class Orders { total() {} }\n",
  'from .a import total\n\n\ndef open_orders(total):\n    """Opens the file."""\n',
  '{ "name": "orders", "exports": "./src/b.ts" }\n',
  'export function broken( {\n',
  '',
];

type Step =
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string };

const path = fc.constantFrom(...PATHS);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('write' as const), path, text: fc.constantFrom(...TEXTS) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), path }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), path, to: path }) },
);

/** Files get times far in the past, each another, so that their times are trusted. */
function apply(root: string, change: Step, atSeconds: number): void {
  const file = join(root, change.path);
  const isThere = listAll(root).includes(change.path);
  if (change.kind === 'write') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, change.text);
    utimesSync(file, atSeconds, atSeconds);
  }
  if (change.kind === 'remove') rmSync(file, { force: true });
  if (change.kind === 'rename' && isThere) {
    mkdirSync(dirname(join(root, change.to)), { recursive: true });
    renameSync(file, join(root, change.to));
  }
}

async function update(root: string, database: CodeDatabase): Promise<unknown> {
  const readText = async (file: string): Promise<string> => readFileSync(join(root, file), 'utf8');
  return database.use((db) =>
    updateIndex(db, {
      root,
      paths: listAll(root),
      readFacts,
      createResolver: async (listing) => createImportResolver({ ...listing, readText }),
    }),
  );
}

it('answers after any edits, renames and removals as an index that is made anew', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 5 }),
      async (rounds) => {
        const [root, database, fresh] = [newFolder(), openCodeDatabase(null), openCodeDatabase(null)];
        for (const [round, steps] of rounds.entries()) {
          for (const [at, change] of steps.entries()) apply(root, change, 1e9 + round * 10 + at);
          await update(root, database);
        }
        await update(root, fresh);
        expect(await everything(database)).toEqual(await everything(fresh));
        database.close();
        fresh.close();
      },
    ),
    { numRuns: 40 },
  );
});
