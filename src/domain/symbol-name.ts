/** Whether a definition is meant by a name that a person gives: `Class.method` by itself, by `Class#method` and by `method`. */
export function isNamedBy(qualifiedName: string, wanted: string): boolean {
  const name = wanted.replaceAll('#', '.');
  return qualifiedName === name || qualifiedName.endsWith(`.${name}`);
}
