import { isExample, looksLikePassword, looksRandom } from './secret-likeness.ts';

/** Recognises one kind of secret. The group `secret` of the pattern is taken out, or the whole match where there is none. */
export type SecretRule = {
  readonly id: string;
  /** Global, and with indices (`d`): the secret may occur a second time in its own match, e.g. as the user name. */
  readonly pattern: RegExp;
  /** Says whether the text found is a secret and not an example of one. */
  readonly accept?: (secret: string) => boolean;
  /**
   * `form` where the text by itself is a secret, as an issuer's prefix or the frame of a key shows; `context` where
   * only what stands around it says so.
   */
  readonly evidence: 'form' | 'context';
};

type RuleBody = Omit<SecretRule, 'evidence'>;

/** No issuer's token starts in the middle of a word. */
const START = '(?<!\\w)';

/** Tokens that carry their issuer's documented prefix, by the name of the rule. */
const TOKEN_FORMS: Readonly<Record<string, string>> = {
  'anthropic-key': 'sk-ant-[\\w-]{16,}',
  'openai-key': 'sk-(?:(?:proj|svcacct|admin|or-v1)-[\\w-]{32,}|[A-Za-z0-9]{32,})',
  'github-token': 'gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\\w{40,}',
  'gitlab-token': 'gl(?:pat|ptt|rt|dt|ft|oas|soat|cbt|imt|agent|ffct)-[\\w.-]{20,}',
  'aws-key-id': '(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])',
  'google-key': 'AIza[\\w-]{35}',
  'google-oauth': 'GOCSPX-[\\w-]{20,}|ya29\\.[\\w-]{20,}',
  'slack-token': 'xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-\\d-[A-Za-z0-9-]{20,}',
  'stripe-key': '[rs]k_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9+/]{24,}',
  'twilio-key': 'SK[0-9a-f]{32}(?![0-9a-f])',
  'sendgrid-key': 'SG\\.[\\w-]{16,}\\.[\\w-]{16,}',
  'mailgun-key': 'key-[0-9a-f]{32}(?![0-9a-f])',
  'mailchimp-key': '[0-9a-f]{32}-us\\d{1,2}(?!\\d)',
  'npm-token': 'npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])',
  'pypi-token': 'pypi-[\\w-]{32,}',
  'rubygems-token': 'rubygems_[0-9a-f]{48}',
  'clojars-token': 'CLOJARS_[0-9a-f]{60}',
  'docker-token': 'dckr_[po]at_[\\w-]{20,}',
  'artifactory-token': 'AKCp[A-Za-z0-9]{60,}',
  'digitalocean-token': 'do[opr]_v1_[0-9a-f]{64}',
  'hugging-face-token': 'hf_[A-Za-z0-9]{30,}',
  'groq-key': 'gsk_[A-Za-z0-9]{40,}',
  'xai-key': 'xai-[A-Za-z0-9]{60,}',
  'replicate-token': 'r8_[A-Za-z0-9]{37}',
  'perplexity-key': 'pplx-[A-Za-z0-9]{40,}',
  'discord-token': '[MNO][\\w-]{23,25}\\.[\\w-]{6}\\.[\\w-]{27,38}',
  'telegram-token': '\\d{8,10}:AA[\\w-]{33}',
  'shopify-token': 'shp(?:at|ss|ca|pa)_[0-9a-fA-F]{32}',
  'square-token': 'sq0(?:atp|csp|idp)-[\\w-]{22,}',
  'braintree-token': 'access_token\\$production\\$[a-z0-9]{16}\\$[0-9a-f]{32}',
  'facebook-token': 'EAA[A-Za-z0-9]{100,}',
  'databricks-token': 'dapi[0-9a-f]{32}',
  'vault-token': 'hv[sbr]\\.[\\w-]{24,}',
  'terraform-token': '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{60,}',
  'doppler-token': 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.]{40,}',
  'pulumi-token': 'pul-[0-9a-f]{40}',
  'planetscale-token': 'pscale_(?:tkn|pw|oauth)_[\\w.-]{32,}',
  'supabase-key': 'sbp_[0-9a-f]{40}|sb_secret_[\\w-]{20,}',
  'fly-token': 'fm[12]_[A-Za-z0-9+/=]{80,}',
  'netlify-token': 'nfp_[A-Za-z0-9]{36}',
  'heroku-key': 'HRKU-AA[\\w-]{58}',
  'cloudflare-ca-key': 'v1\\.0-[0-9a-f]{24}-[0-9a-f]{146}',
  'new-relic-key': 'NRAK-[A-Z0-9]{27}',
  'grafana-token': 'glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}|glc_[A-Za-z0-9+/]{32,}={0,2}',
  'sentry-token': 'sntrys_[A-Za-z0-9+/=_]{80,}|sntryu_[0-9a-f]{64}',
  'dynatrace-token': 'dt0[a-z]\\d\\d\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}',
  'sonar-token': 'sq[upa]_[0-9a-f]{40}',
  'postman-key': 'PMAK-[0-9a-f]{24}-[0-9a-f]{34}',
  'atlassian-token': 'ATATT3[\\w=-]{100,}',
  'linear-key': 'lin_api_\\w{32,}',
  'notion-token': 'secret_[A-Za-z0-9]{43}(?![A-Za-z0-9])|ntn_[A-Za-z0-9]{40,}',
  'figma-token': 'figd_[\\w-]{40,}',
  'airtable-token': 'pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}',
  'tailscale-key': 'tskey-[a-z]{2,20}-\\w{8,}-\\w{16,}',
  'vercel-token': 'vc[piark]_[A-Za-z0-9]{20,}',
  'cloudflare-token': 'cf(?:k|ut|at)_[A-Za-z0-9]{40}[0-9a-f]{8}',
  'one-password-token': 'ops_ey[A-Za-z0-9+/=]{100,}',
  'age-key': 'AGE-SECRET-KEY-1[0-9A-Z]{58}',
  'azure-client-secret': '[\\w~.]{3}\\dQ~[\\w~.-]{31,34}',
};

