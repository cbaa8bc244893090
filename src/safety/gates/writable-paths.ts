import type { Gate } from '../../domain/ports.ts';
import { whyNotWritable, type CheckPlace } from '../check-writes.ts';

/** Refuses changes that could never be written: behind a link that leaves the repository, or in the tool's own folders. */
export function createWritablePathsGate(place: CheckPlace): Gate {
  return {
    id: 'writable-paths',
    checkType: 'writable-paths',
    isHealable: true,
    judges: 'each-step',
    appliesTo: () => true,
    check: async ({ changes }) => {
      const refusals = await Promise.all(changes.map(async ({ path }) => whyNotWritable(path, place)));
      const reasons = refusals.flatMap((refusal) => refusal?.message ?? []);
      const summary = reasons.length === 0 ? 'Every file can be written.' : reasons.join(' ');
      return { passed: reasons.length === 0, summary, diagnostics: [], judged: [] };
    },
  };
}
