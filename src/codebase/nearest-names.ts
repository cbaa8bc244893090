import { editDistance } from '../domain/nearest.ts';

/** Up to three known paths that someone who wrote `path` may have meant: the same name elsewhere, then similar names. */
export function nearestPaths(path: string, known: readonly string[]): readonly string[] {
  const name = nameOf(path);
  const limit = Math.max(1, Math.floor(name.length / 3));
  const scored = known.map((candidate) => ({ candidate, distance: distanceBetween(name, candidate, limit) }));
  const near = scored.filter(({ distance }) => distance <= limit);
  return near
    .toSorted((a, b) => a.distance - b.distance || a.candidate.length - b.candidate.length)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function distanceBetween(name: string, candidate: string, limit: number): number {
  return editDistance(name, nameOf(candidate), limit);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

/** Like {@link nearestPaths}, for a module that is named without its extension, or with that of another. */
export function nearestModules(module: string, known: readonly string[]): readonly string[] {
  const byStem = Map.groupBy(known, withoutExtension);
  const nearest = nearestPaths(withoutExtension(module), [...byStem.keys()]);
  return nearest.flatMap((stem) => byStem.get(stem)?.slice(0, 1) ?? []);
}

function withoutExtension(path: string): string {
  return path.replace(/(?:\.d)?\.(?:[cm]?[jt]sx?|py[ixw]?|vue|svelte)$/, '');
}
