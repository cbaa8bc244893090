// update-in-child.ts ROOT FOLDER: updates the index in a folder and says so after each batch.
import { updateIndex } from '../../../src/codebase/index/build/update-index.ts';
import { openCodeDatabase } from '../../../src/codebase/index/store/code-database.ts';
import { listAll, SAMPLE_READERS } from './sample-readers.ts';

const [root = '', folder = ''] = process.argv.slice(2);
const database = openCodeDatabase(folder);
const onProgress = (): unknown => process.stdout.write('batch\n');
const paths = listAll(root);
await database.use((db) => updateIndex(db, { root, paths, ...SAMPLE_READERS, onProgress }));
if (database.place() !== 'file') process.exitCode = 1;
database.close();
