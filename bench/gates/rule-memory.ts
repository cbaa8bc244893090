import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Rule } from './rule.ts';

const FILE = join(tmpdir(), 'gate-mutations.json');

/** How a rule was switched off when a test missed it. */
export type Way = 'switched' | 'written';

type Kept = {
  /** Tests that missed rules the last time, by the names of the rules. */
  readonly tests: Readonly<Record<Way, Readonly<Record<string, string>>>>;
  /** By the places of rules that a test has missed: the state of the files in which it did. */
  readonly states: Readonly<Record<string, string>>;
};

/** What earlier runs have found out. It spares a run its searches, and one that was broken off its beginning. */
export type RuleMemory = {
  /** The test that missed the rule the last time, which may be gone. */
  readonly lastTest: (rule: Rule, way: Way) => string | undefined;
  /** Whether a test misses the rule, and neither that test nor anything but other tests has changed since. */
  readonly isNoticed: (rule: Rule) => boolean;
  readonly keep: (noticed: ReadonlyMap<Rule, string>, way: Way) => void;
};

/** Reads what is kept; `names` are the files and folders below `root` that an answer rests on. */
export function openRuleMemory(root: string, names: readonly string[]): RuleMemory {
  const { tests, states } = read();
  const stateWith = stateByTest(root, names);
  return {
    lastTest: (rule, way) => tests[way][nameOf(rule)],
    isNoticed: (rule) => {
      const state = states[placeOf(rule)];
      return (['switched', 'written'] as const).some((way) => {
        const test = tests[way][nameOf(rule)];
        return test !== undefined && state === stateWith(test);
      });
    },
    keep: (noticed, way) => {
      const kept = read();
      const fresh = [...noticed];
      const named = fresh.map(([rule, test]) => [nameOf(rule), test] as const);
      const placed = fresh.map(([rule, test]) => [placeOf(rule), stateWith(test)] as const);
      const all: Kept = {
        tests: { ...kept.tests, [way]: { ...kept.tests[way], ...Object.fromEntries(named) } },
        states: { ...kept.states, ...Object.fromEntries(placed) },
      };
      // A run that is broken off while it writes leaves what was there.
      writeFileSync(`${FILE}.new`, JSON.stringify(all));
      renameSync(`${FILE}.new`, FILE);
    },
  };
}

function read(): Kept {
  if (!existsSync(FILE)) return { tests: { switched: {}, written: {} }, states: {} };
  return JSON.parse(readFileSync(FILE, 'utf8'));
}

/** Names what a test rests on: itself, and all files that are no tests. */
function stateByTest(root: string, names: readonly string[]): (test: string) => string {
  const shared = createHash('sha256');
  for (const file of names.flatMap((name) => filesAt(join(root, name))))
    if (!file.endsWith('.test.ts')) shared.update(`${relative(root, file)}\0`).update(readFileSync(file));
  const base = shared.digest();
  const known = new Map<string, string>();
  return (test) => {
    const [path = ''] = test.split(' > ');
    const file = join(root, path);
    const own = existsSync(file) ? readFileSync(file) : '';
    const state = known.get(path) ?? createHash('sha256').update(base).update(own).digest('hex');
    known.set(path, state);
    return state;
  };
}

function filesAt(path: string): readonly string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .toSorted();
}

/** Names a rule whatever line it stands in. */
function nameOf({ path, rule }: Rule): string {
  return `${path} ${rule}`;
}

function placeOf({ path, start, off }: Rule): string {
  return `${path}@${start} ${off}`;
}
