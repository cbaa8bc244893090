import type { Gate } from '../../domain/ports.ts';
import { asksToRevert } from '../lost-code/leave-to-remove.ts';
import { uncommented } from '../lost-code/live-text.ts';
import { droppedAccess, hasAccess } from '../safeguards/dropped-access.ts';
import { droppedSettings, hasSetting } from '../safeguards/dropped-settings.ts';
import { hasCost, loweredCosts } from '../safeguards/lowered-costs.ts';
import { isTemplate, rawOutputs } from '../safeguards/raw-outputs.ts';
import { hasProtection, replacedProtections } from '../safeguards/replaced-protections.ts';
import { makesSafe, unwrappedValues } from '../safeguards/unwrapped-values.ts';
import { isRunInEarnest } from './security.ts';
import { gateOf, type TextChange } from './text-guard.ts';

const JUDGED =
  /\.(?:py|[cm]?[jt]sx?|vue|svelte|astro|go|rb|php|java|kt|cs|rs|scala|swift|exs?|c|cc|cpp|sh|bash|ya?ml)$/;

/**
 * Refuses a change after which code protects itself less than before and nobody asked: secrets compared in a time that tells,
 * passwords hashed quickly, random values that can be guessed, values no longer escaped, protecting settings that are gone.
 */
export function createWeakenedSafeguardsGate(): Gate {
  return gateOf({
    id: 'weakened-safeguards',
    noun: 'weakened safeguard',
    judges: 'whole-change',
    appliesTo: (path) => (JUDGED.test(path) || isTemplate(path)) && isRunInEarnest(path),
    find: async (files, { words }) => {
      if (asksToRevert(words) || !files.some(hasSafeguard)) return [];
      const changes = await uncommented(files);
      return [
        ...replacedProtections(changes, words),
        ...loweredCosts(changes, words),
        ...unwrappedValues(changes, words),
        ...rawOutputs(changes, words),
        ...droppedSettings(changes, words),
        ...droppedAccess(changes, words),
      ];
    },
  });
}

function hasSafeguard(change: TextChange): boolean {
  const before = change.before ?? '';
  return (
    hasProtection(before) ||
    hasCost(before) ||
    makesSafe(before) ||
    hasSetting(change) ||
    hasAccess(before) ||
    isTemplate(change.path)
  );
}
