import type { Command } from 'commander';

/** Where the change goes in git. */
export function addGitOptions(command: Command): Command {
  return command
    .option('--branch [name]', 'commit the change on a new branch; what is checked out stays as it is')
    .option('--commit', 'commit the change, and nothing else, on the current branch', false)
    .option('--merge [branch]', 'fast-forward the current or a named branch to it once the tests pass')
    .option('--push [remote]', 'push the branch that the change is on')
    .option('--trailers', 'name the run at the end of the message of the commit', false);
}
