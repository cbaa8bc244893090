import type { EventOf } from '../../domain/event.ts';

type GitNews = EventOf<'refs.moved' | 'branch.pushed' | 'merge.refused' | 'push.refused'>;

/** What happened in git, in a line. */
export function gitLine(event: GitNews): string {
  switch (event.type) {
    case 'refs.moved':
      return event.moves.map(moveWords).join(', ');
    case 'branch.pushed':
      return `pushed ${event.branch} to ${event.remote}`;
    case 'merge.refused':
      return `not merged: ${event.reason}`;
    case 'push.refused':
      return `not pushed: ${event.reason}`;
  }
}

/** `main: 0123456789 to 89abcdef01`, `new branch …`, `deleted branch …`. */
export function moveWords({ ref, before, after }: EventOf<'refs.moved'>['moves'][number]): string {
  const name = ref.replace('refs/heads/', '');
  if (after === null) return `deleted branch ${name}`;
  if (before === null) return `new branch ${name} at ${after.slice(0, 10)}`;
  return `${name}: ${before.slice(0, 10)} to ${after.slice(0, 10)}`;
}
