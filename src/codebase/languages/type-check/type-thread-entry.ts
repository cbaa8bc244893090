// What the thread of a type check runs: it answers the one request with a report, or breaks down.
import { parentPort, workerData } from 'node:worker_threads';
import { checkTypes } from './check-types.ts';

parentPort?.postMessage(await checkTypes(workerData), []);
