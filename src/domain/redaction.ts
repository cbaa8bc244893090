import { matchesOf } from './find-secrets.ts';
import { isUnmistakable } from './secret-likeness.ts';
import { SECRET_RULES, type SecretRule } from './secret-rules.ts';

/** A shorter value given as known is no key, and may be a word of the code. */
const MIN_KNOWN_LENGTH = 8;

export type RedactedTexts = {
  /** The texts without their secrets, in the order given. */
  readonly texts: readonly string[];
  /** One entry for each place where a secret stood. */
  readonly findings: readonly { readonly rule: string }[];
  /** Puts the secrets back into a text that was made from the redacted ones. */
  readonly restore: (text: string) => string;
};

export type Redacted = Omit<RedactedTexts, 'texts'> & { readonly text: string };

/** Takes the secrets out of one text; see {@link redactAll}. */
export function redact(text: string, known: readonly string[] = []): Redacted {
  const { texts, findings, restore } = redactAll([text], known);
  return { text: texts[0] ?? '', findings, restore };
}

/**
 * Takes secrets out of texts before they leave the machine. Each becomes a placeholder `[REDACTED:rule:n]`, the same
 * secret the same one in every text, so that an edit around it can be restored exactly. A secret that a rule finds in
 * one text is taken out of all.
 * @param known exact values to take out wherever they stand, such as the run's own key
 */
export function redactAll(texts: readonly string[], known: readonly string[] = []): RedactedTexts {
  const placeholders = createPlaceholders(texts);
  const findings: { rule: string }[] = [];
  const note = (rule: string, secret: string): string => {
    findings.push({ rule });
    return placeholders.of(rule, secret);
  };
  const values = known.filter((value) => value.length >= MIN_KNOWN_LENGTH);
  const withoutValues = (text: string): string => {
    const found = placeholders.secrets().filter(isUnmistakable);
    const unknown = redactValues(text, values, (form) => note('known-value', form));
    return redactValues(unknown, found, (form) => note('repeated-secret', form));
  };
  // The second time for what was found in a later text only.
  const redacted = texts.map((text) => redactByRules(withoutValues(text), note)).map(withoutValues);
  return { texts: redacted, findings, restore: placeholders.restore };
}

type Note = (rule: string, secret: string) => string;

function createPlaceholders(texts: readonly string[]): {
  readonly of: (rule: string, secret: string) => string;
  readonly secrets: () => readonly string[];
  readonly restore: (text: string) => string;
} {
  const bySecret = new Map<string, string>();
  const byPlaceholder = new Map<string, string>();
  // A text may hold a placeholder of its own, such as this file's tests; restoring must leave that one alone.
  const taken = new Set(texts.flatMap((text) => text.match(PLACEHOLDER) ?? []));
  let count = 0;
  const fresh = (rule: string): string => {
    let placeholder: string;
    do placeholder = `[REDACTED:${rule}:${++count}]`;
    while (taken.has(placeholder));
    return placeholder;
  };
  return {
    of: (rule, secret) => {
      const placeholder = bySecret.get(secret) ?? fresh(rule);
      bySecret.set(secret, placeholder);
      byPlaceholder.set(placeholder, secret);
      return placeholder;
    },
    secrets: () => [...bySecret.keys()],
    restore: (text) =>
      text.replace(PLACEHOLDER, (placeholder) => byPlaceholder.get(placeholder) ?? placeholder),
  };
}

/** What stands in place of a secret. */
export const PLACEHOLDER = /\[REDACTED:[a-z-]+:\d+\]/g;

/** The longest value first; also where a value stands JSON-encoded, as in an earlier reply that the model sees again. */
function redactValues(text: string, values: readonly string[], replace: (form: string) => string): string {
  const forms = values.flatMap((value) => [...new Set([value, JSON.stringify(value).slice(1, -1)])]);
  return forms
    .toSorted((a, b) => b.length - a.length)
    .reduce((now, form) => now.replaceAll(form, () => replace(form)), text);
}

function redactByRules(text: string, note: Note): string {
  return SECRET_RULES.reduce((now, rule) => redactByRule(now, rule, note), text);
}

function redactByRule(text: string, rule: SecretRule, note: Note): string {
  let result = '';
  let at = 0;
  for (const { start, end } of matchesOf(rule, text)) {
    const secret = text.slice(start, end);
    if (secret.includes('[REDACTED:')) continue;
    result += text.slice(at, start) + note(rule.id, secret);
    at = end;
  }
  return result + text.slice(at);
}
