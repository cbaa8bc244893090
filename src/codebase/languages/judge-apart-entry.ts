// What a process runs that judges one large text: it answers one question and waits to be ended.
import type { ApartAnswer, ApartQuestion } from './judge-apart.ts';
import { judgeHere } from './judge-text.ts';

async function answerOf({ source, ...limits }: ApartQuestion): Promise<ApartAnswer> {
  return { judgements: await judgeHere(source, { python: null, ...limits, deadline: Infinity }) };
}

async function answer(question: ApartQuestion): Promise<void> {
  process.send?.(await answerOf(question));
}

process.once('message', (question: ApartQuestion) => void answer(question));
