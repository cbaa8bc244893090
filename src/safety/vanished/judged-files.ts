import { isTestFile } from '../../codebase/test-files.ts';

/** Files whose definitions are read. */
export const DEFINING = /\.(?:py|[cm]?[jt]sx?)$/;

/** Whether definitions of a file are looked after (Python, JavaScript, TypeScript); other guards judge tests. */
export function hasJudgedDefinitions(path: string): boolean {
  return DEFINING.test(path) && !isTestFile(path) && !/\.d\.[cm]?ts$/.test(path);
}
