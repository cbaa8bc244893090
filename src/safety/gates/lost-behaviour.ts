import type { Gate } from '../../domain/ports.ts';
import { scriptsOf } from '../lost-code/component-changes.ts';
import { droppedAwaits } from '../lost-code/dropped-awaits.ts';
import { droppedCatches } from '../lost-code/dropped-catches.ts';
import { emptiedBlocks } from '../lost-code/emptied-blocks.ts';
import { isJudgedCode } from '../lost-code/hunk-losses.ts';
import { asksToRevert } from '../lost-code/leave-to-remove.ts';
import { lostGuards } from '../lost-code/lost-guards.ts';
import { lostReturns } from '../lost-code/lost-returns.ts';
import { lostThis } from '../lost-code/lost-this.ts';
import { panickingErrors } from '../lost-code/panicking-errors.ts';
import { unawaitedCalls } from '../lost-code/unawaited-calls.ts';
import { weakenedExits } from '../lost-code/weakened-exits.ts';
import { widenedHandlers } from '../lost-code/widened-handlers.ts';
import { gateOf } from './text-guard.ts';

/**
 * Refuses a change after which code does less than before and nobody asked: checks, errors and their handling that are
 * gone, a function that gives back nothing where it gave a value, a block of which only `pass` or a pair of
 * braces is left, a call whose `await` is gone or whose function waits now though it does not.
 */
export function createLostBehaviourGate(): Gate {
  return gateOf({
    id: 'lost-behaviour',
    noun: 'lost behaviour',
    judges: 'whole-change',
    appliesTo: isJudgedCode,
    find: async (files, { words }, candidate) => {
      if (asksToRevert(words)) return [];
      const { changes, pathOf } = await scriptsOf(files);
      const found = [
        ...(await lostGuards(changes, words)),
        ...(await weakenedExits(changes, words)),
        ...(await droppedCatches(changes, words)),
        ...(await lostReturns(changes, words)),
        ...emptiedBlocks(changes, words),
        ...droppedAwaits(changes, words),
        ...panickingErrors(changes, words),
        ...widenedHandlers(changes, words),
        ...(await lostThis(changes)),
      ];
      return [
        ...found.map((finding) => ({ ...finding, path: pathOf(finding.path) })),
        ...(await unawaitedCalls(files, candidate)),
      ];
    },
  });
}
