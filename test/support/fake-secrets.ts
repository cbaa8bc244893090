type Rand = () => number;

/** Mulberry32: the same numbers for the same seed. */
function seeded(seed: number): Rand {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  LOWER = 'abcdefghijklmnopqrstuvwxyz',
  DIGIT = '0123456789';
const ALNUM = UPPER + LOWER + DIGIT,
  HEX = DIGIT + 'abcdef',
  B64 = ALNUM + '+/',
  URL64 = ALNUM + '-_';
/** A secret of one kind, in a text as one finds it. No real one: each is made anew, so that none stands in a file. */
export type Fake = { name: string; text: string; secret: string };

/** One fake secret of each kind. */
export function fakeSecrets(seed = 1): Fake[] {
  const rand = seeded(seed);
  const of = (n: number, alphabet = ALNUM) =>
    Array.from({ length: n }, () => alphabet[Math.floor(rand() * alphabet.length)]).join('');
  const list: Fake[] = [];
  const add = (name: string, secret: string, text = `client = Client("${secret}")\n`) =>
    list.push({ name, secret, text });
  add('anthropic api', 'sk-ant-api03-' + of(93, URL64) + 'AA');
  add('anthropic oauth', 'sk-ant-oat01-' + of(86, URL64));
  add('openai legacy', 'sk-' + of(20) + 'T3BlbkFJ' + of(20));
  add('openai project', 'sk-proj-' + of(74, URL64) + 'T3BlbkFJ' + of(74, URL64));
  add('openai svcacct', 'sk-svcacct-' + of(120, URL64));
  add('openrouter', 'sk-or-v1-' + of(64, HEX));
  for (const p of ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_']) add('github ' + p, p + of(36));
  add('github fine', 'github_pat_' + of(22) + '_' + of(59));
  for (const p of ['glpat-', 'glrt-', 'gldt-', 'glptt-']) add('gitlab ' + p, p + of(20, URL64));
  add('aws akia', 'AKIA' + of(16, UPPER + '234567'));
  add('aws asia', 'ASIA' + of(16, UPPER + '234567'));
  {
    const s = of(40, B64);
    add('aws secret ini', s, `[default]\naws_access_key_id = x\naws_secret_access_key = ${s}\n`);
  }
  {
    const s = of(40, B64);
    add('aws secret js', s, `const c = { accessKeyId: id, secretAccessKey: '${s}' };\n`);
  }
  {
    const s = of(340, B64);
    add('aws session', s, `export AWS_SESSION_TOKEN=${s}\n`);
  }
  add('google api', 'AIza' + of(35, URL64));
  add('google client secret', 'GOCSPX-' + of(28, URL64));
  add('google ya29', 'ya29.' + of(120, URL64));
  const pem = (label: string, lines = 12) => ({
    s: Array.from({ length: lines }, () => of(64, B64)).join('\n'),
    label,
  });
  for (const label of [
    'RSA PRIVATE KEY',
    'EC PRIVATE KEY',
    'DSA PRIVATE KEY',
    'OPENSSH PRIVATE KEY',
    'PRIVATE KEY',
    'ENCRYPTED PRIVATE KEY',
    'PGP PRIVATE KEY BLOCK',
  ]) {
    const { s } = pem(label);
    add('pem ' + label, s, `KEY = """-----BEGIN ${label}-----\n${s}\n-----END ${label}-----\n"""\n`);
  }
  {
    const { s } = pem('x');
    const e = s.replaceAll('\n', '\\n');
    add(
      'gcp service account',
      e,
      `{"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----\\n${e}\\n-----END PRIVATE KEY-----\\n"}\n`,
    );
  }
  {
    const { s } = pem('x', 4);
    add('pem cut short', s, `x = '''-----BEGIN RSA PRIVATE KEY-----\n${s}\n`);
  }
  {
    const s = of(86, B64) + '==';
    add(
      'azure storage',
      s,
      `cs = "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${s};EndpointSuffix=core.windows.net"\n`,
    );
  }
  {
    const s = of(3) + '8Q~' + of(34, URL64 + '.~');
    add('azure client secret', s, `client_secret: ${s}\n`);
    add('azure client secret bare', s);
  }
  {
    const s = of(43, ALNUM) + '%3D';
    add(
      'azure sas',
      s,
      `u = "https://acme.blob.core.windows.net/c?sv=2022-11-02&se=2026-01-01&sp=r&sig=${s}"\n`,
    );
  }
  {
    const s = of(43, B64) + '=';
    add(
      'azure service bus',
      s,
      `Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${s}\n`,
    );
  }
  add('slack bot', 'xoxb-' + of(12, DIGIT) + '-' + of(13, DIGIT) + '-' + of(24));
  add('slack user', 'xoxp-' + of(12, DIGIT) + '-' + of(12, DIGIT) + '-' + of(12, DIGIT) + '-' + of(32, HEX));
  add('slack app', 'xapp-1-A' + of(10, UPPER + DIGIT) + '-' + of(13, DIGIT) + '-' + of(64, HEX));
  add('slack webhook', 'T' + of(10, UPPER + DIGIT) + '/B' + of(10, UPPER + DIGIT) + '/' + of(24));
  list[list.length - 1]!.text = `post("https://hooks.slack.com/services/${list.at(-1)!.secret}", m)\n`;
  add('stripe live', 'sk_live_' + of(24));
  add('stripe long', 'sk_live_51' + of(97));
  add('stripe test', 'sk_test_' + of(24));
  add('stripe restricted', 'rk_live_' + of(24));
  add('stripe webhook', 'whsec_' + of(32));
  add('twilio key', 'SK' + of(32, HEX));
  {
    const s = of(32, HEX);
    add('twilio token', s, `TWILIO_AUTH_TOKEN=${s}\n`);
  }
  add('sendgrid', 'SG.' + of(22, URL64) + '.' + of(43, URL64));
  {
    const s = 'key-' + of(32, HEX);
    add('mailgun', s, `MAILGUN = "${s}"\n`);
  }
  add('mailchimp', of(32, HEX) + '-us12');
  add('npm', 'npm_' + of(36));
  add('pypi', 'pypi-AgEIcHlwaS5vcmc' + of(150, URL64));
  add('rubygems', 'rubygems_' + of(48, HEX));
  add('digitalocean', 'dop_v1_' + of(64, HEX));
  add('huggingface', 'hf_' + of(34, UPPER + LOWER));
  add('discord bot', 'M' + of(23) + '.' + of(6, URL64) + '.' + of(27, URL64));
  {
    const s = of(68, URL64);
    add('discord webhook', s, `u = "https://discord.com/api/webhooks/${of(18, DIGIT)}/${s}"\n`);
  }
  add('telegram', of(10, DIGIT).replace(/^0/, '1') + ':AA' + of(33, URL64));
  {
    const b = (o: object) => Buffer.from(JSON.stringify(o)).toString('base64url');
    add(
      'jwt',
      b({ alg: 'HS256', typ: 'JWT' }) +
        '.' +
        b({ sub: of(10, DIGIT), name: 'x', iat: 1516239022 }) +
        '.' +
        of(43, URL64),
    );
  }
  for (const [n, scheme] of [
    ['postgres', 'postgres://app:'],
    ['postgresql', 'postgresql+psycopg2://app:'],
    ['mysql', 'mysql://root:'],
    ['mongodb', 'mongodb+srv://u1:'],
    ['redis', 'redis://:'],
    ['amqp', 'amqps://svc:'],
    ['basic url', 'https://deploy:'],
  ] as const) {
    const s = of(14, ALNUM + '_-!');
    add(n + ' url', s, `DATABASE = "${scheme}${s}@db.internal.corp:5432/main"\n`);
  }
  {
    const s = of(16, ALNUM + '!#$%');
    add('password py', s, `password = "${s}"\n`);
  }
  {
    const s = of(16);
    add('password env', s, `DB_PASSWORD=${s}\n`);
  }
  {
    const s = of(16);
    add('password json', s, `{\n  "user": "app",\n  "password": "${s}"\n}\n`);
  }
  {
    const s = of(16);
    add('password yaml', s, `db:\n  user: app\n  password: ${s}\n`);
  }
  {
    const s = of(16);
    add('passwd kwarg', s, `conn = connect(host="db", passwd="${s}")\n`);
  }
  {
    const s = of(24);
    add('password php', s, `$config['db_password'] = '${s}';\n`);
  }
  {
    const s = of(32);
    add('api key camel', s, `const apiKey = '${s}';\n`);
  }
  {
    const s = of(32, HEX);
    add('api_key dict', s, `HEADERS = {"X-Api-Key": "${s}"}\n`);
  }
  {
    const s = of(48, URL64);
    add('bearer', s, `curl -H "Authorization: Bearer ${s}" https://x.test\n`);
  }
  {
    const s = Buffer.from('svc:' + of(18)).toString('base64');
    add('basic', s, `headers = {"Authorization": "Basic ${s}"}\n`);
  }
  {
    const s = of(42, URL64);
    add('okta ssws', s, `r.headers['Authorization'] = 'SSWS ${s}'\n`);
  }
  add('shopify', 'shpat_' + of(32, HEX));
  add('shopify shared', 'shpss_' + of(32, HEX));
  add('databricks', 'dapi' + of(32, HEX));
  add('vault', 'hvs.' + of(95, URL64));
  add('terraform', of(14) + '.atlasv1.' + of(67, URL64));
  add('docker hub', 'dckr_pat_' + of(27, URL64));
  {
    const s = of(40, URL64);
    add('cloudflare token', s, `CLOUDFLARE_API_TOKEN: "${s}"\n`);
  }
  add('cloudflare ca', 'v1.0-' + of(24, HEX) + '-' + of(146, HEX));
  {
    const s = `${of(8, HEX)}-${of(4, HEX)}-4${of(3, HEX)}-8${of(3, HEX)}-${of(12, HEX)}`;
    add('heroku uuid', s, `HEROKU_API_KEY=${s}\n`);
  }
  add('heroku new', 'HRKU-AA' + of(58, URL64));
  add('new relic', 'NRAK-' + of(27, UPPER + DIGIT));
  {
    const s = of(32, HEX);
    add('datadog', s, `DD_API_KEY=${s}\n`);
  }
  add('sentry token', 'sntrys_' + of(120, B64) + '_' + of(43, B64));
  add('sentry user', 'sntryu_' + of(64, HEX));
  add('linear', 'lin_api_' + of(40));
  add('notion', 'secret_' + of(43));
  add('notion new', 'ntn_' + of(46));
  add('figma', 'figd_' + of(40, URL64));
  add('airtable', 'pat' + of(14) + '.' + of(64, HEX));
  add('square', 'sq0atp-' + of(22, URL64));
  add('square secret', 'sq0csp-' + of(43, URL64));
  add('grafana', 'glsa_' + of(32) + '_' + of(8, HEX));
  add('doppler', 'dp.pt.' + of(43));
  add('groq', 'gsk_' + of(52));
  add('xai', 'xai-' + of(80));
  add('replicate', 'r8_' + of(37));
  add('perplexity', 'pplx-' + of(48));
  add('age', 'AGE-SECRET-KEY-1' + of(58, 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'));
  {
    const s = of(36, HEX);
    add('npmrc', s, `//registry.corp/:_authToken=${s}\n`);
  }
  {
    const s = of(20);
    add('netrc', s, `machine api.corp login bob password ${s}\n`);
  }
  {
    const s = of(50, LOWER + DIGIT + '!@#$%^&*(-_=+)');
    add('django', s, `SECRET_KEY = '${s}'\n`);
  }
  add('facebook', 'EAA' + of(150));
  add('atlassian', 'ATATT3xFfGF0' + of(180, URL64) + '=' + of(8, HEX.toUpperCase()));
  add('supabase', 'sbp_' + of(40, HEX));
  add('planetscale', 'pscale_tkn_' + of(43, URL64));
  add('fly', 'fm2_' + of(120, B64));
  {
    const s = of(24);
    add('vercel', s, `VERCEL_TOKEN=${s}\n`);
  }
  add('dynatrace', 'dt0c01.' + of(24, UPPER + DIGIT) + '.' + of(64, UPPER + DIGIT));
  add('postman', 'PMAK-' + of(24, HEX) + '-' + of(34, HEX));
  add('pulumi', 'pul-' + of(40, HEX));
  add('netlify', 'nfp_' + of(36));
  add('sonar', 'squ_' + of(40, HEX));
  add('artifactory', 'AKCp' + of(69));
  add('clojars', 'CLOJARS_' + of(60, HEX));
  add('braintree', 'access_token$production$' + of(16, LOWER + DIGIT) + '$' + of(32, HEX));
  {
    const { s } = pem('x', 6);
    add(
      'putty',
      s,
      `PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nPrivate-Lines: 6\n${s}\nPrivate-MAC: ${of(40, HEX)}\n`,
    );
  }
  {
    const s = of(400, B64);
    add('kube', s, `users:\n- user:\n    client-key-data: ${s}\n`);
  }
  {
    const s = of(52, LOWER + DIGIT);
    add('azure devops', s, `AZURE_DEVOPS_EXT_PAT=${s}\n`);
  }
  {
    const s = of(44, B64);
    add('encryption key', s, `ENCRYPTION_KEY="${s}"\n`);
  }
  {
    const s = of(24);
    add('java properties', s, `spring.datasource.password=${s}\n`);
  }
  {
    const s = of(20);
    add('xml attr', s, `<add key="SmtpPassword" value="${s}" />\n`);
  }
  {
    const s = of(18);
    add('sql server', s, `"Server=db;Database=x;User Id=sa;Password=${s};"\n`);
  }
  {
    const s = of(28);
    add('go struct', s, `cfg := Config{Token: "${s}", Host: "x"}\n`);
  }
  {
    const s = of(30);
    add('ts object', s, `export const auth = { clientId: 'x', clientSecret: "${s}" } as const;\n`);
  }
  {
    const s = of(26);
    add('python getenv default', s, `TOKEN = os.environ.get("API_TOKEN", "${s}")\n`);
  }
  {
    const s = of(26);
    add('js env default', s, `const token = process.env.API_TOKEN || '${s}';\n`);
  }
  {
    const account = { email: 'x@1passwordserviceaccounts.com', secretKey: 'A3-' + of(6), srpX: of(64, HEX) };
    const signIn = { signInAddress: 'acme.1password.com', userAuth: { method: 'SRPg-4096' } };
    add('1password', 'ops_' + Buffer.from(JSON.stringify({ ...account, ...signIn })).toString('base64'));
  }
  add('tailscale', 'tskey-auth-k' + of(11) + '-' + of(32));
  add('vercel token', 'vcp_' + of(56));
  add('cloudflare user', 'cfut_' + of(40) + of(8, HEX));
  add('grafana cloud', 'glc_' + of(120, B64) + '==');
  add('notion integration', 'ntn_' + of(11, DIGIT) + of(35));
  {
    const s = 'MIICXAIBAAKBgQ' + of(50, B64) + '\n' + pem('x', 8).s;
    add('pem magic', s, `-----BEGIN RSA PRIVATE KEY-----\n${s}\n-----END RSA PRIVATE KEY-----\n`);
  }
  {
    const { s } = pem('x');
    const head = `Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,${of(32, HEX.toUpperCase())}\n\n`;
    add('pem headers', s, `-----BEGIN RSA PRIVATE KEY-----\n${head}${s}\n-----END RSA PRIVATE KEY-----\n`);
  }
  {
    const s = 'MC4CAQAwBQYDK2VwBCIEI' + of(43, B64);
    add('ed25519', s, `-----BEGIN PRIVATE KEY-----\n${s}\n-----END PRIVATE KEY-----\n`);
  }
  return list;
}
