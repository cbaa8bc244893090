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

/** The files that an import may mean by a path: `./a.js` may be written for `a.ts`, and never for `a.mjs`. */
export function importCandidatesOf(path: string): readonly string[] {
  const written = JAVASCRIPT.exec(path);
  return candidatesOf(path).filter((one) => {
    const own = SCRIPT.exec(one);
    return written === null || one.startsWith(path) || own?.[1] === written[1];
  });
}

const JAVASCRIPT = /\.([cm]?)jsx?$/;
const SCRIPT = /\.([cm]?)[jt]sx?$/;

/** Joins a folder (with its closing slash) and a relative path, dots resolved. */
export function joinPath(folder: string, relative: string): string {
  const parts: string[] = [];
  for (const part of `${folder}${relative}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
