import { findSecrets } from '../../domain/find-secrets.ts';

/** A secret that its text does not show as it is, by its place in the text: the whole of what hides it. */
export type Disguised = {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  readonly secret: string;
};

/** Where one literal ends and the next begins that the language puts behind it. */
const JOIN =
  /(?<=[\w+/=.-])(["'`])[ \t]*(?:\\?\r?\n[ \t]*)?(?:[+.&][ \t]*)?(?:\\?\r?\n[ \t]*)?[rbu]?\1(?=[\w+/=.-])/g;
const BASE64 = /(?<![\w+/=-])[A-Za-z0-9+/_-]{24,400}={0,2}(?![\w+/=-])/g;
const HEX = /(?<!\w)(?:[0-9a-f]{2}){16,400}(?!\w)/gi;
const PRINTABLE = /^[\x20-\x7e\r\n\t]+$/;
const MAX_ENCODED = 2_000;

/** The secrets in issuers' forms that stand in several literals, or in base64 or hexadecimal digits. */
export function disguisedSecrets(text: string): readonly Disguised[] {
  return [...splitSecrets(text), ...encodedSecrets(text)];
}

/** Reads the text as if the literals were one; a secret counts that only then is whole. */
function splitSecrets(text: string): readonly Disguised[] {
  const joins = [...text.matchAll(JOIN)];
  if (joins.length === 0) return [];
  const whole = text.replace(JOIN, '');
  const placeOf = (offset: number): number => {
    let place = offset;
    for (const { index, 0: join } of joins) if (index < place) place += join.length;
    return place;
  };
  return findSecrets(whole)
    .filter(({ rule }) => rule.evidence === 'form')
    .map(({ rule, start, end }) => ({
      rule: rule.id,
      start: placeOf(start),
      end: placeOf(end - 1) + 1,
      secret: whole.slice(start, end),
    }))
    .filter(({ start, end, secret }) => end - start > secret.length);
}

function encodedSecrets(text: string): readonly Disguised[] {
  const found = [...matchesOf(text, BASE64, 'base64'), ...matchesOf(text, HEX, 'hex')];
  return found.slice(0, MAX_ENCODED).flatMap(({ start, end, decoded }) => {
    const [secret] = PRINTABLE.test(decoded) ? findSecrets(decoded).filter(isOfForm) : [];
    if (secret === undefined) return [];
    return [{ rule: secret.rule.id, start, end, secret: decoded.slice(secret.start, secret.end) }];
  });
}

function isOfForm({ rule }: ReturnType<typeof findSecrets>[number]): boolean {
  return rule.evidence === 'form';
}

type Encoded = { readonly start: number; readonly end: number; readonly decoded: string };

function matchesOf(text: string, pattern: RegExp, encoding: 'base64' | 'hex'): readonly Encoded[] {
  return Array.from(text.matchAll(pattern), ({ 0: encoded, index }) => ({
    start: index,
    end: index + encoded.length,
    decoded: Buffer.from(encoded, encoding).toString('latin1'),
  }));
}
