/** Whether Python expands the name inside a class: it starts with two underscores and does not end so. */
export function isMangled(name: string): boolean {
  return name.startsWith('__') && !name.endsWith('__');
}
