import type { Finding, TextChange } from '../gates/text-guard.ts';
import { asksToRestructure } from '../lost-code/leave-to-remove.ts';
import { asksAbout } from './asked-of-safeguards.ts';
import { countIn, countOf, hunksOf, type Hunk } from './hunks.ts';
import { SETTINGS, type ProtectingSetting } from './protecting-settings.ts';

/** Whether a file has a setting that protects something. */
export function hasSetting({ path, before }: TextChange): boolean {
  return SETTINGS.some(({ files, on }) => files.test(path) && on.test(before ?? ''));
}

/**
 * Settings that protected something and are gone, or turned the other way, while what they protected is still there. A task
 * that asks for another form leaves no room for that; where it asks for something else, only a person can tell.
 */
export function droppedSettings(changes: readonly TextChange[], words: string): readonly Finding[] {
  return SETTINGS.filter(({ named }) => !asksAbout(words, named)).flatMap((setting) => {
    const judged = changes.filter(({ path }) => setting.files.test(path));
    if (countIn(judged, 'after', setting.on) >= countIn(judged, 'before', setting.on)) return [];
    return judged
      .filter((change) => isStillNeeded(setting, change))
      .flatMap((change) =>
        hunksOf(change)
          .filter(({ removed, added }) => lossOf(setting.on, removed, added) > 0)
          .slice(0, 1)
          .map((hunk) => findingOf(setting, hunk, words)),
      );
  });
}

function isStillNeeded({ on, protects }: ProtectingSetting, { before, after }: TextChange): boolean {
  if (before === null || after === null || countOf(on, after) >= countOf(on, before)) return false;
  if (protects === null) return true;
  const [was, is] = [before, after].map((text) => countOf(protects, text));
  return is !== undefined && was !== undefined && is > 0 && is >= was;
}

function lossOf(pattern: RegExp, removed: readonly string[], added: readonly string[]): number {
  return countOf(pattern, removed.join('\n')) - countOf(pattern, added.join('\n'));
}

function findingOf({ off, name }: ProtectingSetting, hunk: Hunk, words: string): Finding {
  const isTurned = off !== null && lossOf(off, hunk.removed, hunk.added) < 0;
  return {
    path: hunk.path,
    line: hunk.line,
    message: `${name} ${isTurned ? 'is switched off' : 'is gone'}, and what it protects is still there. Keep it.`,
    isDoubt: !isTurned && !asksToRestructure(words),
  };
}