/** Words that name a secret when they end the name of a variable, key or attribute. */
const SECRET_NAME =
  'passw(?:or)?d|passwd|pwd|passphrase|secret|token|credentials?|(?:api|access|private|secret|auth|account|signing|encryption)[_-]?key|key[_-]data';

const QUOTED = '\\\\?["\'`](?<secret>[^"\'`\\s{}<>]{8,}?)\\\\?["\'`]';

/** A line, or a string that holds one: `- "NAME=value"`, or a line of a JSON-encoded text. */
const LINE_START = '(?:^|(?<=\\\\n|["\'`]))[ \\t]*';
const LINE_END = '(?=[ \\t\\r]*$|\\\\[nr]|["\'`])';

/** Secrets in a frame that is made for nothing else. */
const FRAMED: readonly RuleBody[] = [
  {
    id: 'private-key',
    pattern:
      /-----BEGIN (?<label>[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?)-----(?<secret>(?:[^-]|-(?!----)){1,20000})-----END \k<label>-----/dg,
    accept: (body) => /[A-Za-z0-9+/=]{32}/.test(body),
  },
  {
    id: 'private-key',
    pattern:
      /(?:-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|\bPrivate-Lines: \d+)(?<secret>(?:(?:\\[nr]|[\s"'+,]){1,40}[A-Za-z0-9+/=]{32,100}){1,400})/dg,
  },
  {
    id: 'webhook',
    pattern:
      /\b(?:hooks\.slack\.com\/(?:services|workflows)|discord(?:app)?\.com\/api\/webhooks)\/(?<secret>[\w/-]{24,})/dg,
  },
];

/** Secrets that only what stands around them gives away, or that are often made up as a sample. */
const IN_CONTEXT: readonly RuleBody[] = [
  { id: 'jwt', pattern: new RegExp(`${START}eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]{8,}`, 'dg') },
  {
    id: 'authorization',
    pattern: /\b(?:Bearer|Basic|SSWS)[ \t]+(?<secret>[\w.~+/-]{16,}={0,2})/dgi,
    accept: looksRandom,
  },
  {
    id: 'connection-string',
    pattern:
      /\b(?:(?:AccountKey|SharedAccessKey)=(?=[\w+/]{40})|(?:Password|Pwd)=(?=[^\s;"']{8,200}[;"']))(?<secret>[^\s;"'{}<>$%&]{8,})/dgi,
    accept: looksLikePassword,
  },
  {
    id: 'signed-url',
    pattern: /[?&](?:sig|X-Amz-Signature)=(?<secret>[\w%+/=-]{32,})/dg,
    accept: looksRandom,
  },
  {
    id: 'url-password',
    pattern:
      /(?<![\w+.-])[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:/@"'`]{0,100}:(?<secret>[^\s:/@"'`{}$<>]{3,200})@(?!example\.)/dgi,
    accept: (password) => !isExample(password),
  },
  {
    id: 'netrc-password',
    pattern: /\bmachine\s+\S{1,200}\s+login\s+\S{1,200}\s+password\s+(?<secret>[^\s{}$<>]{4,})/dg,
  },
  {
    id: 'assigned-secret',
    pattern: new RegExp(`(?:${SECRET_NAME})\\\\?["']?\\]?\\s{0,4}(?::|=>|:?=)\\s{0,4}[bru]?${QUOTED}`, 'dgi'),
    accept: looksLikePassword,
  },
  {
    id: 'assigned-secret',
    pattern: new RegExp(
      `(?:${SECRET_NAME})\\\\?["']?\\s{0,4}(?:\\)\\s{0,4})?(?:,|\\|\\||\\?\\?|\\bor\\b|\\bvalue=)\\s{0,4}${QUOTED}`,
      'dgi',
    ),
    accept: looksRandom,
  },
  {
    id: 'assigned-secret',
    pattern: new RegExp(
      `${LINE_START}(?:export[ \\t]+)?[A-Z0-9_]{0,60}(?:${SECRET_NAME.toUpperCase()}|_PAT)=(?<secret>[^\\s"'\`{}()<>$;,[\\]\\\\]{8,})${LINE_END}`,
      'dgm',
    ),
    accept: looksLikePassword,
  },
  {
    id: 'assigned-secret',
    pattern: new RegExp(
      `${LINE_START}[^\\s"'=]{0,80}(?:${SECRET_NAME})[ \\t]*[=:][ \\t]*(?<secret>[^\\s"'\`{}()<>$;,[\\]\\\\]{12,})${LINE_END}`,
      'dgim',
    ),
    accept: looksRandom,
  },
];

const FORMS: readonly RuleBody[] = Object.entries(TOKEN_FORMS).map(([id, form]) => ({
  id,
  pattern: new RegExp(`${START}(?:${form})`, 'dg'),
}));

/** Every rule, those of one issuer first: what they take out, the wider ones no longer see. */
export const SECRET_RULES: readonly SecretRule[] = [
  ...[...FORMS, ...FRAMED].map((rule): SecretRule => ({ ...rule, evidence: 'form' })),
  ...IN_CONTEXT.map((rule): SecretRule => ({ ...rule, evidence: 'context' })),
];
