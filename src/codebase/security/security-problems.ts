import { codeOfFile, mayHaveCode, type CodeOfFile } from '../languages/code-of-file.ts';
import type { LintProblem } from '../languages/ruff-lint.ts';
import { treeLanguageOf, treeSecurity } from './tree-security.ts';

/** Whether {@link securityProblems} can judge a file of such a name. */
export function isJudgedForSecurity(path: string): boolean {
  return mayHaveCode(path) || treeLanguageOf(path) !== null;
}

/** Where the code of a file breaks the rules of security; none where it has no code that they know. */
export async function securityProblems(path: string, text: string): Promise<readonly LintProblem[]> {
  const tree = treeLanguageOf(path);
  if (tree !== null) return treeSecurity(tree, text);
  const code = await codeOfFile(path, text);
  if (code === null) return [];
  const problems = await problemsInCode(code);
  return problems.map((problem) => ({ ...problem, offset: code.offsetInFile(problem.offset) }));
}

async function problemsInCode({ language, name, text }: CodeOfFile): Promise<readonly LintProblem[]> {
  if (language === 'python') {
    const { pythonSecurity } = await import('./python-security.ts');
    return pythonSecurity(text);
  }
  const { scriptSecurity } = await import('./script-security.ts');
  return scriptSecurity(name, text);
}
