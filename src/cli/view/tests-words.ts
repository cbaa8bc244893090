import type { EventOf } from '../../domain/event.ts';
import { counted, formatCount, formatDuration } from './wording.ts';

const MOST_NAMED = 5;

/** What the tests said of a change, in a sentence or two. */
export function testsWords(event: EventOf<'tests.ran'>): string {
  const { runner, folder, result, before, after, newFailures, vanished, flaky, box, asRoot } = event;
  const place = folder === '.' ? runner : `${runner} in ${folder}`;
  const sandbox = box === null ? 'without a sandbox (--allow-unsandboxed-tests)' : `in a sandbox (${box})`;
  const user = asRoot && box !== null ? ', as an ordinary user, as root started it' : '';
  const counts = `${counted(before.passed, 'test')} passed before, ${after === null ? 'none was seen' : formatCount(after.passed)} with the change`;
  const time = formatDuration(event.beforeMs + event.durationMs);
  return [
    `Tests ${result}: ${place} ${sandbox}${user}: ${counts} (${time}).`,
    ...named('New failures', newFailures),
    ...named('Gone', vanished),
    ...named('Flaky with the change alone', event.flakyWithChange ?? []),
    ...named('Flaky, not counted', flaky),
    ...named('The sandbox kept them from', event.violations ?? []),
    ...named('Not copied for their size, untracked', event.leftOut ?? []),
    ...coverageWords(event.coverage),
    ...(event.unmeasured === undefined ? [] : [`Changed lines were not counted: ${event.unmeasured}.`]),
    ...installWords(event.installs),
  ].join(' ');
}

function installWords(installs: EventOf<'tests.ran'>['installs'] = []): readonly string[] {
  return installs.map(({ program, lock, durationMs }) => {
    return `${program} installed the packages of ${lock} for it, with the network and without scripts (${formatDuration(durationMs)}).`;
  });
}

function coverageWords(coverage: EventOf<'tests.ran'>['coverage']): readonly string[] {
  return (coverage ?? []).map(({ path, lines, covered, missed }) => {
    const not = missed.length === 0 ? '' : `, not line ${missed.slice(0, MOST_NAMED).join(', ')}`;
    const more = missed.length > MOST_NAMED ? ' and more' : '';
    return `Of ${counted(lines, 'changed line')} of ${path} they run ${covered}${not}${more}.`;
  });
}

/** Why the tests were not run, and what would let them. */
export function testsSkippedWords({
  reason,
  hint,
}: Pick<EventOf<'tests.skipped'>, 'reason' | 'hint'>): string {
  return `The tests were not run: ${reason}.${hint === null ? '' : ` ${hint}`}`;
}

function named(label: string, tests: readonly string[]): readonly string[] {
  if (tests.length === 0) return [];
  const more = tests.length > MOST_NAMED ? ` and ${tests.length - MOST_NAMED} more` : '';
  return [`${label}: ${tests.slice(0, MOST_NAMED).join('; ')}${more}.`];
}
