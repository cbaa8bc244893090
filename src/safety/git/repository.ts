import { outputOf, type GitResult, type RunGit } from './run-git.ts';

type Call = Parameters<RunGit>[2];

/** The `git` program in one work tree. */
export type Repository = {
  /** Absolute. */
  readonly root: string;
  /** What git wrote; `action` names it in the error. @throws OuroborosError when it fails */
  readonly git: (args: readonly string[], action: string, call?: Call) => Promise<string>;
  /** The same where a failure is an answer. */
  readonly ask: (args: readonly string[], call?: Call) => Promise<GitResult>;
  /** In another folder, with what is in the call. */
  readonly elsewhere: RunGit;
};

/** Binds git to the root of a work tree. No path that is given to it is taken for a pattern. */
export function repositoryAt(root: string, run: RunGit): Repository {
  const ask: Repository['ask'] = (args, call) => run(root, ['--literal-pathspecs', ...args], call);
  return {
    root,
    ask,
    git: async (args, action, call) => outputOf(await ask(args, call), action).toString(),
    elsewhere: run,
  };
}

/** The lines of an answer. */
export function linesOf(output: string): readonly string[] {
  return output.split('\n').filter(Boolean);
}

/** The names of an answer that ends each with a zero byte. */
export function namesOf(output: string): readonly string[] {
  return output.split('\0').filter(Boolean);
}

/** What a failed git said, in one line and without the password of an address. */
export function saidBy(result: GitResult): string {
  if (result.kind === 'no-git') return 'git was not found';
  const said = result.stderr.replaceAll(/\/\/[^@\s/]*@/g, '//').trim();
  const line = said
    .split('\n')
    .slice(0, 3)
    .map((part) => part.replace(/^(?:error|fatal): /, ''))
    .join(' ');
  return line === '' ? `git ended with ${result.exitCode}` : line;
}
