import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rule } from './rule.ts';

const FILE = join(tmpdir(), 'gate-mutations.json');

/** The name of a test that missed a rule when the rules were asked for the last time, by the names of the rules. */
export function lastNoticed(): ReadonlyMap<string, string> {
  if (!existsSync(FILE)) return new Map();
  const known: Readonly<Record<string, string>> = JSON.parse(readFileSync(FILE, 'utf8'));
  return new Map(Object.entries(known));
}

/** Keeps what is known of other rules. */
export function keepNoticed(noticed: ReadonlyMap<Rule, string>): void {
  const fresh = [...noticed].map(([rule, test]) => [nameOf(rule), test] as const);
  writeFileSync(FILE, JSON.stringify(Object.fromEntries([...lastNoticed(), ...fresh])));
}

/** Names a rule whatever line it stands in. */
export function nameOf({ path, rule }: Rule): string {
  return `${path} ${rule}`;
}
