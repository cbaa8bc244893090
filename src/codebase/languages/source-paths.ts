/** The endings of JavaScript and TypeScript, the likeliest first: sources before declarations. */
export const SCRIPT_ENDINGS = [
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.d.ts',
  '.d.mts',
  '.d.cts',
];

/** The files that a path without a certain extension may mean, the likeliest first. */
export function candidatesOf(path: string): readonly string[] {
  const bare = path.replace(/\.d\.[cm]?ts$|\.(?:[cm]?[jt]s|[jt]sx)$/, '');
  const stems = bare === path ? [path] : [path, bare];
  return stems.flatMap((stem) => [
    ...(stem === path && bare !== path ? [path] : []),
    ...SCRIPT_ENDINGS.map((extension) => stem + extension),
    ...SCRIPT_ENDINGS.map((extension) => joinPath(stem === '' ? '' : `${stem}/`, `./index${extension}`)),
  ]);
}

/** Joins a folder (with its closing slash) and a relative path, dots resolved. */
export function joinPath(folder: string, relative: string): string {
  const parts: string[] = [];
  for (const part of `${folder}${relative}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
