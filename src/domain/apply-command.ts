import type { EventOf } from './event.ts';

/** The command that applies what a run stored, with what the run was asked to do in git. */
export function applyCommand(runId: string, landing: EventOf<'run.started'>['options']['landing']): string {
  return ['ouroboros apply', runId, ...(landing === undefined ? [] : gitOptions(landing))].join(' ');
}

function gitOptions({
  kind,
  branch,
  merge,
  mergeInto,
  push,
  trailers,
}: NonNullable<EventOf<'run.started'>['options']['landing']>): readonly string[] {
  const named = (option: string, value: string | null): string =>
    value === null ? option : `${option}=${value}`;
  return [
    ...(kind === 'commit' ? ['--commit'] : []),
    ...(kind === 'branch' && !(merge && branch === null) ? [named('--branch', branch)] : []),
    ...(merge ? [named('--merge', mergeInto)] : []),
    ...(push ? ['--push'] : []),
    ...(trailers ? ['--trailers'] : []),
  ];
}
