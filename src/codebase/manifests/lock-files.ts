import { literalPattern } from '../../domain/literal-pattern.ts';

const SCRIPT_LOCK = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|bun\.lock)$/;
const PYTHON_LOCK = /(?:^|\/)(?:poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock)$/;

/**
 * Whether a file locks what is installed flat, so that what a dependency brings can be imported as well. That of pnpm
 * is none: what it installs for others stays hidden.
 */
export function isScriptLock(path: string): boolean {
  return SCRIPT_LOCK.test(path);
}

/** Whether a file locks what a Python environment holds. */
export function isPythonLock(path: string): boolean {
  return PYTHON_LOCK.test(path);
}

/** Matches the lock file of any tool in which one of the packages stands. */
export function lockedPattern(names: readonly string[]): RegExp {
  const name = `(?:${names.map(literalPattern).join('|')})`;
  return new RegExp(`^\\s*"node_modules/${name}"|^"?${name}@|^name = "${name}"|^\\s*"${name}": [[{]`, 'm');
}
