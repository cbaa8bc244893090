import { matchesGlob } from 'node:path/posix';
import type { Gate } from '../../domain/ports.ts';

/** Refuses any change of a file that the project's config protects. Another attempt is offered: the task may do without it. */
export function createProtectedPathsGate(patterns: readonly string[]): Gate {
  const isProtected = (path: string): boolean => patterns.some((pattern) => matchesGlob(path, pattern));
  return {
    id: 'protected-paths',
    checkType: 'protected-paths',
    isHealable: true,
    judges: 'each-step',
    appliesTo: () => patterns.length > 0,
    check: async ({ changes }) => {
      const found = changes.map((change) => change.path).filter(isProtected);
      const summary =
        found.length === 0
          ? 'No protected file is changed.'
          : `Protected by the config: ${found.join(', ')}.`;
      return { passed: found.length === 0, summary, diagnostics: [], judged: [] };
    },
  };
}
