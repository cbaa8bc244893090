import { matchesGlob } from 'node:path/posix';
import type { Gate } from '../../domain/ports.ts';
import type { Task } from '../../domain/task.ts';
import { TOOL_SETTINGS } from '../sensitive-paths.ts';

export type ProtectedPathsOptions = {
  /** Glob patterns of the project's config. */
  readonly patterns: readonly string[];
  readonly task: Pick<Task, 'text' | 'namedTargets'>;
};

/**
 * Refuses any change of a file that the project's config protects, and of this tool's own settings, which could switch
 * gates off, unless the task names that file. Another attempt is offered: the task may do without it.
 */
export function createProtectedPathsGate({ patterns, task }: ProtectedPathsOptions): Gate {
  const isProtected = (path: string): boolean => patterns.some((pattern) => matchesGlob(path, pattern));
  return {
    id: 'protected-paths',
    checkType: 'protected-paths',
    isHealable: true,
    judges: 'each-step',
    appliesTo: (path) => patterns.length > 0 || isToolSetting(path),
    check: async ({ changes }) => {
      const paths = changes.map((change) => change.path);
      const found = paths.filter(isProtected);
      const settings = paths.filter(
        (path) => isToolSetting(path) && !isNamed(path, task) && !found.includes(path),
      );
      const reasons = [
        ...(found.length === 0 ? [] : [`Protected by the config: ${found.join(', ')}.`]),
        ...(settings.length === 0
          ? []
          : [`Settings of this tool, which the task does not name: ${settings.join(', ')}.`]),
      ];
      const summary = reasons.length === 0 ? 'No protected file is changed.' : reasons.join(' ');
      const refused = [...found, ...settings];
      return { passed: refused.length === 0, summary, diagnostics: [], refused, judged: [] };
    },
  };
}

function isToolSetting(path: string): boolean {
  return TOOL_SETTINGS.test(path.toLowerCase());
}

function isNamed(path: string, { text, namedTargets }: ProtectedPathsOptions['task']): boolean {
  return namedTargets.includes(path) || text.toLowerCase().includes(path.toLowerCase());
}
