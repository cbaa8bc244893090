// Run as a child: takes the lock of a repository, says so, and holds it until its input ends or it is killed.
import { acquireLock } from '../../src/safety/lock.ts';

const [root = '', runId = '', now = ''] = process.argv.slice(2);
using _lock = await acquireLock(root, { runId, now: new Date(now) });
process.stdout.write('held\n');
for await (const _ of process.stdin);
