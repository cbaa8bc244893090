/** A kind of secret that is recognised by its shape. The whole match, or its group `secret`, is taken out. */
type SecretRule = { readonly id: string; readonly pattern: RegExp };

// Shapes are the documented prefixes of each issuer; the block rule covers every PEM private key, whatever its length.
const RULES: readonly SecretRule[] = [
  {
    id: 'private-key',
    pattern: /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g,
  },
  { id: 'anthropic-key', pattern: /\bsk-ant-[A-Za-z0-9_-]{16,}/g },
  { id: 'openai-key', pattern: /\bsk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{32,}/g },
  { id: 'github-token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{40,})/g },
  { id: 'gitlab-token', pattern: /\bglpat-[A-Za-z0-9_-]{20,}/g },
  { id: 'aws-key-id', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { id: 'slack-token', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g },
  { id: 'google-key', pattern: /\bAIza[A-Za-z0-9_-]{35}/g },
  { id: 'pypi-token', pattern: /\bpypi-[A-Za-z0-9_-]{32,}/g },
  { id: 'npm-token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { id: 'stripe-key', pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/g },
  { id: 'sendgrid-key', pattern: /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g },
  { id: 'hugging-face-token', pattern: /\bhf_[A-Za-z0-9]{30,}/g },
  { id: 'jwt', pattern: /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g },
  { id: 'azure-account-key', pattern: /\bAccountKey=(?<secret>[A-Za-z0-9+/]{40,}={0,2})/g },
  { id: 'url-password', pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"']+:(?<secret>[^\s:/@"'{}$<>]{3,})@/gi },
  {
    id: 'assigned-secret',
    pattern:
      /(?:password|passwd|secret|api_?key|access_?key|auth_?token|access_?token|private_?key)["']?\s*[:=]\s*["'](?<secret>[^"'\s{}$<>]{8,})["']/gi,
  },
];

export type Redacted = {
  readonly text: string;
  /** Where secrets were found, by rule. */
  readonly findings: readonly { readonly rule: string }[];
  /** Puts the secrets back into a text that was made from the redacted one. */
  readonly restore: (text: string) => string;
};

/**
 * Takes secrets out of a text before it leaves the machine. Each becomes a placeholder `[REDACTED:rule:n]`, the same
 * secret always the same one, so that an edit around it can be restored exactly.
 * @param known exact values to take out wherever they stand, such as the run's own key
 */
export function redact(text: string, known: readonly string[] = []): Redacted {
  const placeholders = new Map<string, string>();
  const findings: { rule: string }[] = [];
  const replaceSecret = (rule: string, secret: string): string => {
    findings.push({ rule });
    const placeholder = placeholders.get(secret) ?? `[REDACTED:${rule}:${placeholders.size + 1}]`;
    placeholders.set(secret, placeholder);
    return placeholder;
  };
  let redacted = text;
  for (const value of known.filter((secret) => secret.length >= 8)) {
    redacted = redacted.replaceAll(value, () => replaceSecret('known-value', value));
  }
  for (const { id, pattern } of RULES)
    redacted = replaceMatches(redacted, pattern, (secret) => replaceSecret(id, secret));
  const restore = (edited: string): string =>
    [...placeholders]
      .toReversed()
      .reduce((now, [secret, placeholder]) => now.replaceAll(placeholder, () => secret), edited);
  return { text: redacted, findings, restore };
}

function replaceMatches(text: string, pattern: RegExp, replace: (secret: string) => string): string {
  let result = '';
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    const secret = match.groups?.['secret'] ?? match[0];
    if (secret.startsWith('[REDACTED:')) continue;
    const start = match.index + match[0].indexOf(secret);
    result += text.slice(at, start) + replace(secret);
    at = start + secret.length;
  }
  return result + text.slice(at);
}
