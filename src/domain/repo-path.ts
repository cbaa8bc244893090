/** Windows refuses these names with any extension; a repository holding one cannot be checked out there. */
const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f]/;

/**
 * Says why a path given by a model, a script or a plan may not name a file of the repository, or null if it may.
 * Allowed is a relative path with forward slashes that stays inside and can exist on every system.
 */
export function whyPathIsUnsafe(path: string): string | null {
  if (path === '') return 'the path is empty';
  if (CONTROL_CHARACTER.test(path)) return 'the path holds a control character';
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'the path is absolute';
  if (path.includes('\\')) return 'the path holds a backslash';
  const parts = path.split('/');
  if (parts.some((part) => part === '..' || part === '.' || part === '')) return 'the path is not normalised';
  if (parts.some((part) => part.toLowerCase() === '.git')) return 'the path lies inside .git';
  const reserved = parts.find((part) => RESERVED_ON_WINDOWS.test(part));
  if (reserved !== undefined) return `"${reserved}" is a reserved name on Windows`;
  return null;
}
