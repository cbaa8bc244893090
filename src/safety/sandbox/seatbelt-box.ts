import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Box } from './box.ts';
import { runWatched } from './run-watched.ts';
import { seatbeltArguments } from './seatbelt-profile.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folders.ts';

/**
 * The box of macOS, by its own `sandbox-exec`. Written from the system's documentation and not tried on a Mac, which its
 * name says wherever it is told. Of the limits it keeps the time, and the processor time and file size of each process.
 */
export function seatbeltBox(program: string): Box {
  return {
    kind: 'box',
    name: 'sandbox-exec, untested on macOS',
    showsMounts: false,
    isCallerRoot: false,
    owner: null,
    run: async (request, signal) => {
      const own = makeTemporaryFolder();
      const folders = { home: join(own, 'home'), temporary: join(own, 'tmp') };
      for (const folder of [folders.home, folders.temporary]) mkdirSync(folder);
      try {
        return await runWatched(
          {
            command: [program, ...seatbeltArguments(request, folders)],
            folder: request.folder,
            environment: {
              ...request.environment,
              PATH: [...request.programFolders, '/usr/bin', '/bin', '/usr/sbin', '/sbin'].join(':'),
              HOME: folders.home,
              TMPDIR: folders.temporary,
            },
            writable: request.mounts.flatMap(({ from, writable }) => (writable ? [from] : [])),
            limits: request.limits,
            tellsInit: false,
          },
          signal,
        );
      } finally {
        await removeFolder(own);
      }
    },
  };
}
