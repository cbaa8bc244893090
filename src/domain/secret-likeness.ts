/** Whether a secret can be looked for everywhere, and not only where a rule saw it: a short one may be a word of the code. */
export function isUnmistakable(secret: string): boolean {
  return secret.length >= 16 || (secret.length >= 8 && hasRandomOrder(secret));
}

const EXAMPLE =
  /^(?:x+|\*+|\.+|(.)\1+|pass|passwd|password|pwd|secret|token|user|username|key|foo|bar|test|none|null)$|your|example|change[-_]?me|placeholder|redacted|dummy|insert|replace|^\[|^%\[\d+\]|\.\.\.|xxxx|\*\*\*/i;

/** Whether a value is what people write in place of a secret. */
export function isExample(value: string): boolean {
  return EXAMPLE.test(value);
}

/** Whether a person may have chosen it: letters with digits, or with marks that names and paths do not have. */
export function looksLikePassword(value: string): boolean {
  if (isExample(value) || isReference(value)) return false;
  return hasRandomOrder(value) || (/[A-Za-z]/.test(value) && /\d|\w[!#%^&*+=~?@]/.test(value));
}

const COMMON_IN_SAMPLES =
  /pass|test|admin|demo|user|secret|welcome|qwert|letmein|guest|root|login|hello|strong|valid|weak|new|old|1234|abc|foo|bar|%[sd(]|\$\w|@[\w-]+\.\w|&\w+;|[?&]\w+=|\w\.[a-z]/i;

/** Whether a person may have chosen it for a password that is in use: letters, digits and marks, and no word of samples. */
export function looksChosen(value: string): boolean {
  if (isExample(value) || isReference(value) || COMMON_IN_SAMPLES.test(value)) return false;
  return (
    /^[\w!#$%&*+.?@~^-]{8,64}$/.test(value) &&
    [/[A-Za-z]/, /\d/, /[!#$%&*+?@~^]/].every((kind) => kind.test(value))
  );
}

/** Whether a machine made it. */
export function looksRandom(value: string): boolean {
  if (value.length < 12 || isExample(value) || isReference(value)) return false;
  // Words and numbers with marks between them are a version or a title, such as `model-2.5-pro`.
  const parts = value.split(/[-_./:]+/);
  return (
    hasRandomOrder(value) && parts.some((part) => !/^(?:[A-Za-z]*|\d+)$/.test(part) || hasRandomOrder(part))
  );
}

/** Letters, cases and digits change more often, or vowels come more seldom, than in words, names and numbers. */
function hasRandomOrder(value: string): boolean {
  const runs = value.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [];
  const meanRun = runs.join('').length / runs.length;
  const changes = value.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0;
  if (/^[0-9a-f]{32,}$/i.test(value)) return changes > 0;
  const isBroken = (changes >= 3 && meanRun < 4) || (runs.length >= 4 && meanRun < 3.4);
  return new Set(value).size >= 8 && (isBroken || /[bcdfghjklmnpqrstvwxz]{7}/i.test(value));
}

/** A URL, a path, a name or a call: where a secret is kept, not the secret. */
function isReference(value: string): boolean {
  if (/:\/\/|^[./@#-]|^[A-Za-z_]\w*[.\w]*\(|^[A-Za-z_]+\d{0,3}$/.test(value)) return !hasRandomOrder(value);
  return /^[\w-]+(?:[./:][\w-]+)+$/.test(value) && !value.split(/[./:]/).some(hasRandomOrder);
}

const SAMPLE =
  /example|sample|placeholder|dummy|fake|redacted|change[-_]?me|your[-_]|test[-_]?(?:key|token|secret)|x{4}|\*{3}|\.{3}|abcdef|1234|(.)\1{5}|deadbeef/i;

/**
 * Whether a text in the form of an issuer's token is a sample of one, e.g. `AKIAIOSFODNN7EXAMPLE`: it says so, counts,
 * or repeats a few characters. The body of a private key is too long for words in it to mean anything.
 */
export function isSampleToken(token: string): boolean {
  if (token.length > 400) return new Set(token).size < 20;
  return SAMPLE.test(token) || new Set(token.slice(-16)).size < 5;
}
