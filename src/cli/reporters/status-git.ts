import type { Artifact } from '../../provenance/artifact-schema.ts';
import { gitLine, moveWords } from '../view/git-words.ts';

/** The commit of a run, which refs it moved at whose request, and what was refused. */
export function gitLines({ git }: Artifact): readonly string[] {
  if (git === undefined) return [];
  const { commit, refs, merge_refused: merge, pushed, push_refused: push } = git;
  return [
    ...(commit === null ? [] : [commitWords(commit)]),
    ...refs.map((move) => `${moveWords(move)} (${move.approver})`),
    ...(merge === null ? [] : [gitLine({ type: 'merge.refused', ...merge })]),
    ...(pushed === null ? [] : [`${gitLine({ type: 'branch.pushed', ...pushed })} (${pushed.approver})`]),
    ...(push === null ? [] : [gitLine({ type: 'push.refused', ...push })]),
  ];
}

function commitWords({
  commit,
  message,
  paths,
  signed,
}: NonNullable<NonNullable<Artifact['git']>['commit']>): string {
  const [subject = ''] = message.split('\n');
  return `commit ${commit.slice(0, 10)}${signed ? ', signed' : ''}: ${subject} (${paths.join(', ')})`;
}
