// What the second thread of an index update runs: it answers each question with the facts of the text.
import { parentPort } from 'node:worker_threads';
import type { FactsAnswer, FactsQuestion } from './facts-thread.ts';
import { readFacts } from './read-facts.ts';
import { timedFacts } from './timed-facts.ts';

const read = timedFacts(readFacts);

async function answerOf({ id, path, text }: FactsQuestion): Promise<FactsAnswer> {
  try {
    return { id, kind: 'facts', ...(await read(path, text)) };
  } catch (error) {
    return { id, kind: 'failed', error };
  }
}

const port = parentPort;
port?.on('message', (question: FactsQuestion) => {
  void answerOf(question).then((answer) => port.postMessage(answer, []));
});
