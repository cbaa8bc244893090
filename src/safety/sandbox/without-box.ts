import type { Box } from './box.ts';
import { runWatched } from './run-watched.ts';

/**
 * Runs programs as the caller, who said so: with the limits on time, memory and disk, but with everything of the machine
 * in reach. What leaves the group of its parent outlives it.
 */
export function withoutBox(environment: Readonly<Record<string, string | undefined>>): Box {
  return {
    kind: 'box',
    name: null,
    showsMounts: false,
    isCallerRoot: process.getuid?.() === 0,
    owner: null,
    run: async (request, signal) => {
      const path = [...request.programFolders, environment['PATH'] ?? '/usr/bin:/bin'].join(':');
      return runWatched(
        {
          command: request.command,
          folder: request.folder,
          environment: { ...request.environment, PATH: path, HOME: environment['HOME'] ?? '/' },
          writable: request.mounts.flatMap(({ from, writable }) => (writable ? [from] : [])),
          limits: request.limits,
          tellsInit: false,
        },
        signal,
      );
    },
  };
}
