import { literalPattern } from '../../domain/literal-pattern.ts';

const SCRIPT_LOCK = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|bun\.lock)$/;
const PYTHON_LOCK = /(?:^|\/)(?:poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock)$/;
const ANY_LOCK = /(?:^|\/)(?:[\w.-]+[-.]lock(?:\.\w+)?|npm-shrinkwrap\.json|go(?:\.work)?\.sum)$/;

/** Whether a package manager writes a file to say what it installed. */
export function isLockFile(path: string): boolean {
  return ANY_LOCK.test(path);
}

/**
 * Whether a file locks what is installed flat, so that what a dependency brings can be imported as well. That of pnpm
 * is none: what it installs for others stays hidden.
 */
export function isScriptLock(path: string): boolean {
  return SCRIPT_LOCK.test(path);
}

/** What pnpm reads its settings from, and how they say that all packages are installed flat, in either form. */
export const HOISTING = {
  isSetting: (path: string): boolean => /(?:^|\/)(?:\.npmrc|pnpm-workspace\.yaml)$/.test(path),
  pattern:
    /^[ \t]*(?:shamefully-hoist[ \t]*=[ \t]*true|node-linker[ \t]*=[ \t]*hoisted|shamefullyHoist:[ \t]*true|nodeLinker:[ \t]*["']?hoisted)\b/m,
};

/** Whether a file is the lock file of pnpm. */
export function isPnpmLock(path: string): boolean {
  return /(?:^|\/)pnpm-lock\.yaml$/.test(path);
}

/** Matches the lock file of pnpm, of any version, in which a package stands. */
export function lockedByPnpm(name: string): RegExp {
  return new RegExp(`^  ['"]?/?${literalPattern(name)}[@/]\\d`, 'm');
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
