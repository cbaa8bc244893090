import { editDistance, nearestTo } from '../../domain/nearest.ts';

/** The known names that a name may be a slip of, nearest first; a short name has many neighbours that nobody meant. */
export function meantNames(name: string, known: readonly string[]): readonly string[] {
  const limit = Math.max(1, Math.floor(name.length / 3));
  return nearestTo(name, known).filter(
    (near) => editDistance(name.toLowerCase(), near.toLowerCase(), limit) <= limit,
  );
}
