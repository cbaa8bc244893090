/** Windows refuses these names with any extension; a repository holding one cannot be checked out there. */
const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|com[0-9]|lpt[0-9]) *(\.|$)/i;
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

/**
 * Says why a new file may not have a path, or null if it may: over what {@link whyPathIsUnsafe} says, every system must
 * be able to hold the name beside those that exist.
 */
export function whyNotNew(path: string, existing: Iterable<string>): string | null {
  const unsafe = whyPathIsUnsafe(path);
  if (unsafe !== null) return unsafe;
  const part = path.split('/').find((name) => NOT_PORTABLE.test(name));
  if (part !== undefined) return `"${part}" is no name on Windows`;
  const folded = path.normalize('NFC').toLowerCase();
  for (const other of existing) {
    if (other !== path && other.normalize('NFC').toLowerCase() === folded) {
      return `${other} exists, which is the same name on systems that ignore case`;
    }
  }
  return null;
}

const NOT_PORTABLE = /[<>:"|?*]|[. ]$|^ /;
