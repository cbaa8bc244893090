import type { Finding, TextChange } from '../gates/text-guard.ts';
import { asksAbout } from './asked-of-safeguards.ts';
import { argumentsBehind } from './call-texts.ts';
import { countIn, countOf, hunksOf, type Hunk } from './hunks.ts';

/** Calls that protect something, and calls that do the same work without protecting it. */
type Protection = {
  readonly strong: RegExp;
  readonly weak: RegExp;
  /** How a task speaks of it that asks for the other. */
  readonly named: RegExp;
  /** Where nothing of this is near, people often mean it: then it is a doubt. */
  readonly certainNear: RegExp | null;
  /** Where the weak one has to stand: in the same place, between what the strong one was given, or in the same file. */
  readonly where: 'place' | 'operands' | 'file';
  readonly message: string;
};

const GUESSED =
  'The random values here can be guessed now: what makes them is not meant for secrets. Keep the cryptographic source.';

// What a comparison gives as a number is asked for by a sign of equality too.
const COMPARISON =
  /(?<![=!<>])[=!]==?(?![=>]|\s*[01]\b)|\.equals\s*\(|\beql\?|\bbytes\.(?:Equal|Compare)\(|\b(?:strn?(?:case)?cmp|memcmp)\s*\(/;

const PROTECTIONS: readonly Protection[] = [
  {
    strong:
      /\b(?:check_?password(?:_?hash)?|(?:bcrypt|argon2)\w*\.(?:checkpw|compare(?:Sync)?|verify)|checkpw|CompareHashAndPassword|password_verify)\s*\(/i,
    weak: new RegExp(String.raw`^(?!.*(?:hash|crypt|digest|kdf|verif)\w*\().*(?:${COMPARISON.source})`, 'im'),
    named: /plain|unhashed|check_?password|password_?verify|compare_?hash/i,
    certainNear: null,
    where: 'operands',
    message:
      'A password is compared as it is with what is stored: that lets nobody in whose password is hashed, or stores it bare. Keep the check of its hash.',
  },
  {
    strong:
      /\b(?:compare_digest|constant_time_compare|timingSafeEqual|hash_equals|ConstantTimeCompare|hmac\.Equal|(?:fixed_length_)?secure_compare|MessageDigest\.isEqual|FixedTimeEquals|safe_str_cmp|crypto_memcmp|CRYPTO_memcmp|sodium_memcmp|timingsafe_bcmp)\s*\(/,
    weak: COMPARISON,
    named: /constant.?time|timing|compare_digest|timingSafeEqual|hash_equals|secure.?compare|safe_str_cmp/,
    certainNear: null,
    where: 'operands',
    message:
      'Secrets are compared by a common comparison now, which tells by its time how much of a guess is right. Keep the comparison in constant time.',
  },
  {
    strong:
      /\b(?:pbkdf2\w*|scrypt(?:Sync)?|hashpw|generate_password_hash|make_password|password_hash|GenerateFromPassword|Rfc2898DeriveBytes|PBEKeySpec|IDKey|BCrypt\.\w+|Bcrypt\.\w+|BCrypt::Password\.create|bcrypt\.\w+|argon2\.\w+|argon2id?\w*|Argon2\w*|PasswordHasher)\s*\(/,
    weak: /\b(?:md[45]|sha-?(?:1|224|256|384|512)|blake2[bs]|sha3_\d+|crc32)\s*\(|\b(?:createHash|MessageDigest\.getInstance|hashlib\.new|Sum(?:256|512)|md5\.Sum|sha1\.Sum)\s*\(|\bDigest::\w+|\bhash\(\s*['"](?:md5|sha)/i,
    named: /\b(?:md[45]|sha-?\d+|blake|fast(?:er)? hash|pbkdf2|scrypt|bcrypt|argon)/,
    certainNear: /passw|pwd|passphrase|salt|\bpin\b/i,
    where: 'place',
    message:
      'A plain hash stands where a slow one made passwords or keys. It lets everyone try guesses quickly: keep the slow one.',
  },
  {
    strong:
      /\bsecrets\.\w+\(|^(?:import|from) secrets\b|\bos\.urandom\(|\bSystemRandom\b|\b(?:randomBytes|getRandomValues|randomUUID|crypto\.randomInt)\(|\bSecureRandom\b|\b(?:random_bytes|random_int|openssl_random_pseudo_bytes)\(|\bOsRng\b|\bRandomNumberGenerator\.|\bRNGCryptoServiceProvider\b/m,
    weak: /(?<![\w.])random\.(?!SystemRandom)\w+\(|^from random import (?!SystemRandom)|^import random$|\bMath\.random\(|\bnew\s+(?:java\.util\.)?Random\(|\bThreadLocalRandom\b|\bRandomStringUtils\.random|\b(?:mt_rand|uniqid|lcg_value|str_shuffle)\(|(?<![\w.>:])s?rand\(|(?<![\w:])Random\.(?:rand|new|bytes|Shared)\b|\bSmallRng\b|\bfastrand::/m,
    named: /Math\.random|math\/rand|mt_rand|pseudo.?random|\brandom (?:module|package)|non.?crypto|insecure/,
    certainNear:
      /passw|salt|token|secret|session|nonce|csrf|xsrf|\bkey\b|_key|[kK]ey\(|cipher|\biv\b|\botp\b|cookie|sign(?:ed|ature)/i,
    where: 'place',
    message: GUESSED,
  },
  {
    strong: /"crypto\/rand"/,
    weak: /"math\/rand(?:\/v2)?"/,
    named: /math\/rand|pseudo.?random|non.?crypto|insecure/,
    certainNear: null,
    where: 'file',
    message: GUESSED,
  },
];

/** Whether a text holds one of the calls that protect something. */
export function hasProtection(text: string): boolean {
  return PROTECTIONS.some(({ strong }) => strong.test(text));
}

/** Where a call that protects something made place for one that does not, and the change has fewer of them than before. */
export function replacedProtections(changes: readonly TextChange[], words: string): readonly Finding[] {
  return PROTECTIONS.filter(
    ({ strong, named }) =>
      countIn(changes, 'after', strong) < countIn(changes, 'before', strong) && !asksAbout(words, named),
  ).flatMap((protection) =>
    changes
      .flatMap((change) => (protection.where === 'file' ? wholeOf(change, protection.weak) : hunksOf(change)))
      .filter((hunk) => isReplaced(protection, hunk))
      .map((hunk) => findingOf(protection, hunk)),
  );
}

/** A file as one place: what was imported and what is now are seldom on the same line. */
function wholeOf({ path, before, after }: TextChange, weak: RegExp): readonly Hunk[] {
  if (before === null || after === null) return [];
  const [removed, added] = [before.split('\n'), after.split('\n')];
  return [{ path, line: added.findIndex((line) => weak.test(line)) + 1, removed, added }];
}

function isReplaced({ strong, weak, where }: Protection, hunk: Hunk): boolean {
  const [removed, added] = [hunk.removed.join('\n'), hunk.added.join('\n')];
  if (countOf(strong, added) >= countOf(strong, removed)) return false;
  if (countOf(weak, added) <= countOf(weak, removed)) return false;
  return where !== 'operands' || comparesTheSame(removed, strong, { weak, added: hunk.added });
}

/** Whether one line compares something of what the call was given first with something of what it was given second. */
function comparesTheSame(
  removed: string,
  strong: RegExp,
  { weak, added }: { readonly weak: RegExp; readonly added: readonly string[] },
): boolean {
  const [first = '', second = ''] = argumentsBehind(removed, strong);
  const sharesName = (line: string, argument: string): boolean =>
    (argument.match(/[A-Za-z_]\w*/g) ?? []).some((name) => new RegExp(`\\b${name}\\b`).test(line));
  return added.some((line) => weak.test(line) && sharesName(line, first) && sharesName(line, second));
}

function findingOf({ certainNear, message }: Protection, { path, line, removed, added }: Hunk): Finding {
  const isCertain = certainNear === null || certainNear.test([...removed, ...added].join('\n'));
  return { path, line, message, isDoubt: !isCertain };
}
