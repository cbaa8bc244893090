import { whyPathIsUnsafe } from '../domain/repo-path.ts';

/** New files may stand beside the targets or below their folders, and nowhere in hidden folders, where tools look for settings. */
export function mayCreate(path: string, targets: readonly string[]): boolean {
  if (targets.includes(path) || whyPathIsUnsafe(path) !== null) return false;
  if (path.split('/').some((part) => part.startsWith('.'))) return false;
  return targets.some((target) => path.startsWith(target.slice(0, target.lastIndexOf('/') + 1)));
}
