import { SECRET_RULES, type SecretRule } from './secret-rules.ts';

/** Where a rule sees a secret in a text, in UTF-16 code units; the end is excluded. */
export type SecretMatch = { readonly rule: SecretRule; readonly start: number; readonly end: number };

/** The matches of one rule in the order of the text, without those that it does not accept. */
export function matchesOf(rule: SecretRule, text: string): readonly SecretMatch[] {
  const matches: SecretMatch[] = [];
  for (const match of text.matchAll(rule.pattern)) {
    const [start, end] = match.indices?.groups?.['secret'] ?? [match.index, match.index + match[0].length];
    if (rule.accept?.(text.slice(start, end)) === false) continue;
    matches.push({ rule, start, end });
  }
  return matches;
}

/** Every place of a text where a rule sees a secret. Places of different rules may overlap. */
export function findSecrets(text: string): readonly SecretMatch[] {
  return SECRET_RULES.flatMap((rule) => matchesOf(rule, text));
}

/** The text with asterisks in place of what is to be hidden, every other character where it was. */
export function maskIn(
  text: string,
  hidden: readonly { readonly start: number; readonly end: number }[],
): string {
  let result = '';
  let at = 0;
  for (const { start, end } of hidden.toSorted((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    result += text.slice(at, from) + text.slice(from, end).replace(/[^\r\n]/g, '*');
    at = end;
  }
  return result + text.slice(at);
}

/** The text with asterisks in place of every secret that a rule sees. */
export function maskSecrets(text: string): string {
  return maskIn(text, findSecrets(text));
}
