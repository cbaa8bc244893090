import { isTestFile } from '../../codebase/test-files.ts';
import { findSecrets, maskIn, type SecretMatch } from '../../domain/find-secrets.ts';
import { isSampleToken, looksChosen, looksLikePassword, looksRandom } from '../../domain/secret-likeness.ts';
import { addedRegions, type Region } from './added-regions.ts';
import { disguisedSecrets } from './disguised.ts';
import { isCalledMadeUp, isPlaceOfMadeUp, isPlaceOfSamples } from './made-up.ts';
import { maySecretlintObject, secretlintMatches } from './secretlint.ts';

/** A secret in a text, by its place; the secret itself is never copied out. `rule` says what kind it is. */
export type Leak = { readonly rule: string; readonly start: number; readonly end: number };

/** Where values are made up: what only its surroundings call a secret is none there. */
const SAMPLE_PLACE =
  /(?:^|\/)(?:[\w-]*tests?|__tests__|specs?|e2e|[\w-]*fixtures?|test-?data|__snapshots__|_*mocks?_*|examples?|samples?|demos?|x?docs?\w*|documentation|tutorials?)\/|\.(?:md|mdx|markdown|rst|adoc|snap|map)$|\.min\.\w+$/i;

/** A file that is keys and certificates and nothing else, made for tests: programs that use keys cannot be tested without. */
const TEST_FOLDER = /(?:^|\/)(?:tests?|__tests__|specs?|test-?data|fixtures?)\//i;
const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[^]*?-----END \1-----/g;
const KEY_RULE = /^private-?key$/;

const ESCAPED = /%[0-9a-f]{2}/gi;
/** The hash of a password is stored so that the password need not be. */
const PASSWORD_HASH = /^(?:\$(?:2[abxy]?|5|6|argon2\w*|scrypt|pbkdf2[\w-]*)\$|pbkdf2_|bcrypt|\{SSHA)/;
/** A pattern that finds a secret: classes of characters, repeated. */
const FINDS_SECRET = /\[[^\]\s]*\w-\w[^\]\s]*\][*+{]/;
/** MD5, SHA-1 and SHA-256 of nothing at all, which stand in examples. */
const HASH_OF_NOTHING =
  /^(?:d41d8cd98f00b204e9800998ecf8427e|da39a3ee5e6b4b0d3255bfef95601890afd80709|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855)$/i;
const LOCAL_HOST = /^@(?:localhost|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal)/i;

/** A text and the one that it takes the place of; null where there was none. */
export type ChangedText = { readonly path: string; readonly before: string | null; readonly text: string };

/**
 * The secrets of a text that no one of the `known` texts has: what was there already is not leaked a second time.
 * Stricter than redaction, which may hide too much at no cost: samples and weak passwords are left alone.
 */
export async function findLeaks(source: ChangedText, known: readonly string[]): Promise<readonly Leak[]> {
  const leaks: Leak[] = [];
  for (const region of addedRegions(source.before, source.text)) {
    leaks.push(...(await leaksIn(region, source)));
  }
  const isKeyOfTests =
    isPlaceOfMadeUp(source.path) ||
    (isPlaceOfKeys(source.path) && source.text.replaceAll(BLOCK, '').trim() === '');
  return leaks.filter(
    ({ rule, start, end }) =>
      !(isKeyOfTests && KEY_RULE.test(rule)) &&
      !known.some((other) => other.includes(source.text.slice(start, end))),
  );
}

function isPlaceOfKeys(path: string): boolean {
  return TEST_FOLDER.test(path) || isPlaceOfSamples(path);
}

async function leaksIn(region: Region, { path, text }: ChangedText): Promise<readonly Leak[]> {
  const part = text.slice(region.start, region.end);
  const isSamplePlace = isTestFile(path) || SAMPLE_PLACE.test(path);
  // What has the form of an issuer's key may be one whatever it is called, but for tests.
  const isInTests = isTestFile(path) || TEST_FOLDER.test(path);
  const isMadeUp = ({ rule, start }: Leak, isForm = true): boolean =>
    (!isForm || isInTests || KEY_RULE.test(rule)) && isCalledMadeUp(text, region.start + start);
  const own = findSecrets(part)
    .filter((match) => isLeak(match, { text: part, isSamplePlace }))
    .filter(({ rule, ...place }) => !isMadeUp({ rule: rule.id, ...place }, rule.evidence === 'form'))
    .map(({ rule, start, end }): Leak => ({ rule: rule.id, start, end }));
  const theirs = maySecretlintObject(part) ? await secretlintMatches(part) : [];
  const real = theirs.filter(({ start, end }) => !isSampleToken(part.slice(start, end)));
  const hidden = disguisedSecrets(part).filter(({ secret }) => !isSampleToken(secret));
  const others = [...real, ...hidden].filter((leak) => !isMadeUp(leak));
  return firstOfEachPlace([...own, ...others]).map(({ rule, start, end }) => {
    return { rule, start: start + region.start, end: end + region.start };
  });
}

/** A change with more secrets than this is a list of them; looking for each a second time would take seconds. */
const MAX_REPEATED = 500;

/** The text with every secret in it hidden by asterisks, each line and column where it was. */
export function withoutSecrets(text: string, leaks: readonly Leak[]): string {
  const values = new Set(leaks.slice(0, MAX_REPEATED).map(({ start, end }) => text.slice(start, end)));
  const again = [...values].flatMap((value) => placesOf(text, value));
  return maskIn(text, [...leaks, ...again, ...findSecrets(text)]);
}

function isLeak(
  { rule, start, end }: SecretMatch,
  { text, isSamplePlace }: { readonly text: string; readonly isSamplePlace: boolean },
): boolean {
  const secret = text.slice(start, end);
  if (isSampleToken(secret)) return false;
  if (rule.evidence === 'form') return true;
  if (isSamplePlace) return false;
  if (rule.id === 'url-password') {
    return looksLikePassword(secret.replaceAll(ESCAPED, ' ')) && !LOCAL_HOST.test(text.slice(end, end + 30));
  }
  if ([PASSWORD_HASH, FINDS_SECRET, HASH_OF_NOTHING].some((form) => form.test(secret))) return false;
  return looksRandom(secret) || (CALLED_PASSWORD.test(text.slice(0, start)) && looksChosen(secret));
}

/** What stands before a literal that is given to something called a password. */
const CALLED_PASSWORD =
  /(?:passw(?:or)?d|passwd|pwd|passphrase)\\?["']?\]?\s{0,4}(?::|=>|:?=)\s{0,4}[bru]?\\?["'`]$/i;

/** Of leaks that overlap, the first in the list: the rule that knows best what it is. */
function firstOfEachPlace(leaks: readonly Leak[]): readonly Leak[] {
  const kept: Leak[] = [];
  for (const leak of leaks) {
    if (!kept.some(({ start, end }) => leak.start < end && start < leak.end)) kept.push(leak);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}

function placesOf(text: string, value: string): readonly Region[] {
  const places: Region[] = [];
  for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + value.length)) {
    places.push({ start: at, end: at + value.length });
  }
  return places;
}
