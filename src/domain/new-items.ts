/**
 * What a list has more often than the one before, by key: a difference of multisets, so that what only moved is not
 * new and a second one of its kind is. Of equal items the last ones count as new.
 */
export function newItems<T>(
  now: readonly T[],
  before: readonly T[],
  keyOf: (item: T) => string,
): readonly T[] {
  const known = new Map<string, number>();
  for (const key of before.map(keyOf)) known.set(key, (known.get(key) ?? 0) + 1);
  return now.filter((item) => {
    const left = known.get(keyOf(item)) ?? 0;
    known.set(keyOf(item), left - 1);
    return left <= 0;
  });
}
