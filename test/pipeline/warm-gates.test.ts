import { expect, test, vi } from 'vitest';
import type { Gate } from '../../src/domain/ports.ts';
import { createWarmUp } from '../../src/pipeline/warm-gates.ts';

/** A gate that tells that it was asked. */
function gate(id: string, onCheck: (id: string) => void): Gate {
  return {
    id,
    checkType: id,
    isHealable: true,
    judges: 'each-step',
    appliesTo: () => true,
    check: async () => {
      onCheck(id);
      return { passed: true, summary: '', diagnostics: [], judged: [] };
    },
  };
}

function warmUpOf(ids: readonly string[], onCheck: (id: string) => void): (answered: AbortSignal) => void {
  const task = { text: '', targets: ['a.py'], functions: [], namedTargets: [] };
  const tree = { read: async () => Buffer.from('a = 1\n'), list: async () => ['a.py'] };
  const gates = ids.map((id) => gate(id, onCheck));
  return createWarmUp({ gates, tree, task, signal: new AbortController().signal });
}

test('the gates rest once the model has answered, and the next call goes on where they stopped', async () => {
  const asked: string[] = [];
  const first = new AbortController();
  const warmUp = warmUpOf(['one', 'two', 'three'], (id) => {
    asked.push(id);
    if (id === 'two') first.abort();
  });
  warmUp(first.signal);
  await vi.waitFor(() => expect(asked).toEqual(['one', 'two']));
  warmUp(new AbortController().signal);
  await vi.waitFor(() => expect(asked).toEqual(['one', 'two', 'three']));
});

test('a call that is answered before the gates begin asks none of them', async () => {
  const asked: string[] = [];
  const warmUp = warmUpOf(['one', 'two'], (id) => void asked.push(id));
  warmUp(AbortSignal.abort());
  const next = new AbortController();
  warmUp(next.signal);
  await vi.waitFor(() => expect(asked).toEqual(['one', 'two']));
});
