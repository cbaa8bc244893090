import type { Finding, TextChange } from '../gates/text-guard.ts';
import { asksAbout } from './asked-of-safeguards.ts';
import { argumentsBehind } from './call-texts.ts';
import { hunksOf } from './hunks.ts';

const KDF = /pbkdf2|bcrypt|scrypt|argon2|password_?hash|hash_?password|key_?deriv/i;
/** A call that makes a password or a key slow to guess. */
const SLOW_CALL =
  /\b(?:pbkdf2\w*|scrypt(?:Sync)?|gen_?salt(?:Sync)?|hashpw|bcrypt(?:\.\w+)?|GenerateFromPassword|Rfc2898DeriveBytes|PBEKeySpec|IDKey|argon2\w*\.\w+|BCryptPasswordEncoder|Password\.create)\s*\(/i;
const NUMBER = String.raw`(\d[\d_]*(?:\s*(?:\*\*|<<|\*)\s*\d[\d_]*)?|(?:bcrypt\.)?(?:Min|Default|Max)Cost)\b`;
/** What a setting of such a call is called, before the number that it is given. */
const SETTING = new RegExp(
  String.raw`\b(\w*(?:iterations?|rounds|work_?factor|(?:memory|time|hash|bcrypt)_?cost)|cost)\b["']?\s*(?::\s*\w+\s*=|=>|[:=(,])\s*${NUMBER}`,
  'gi',
);
const NAMED = /iteration|\brounds?\b|\bcosts?\b|work.?factor/;
const COSTS: ReadonlyMap<string, number> = new Map([
  ['MinCost', 4],
  ['DefaultCost', 10],
  ['MaxCost', 31],
]);

/** Whether a text makes passwords or keys slow to guess. */
export function hasCost(text: string): boolean {
  return KDF.test(text);
}

/** Where a number that makes passwords or keys slow to guess became less. */
export function loweredCosts(changes: readonly TextChange[], words: string): readonly Finding[] {
  if (asksAbout(words, NAMED)) return [];
  return changes
    .filter(({ before, after }) => hasCost(before ?? '') && hasCost(after ?? ''))
    .flatMap(hunksOf)
    .filter(({ removed, added }) => isSetLower(removed, added) || isGivenLess(removed, added))
    .map(({ path, line }) => ({
      path,
      line,
      message:
        'What makes passwords or keys slow to guess is less now. Keep the number of rounds, or the cost, that was there.',
    }));
}

function isSetLower(removed: readonly string[], added: readonly string[]): boolean {
  const now = settingsIn(added);
  return [...settingsIn(removed)].some(([name, value]) => (now.get(name) ?? Infinity) < value);
}

function settingsIn(lines: readonly string[]): ReadonlyMap<string, number> {
  const found = lines.join('\n').matchAll(SETTING);
  return new Map([...found].map(([, name = '', value = '']) => [name, costOf(value)]));
}

/** Whether a call that takes its time is given the same as it was, but for a number, which is less. */
function isGivenLess(removed: readonly string[], added: readonly string[]): boolean {
  return removed.some((line) => {
    const given = argumentsBehind(line, SLOW_CALL).join(', ');
    const now = added.map((one) => argumentsBehind(one, SLOW_CALL).join(', '));
    const values = numbersIn(now.find((one) => formOf(one) === formOf(given)) ?? given);
    return numbersIn(given).some((value, index) => (values[index] ?? value) < value);
  });
}

function formOf(given: string): string {
  return given.replaceAll(new RegExp(String.raw`\b${NUMBER}`, 'g'), '#');
}

function numbersIn(given: string): readonly number[] {
  return [...given.matchAll(new RegExp(String.raw`\b${NUMBER}`, 'g'))].map(([value]) => costOf(value));
}

/** The value of `600_000`, `2 ** 14`, `1 << 14` or `bcrypt.MinCost`. */
function costOf(text: string): number {
  const named = COSTS.get(text.replace(/^bcrypt\./, ''));
  if (named !== undefined) return named;
  const [base = 0, operand] = text.split(/\*\*|<<|\*/).map((part) => Number(part.trim().replaceAll('_', '')));
  if (operand === undefined) return base;
  if (text.includes('**')) return base ** operand;
  return text.includes('<<') ? base * 2 ** operand : base * operand;
}
