/** Reads something of a text that depends on nothing but its path and itself. */
export type TextReader<T> = (path: string, text: string) => Promise<T>;

/** A change of twenty files of 500 lines, both sides. */
const MAX_CHARS = 1_000_000;

/** The same reader, which gives what it read of the last texts, together at most a million characters, without reading them again. */
export function remembering<T>(read: TextReader<T>): TextReader<T> {
  const known = new Map<string, Promise<T>>();
  let chars = 0;
  const forget = (key: string): void => {
    if (known.delete(key)) chars -= key.length;
  };
  return (path, text) => {
    const key = `${path}\n${text}`;
    const found = known.get(key) ?? read(path, text);
    // What was asked for last is forgotten last.
    forget(key);
    known.set(key, found);
    chars += key.length;
    found.catch(() => forget(key));
    for (const oldest of known.keys()) {
      if (chars <= MAX_CHARS) break;
      forget(oldest);
    }
    return found;
  };
}
