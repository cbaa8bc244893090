import type { Candidate, SourceTree } from '../../domain/ports.ts';

/**
 * The candidate tree with those of its files as they were that set a checker up: a change is judged by the settings that
 * it found, and not by those that it brings.
 */
export function withSettingsBefore(candidate: Candidate, settings: RegExp): SourceTree {
  const changed = new Map(candidate.changes.map(({ path, before }) => [path, before]));
  return {
    list: () => candidate.list(),
    read: async (path) => {
      const before = settings.test(path) ? changed.get(path) : undefined;
      return before === undefined ? candidate.read(path) : before;
    },
  };
}
