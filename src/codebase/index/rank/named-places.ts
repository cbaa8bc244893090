/**
 * How much the path of each file is named by a task: the more, the fewer paths bear the folder or file name that the
 * task says. `fix(serve-static)` names what lies in `serve-static/`, and `serve-static.ts` itself.
 */
export function namedPlaces(names: readonly string[], paths: readonly string[]): ReadonlyMap<string, number> {
  const said = new Set(names.map(plain).filter((name) => name.length > 1));
  const known = new Map<string, string>();
  // Folders come again and again.
  const placeOf = (part: string): string => {
    const place = known.get(part) ?? plain(part);
    known.set(part, place);
    return place;
  };
  const named = new Map(
    paths.flatMap((path) => {
      const found = [...new Set(partsOf(path).map(placeOf))].filter((place) => said.has(place));
      return found.length === 0 ? [] : [[path, found] as const];
    }),
  );
  const counts = new Map<string, number>();
  for (const place of [...named.values()].flat()) counts.set(place, (counts.get(place) ?? 0) + 1);
  const rarity = (place: string): number => Math.log((paths.length + 1) / ((counts.get(place) ?? 0) + 0.5));
  return new Map(
    [...named].map(([path, places]) => [path, places.reduce((sum, place) => sum + rarity(place), 0)]),
  );
}

/** The folders of a path and its file name without endings. */
function partsOf(path: string): readonly string[] {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  const dot = name.indexOf('.', 1);
  return [...parts, dot === -1 ? name : name.slice(0, dot)];
}

/** A name as a sentence may write it: without case, marks and the `s` of many. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
    .replace(/(?<=..)s$/, '');
}
