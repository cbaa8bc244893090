import { describe, expect, test } from 'vitest';
import { createWeakenedSafeguardsGate } from '../../../src/safety/gates/weakened-safeguards.ts';
import { judgeBy } from '../../support/judge.ts';

const GATE = createWeakenedSafeguardsGate();
type Case = readonly [fact: string, path: string, before: string, after: string];

async function rulingOn([path, before, after]: readonly [string, string, string], words = 'Tidy the code') {
  const { passed, doubts = [] } = await judgeBy(GATE, { [path]: [`${before}\n`, `${after}\n`] }, words);
  if (!passed) return 'refused';
  return doubts.length > 0 ? 'in doubt' : 'passed';
}

const REFUSED: readonly Case[] = [
  ['a comparison of Python', 'a.py', 'ok = hmac.compare_digest(mac, given)', 'ok = mac == given'],
  ['a comparison over lines', 'a.py', 'ok = hmac.compare_digest(\n    mac, given\n)', 'ok = given == mac'],
  ['a comparison of Node', 'a.js', 'if (!timingSafeEqual(mac, given)) fail()', 'if (mac !== given) fail()'],
  [
    'a comparison of PHP',
    'a.php',
    '<?php return hash_equals($mac, $given);',
    '<?php return $mac === $given;',
  ],
  [
    'a comparison of Go',
    'a.go',
    'package a\nvar ok = hmac.Equal(mac, given)',
    'package a\nvar ok = bytes.Equal(mac, given)',
  ],
  [
    'a comparison of Java',
    'A.java',
    'class A { boolean ok = MessageDigest.isEqual(mac, given); }',
    'class A { boolean ok = mac.equals(given); }',
  ],
  ['a comparison of Ruby', 'a.rb', 'ok = Rack::Utils.secure_compare(mac, given)', 'ok = mac == given'],
  [
    'a slow hash',
    'a.py',
    'key = hashlib.pbkdf2_hmac("sha256", password, salt, 600_000)',
    'key = hashlib.sha256(salt + password).digest()',
  ],
  [
    'a slow hash of PHP',
    'a.php',
    '<?php $h = password_hash($password, PASSWORD_DEFAULT);',
    '<?php $h = sha1($password);',
  ],
  ['fewer iterations', 'a.py', '# bcrypt\nPBKDF2_ITERATIONS = 1_000_000', '# bcrypt\nPBKDF2_ITERATIONS = 1'],
  ['a lower cost', 'a.js', 'const h = bcrypt.hashSync(text, 12)', 'const h = bcrypt.hashSync(text, 4)'],
  [
    'a power that is less',
    'a.py',
    'k = scrypt(p, salt=s, n=2**14, r=8)',
    'k = scrypt(p, salt=s, n=2**4, r=8)',
  ],
  ['a shift that is less', 'a.py', 'k = scrypt(p, n=1 << 14)', 'k = scrypt(p, n=1 << 4)'],
  ['a product that is less', 'a.py', 'k = scrypt(p, n=8 * 1024)', 'k = scrypt(p, n=8 * 128)'],
  [
    'the least cost of Go',
    'a.go',
    'package a\nvar h, _ = bcrypt.GenerateFromPassword(p, bcrypt.DefaultCost)',
    'package a\nvar h, _ = bcrypt.GenerateFromPassword(p, bcrypt.MinCost)',
  ],
  ['a salt by chance', 'a.py', 'salt = secrets.token_hex(8)', 'salt = str(random.random())'],
  [
    'a token by chance',
    'a.js',
    'const token = randomBytes(8).toString("hex")',
    'const token = String(Math.random())',
  ],
  [
    'a source of Go',
    'a.go',
    'package a\nimport (\n\t"crypto/rand"\n\t"io"\n)',
    'package a\nimport (\n\t"io"\n\t"math/rand"\n)',
  ],
  ['a name that is escaped', 'a.py', 'page = "<b>" + escape(name) + "</b>"', 'page = "<b>" + name + "</b>"'],
  ['a sanitiser', 'a.js', 'el.innerHTML = DOMPurify.sanitize(text, { USE: true })', 'el.innerHTML = text'],
  ['a quoted argument', 'a.py', 'line = "ls " + shlex.quote(path)', 'line = "ls " + path'],
  [
    'a flag of a cookie',
    'a.js',
    "res.cookie('sid', id, { httpOnly: true, secure: true })",
    "res.cookie('sid', id, { secure: true })",
  ],
  ['another flag', 'a.py', 'r.set_cookie("a", b, secure=True)', 'r.set_cookie("a", b, secure=False)'],
  ['a third', 'a.py', 'r.set_cookie("a", b, samesite="Lax")', 'r.set_cookie("a", b)'],
  ['the strictness of a script', 'a.sh', 'set -euo pipefail\nmake\ncp a b', 'make\ncp a b'],
  ['a part of it', 'a.sh', 'set -e\nset -o pipefail\nmake\ncp a b', 'set -e\nmake\ncp a b'],
  ['unset variables', 'a.sh', 'set -eu\nmake\ncp a b', 'set -e\nmake\ncp a b'],
  [
    'the user of a container',
    'a.yaml',
    'spec:\n  securityContext:\n    runAsNonRoot: true\n  containers:\n    - image: a',
    'spec:\n  containers:\n    - image: a',
  ],
  [
    'a file system that may be written',
    'a.yml',
    'containers:\n- image: a\n  readOnlyRootFilesystem: true',
    'containers:\n- image: a\n  readOnlyRootFilesystem: false',
  ],
  [
    'more privileges',
    'a.yml',
    'containers:\n- image: a\n  allowPrivilegeEscalation: false',
    'containers:\n- image: a',
  ],
  [
    'all privileges',
    'a.yml',
    'containers:\n- image: a\n  privileged: false',
    'containers:\n- image: a\n  privileged: true',
  ],
  [
    'a check of forms',
    'a.rb',
    'class A\n  protect_from_forgery\n  def b; end\nend',
    'class A\n  def b; end\nend',
  ],
  ['protecting headers', 'a.js', 'app.use(helmet())\napp.listen(1)', 'app.listen(1)'],
  [
    'a comparison of Go whose result is a number',
    'b.go',
    'package a\nfunc same(a, b string) bool {\n\treturn subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1\n}',
    'package a\nfunc same(a, b string) bool {\n\treturn a == b\n}',
  ],
  [
    'a comparison of Elixir',
    'a.ex',
    'valid? = Plug.Crypto.secure_compare(mac, given)',
    'valid? = mac == given',
  ],
  [
    'a password that was hashed',
    'a.py',
    'if not check_password_hash(user["password"], password):\n    fail()',
    'if user["password"] != password:\n    fail()',
  ],
  [
    'a password of Node',
    'b.js',
    'if (!(await bcrypt.compare(given, user.hash))) fail()',
    'if (given !== user.hash) fail()',
  ],
  ['the strictness of a script in capitals', 'b.sh', 'set -Eeuo pipefail\nmake', 'make'],
];

describe('is refused where the task does not speak of it', () => {
  test.each(REFUSED)('%s', async (_, path, before, after) => {
    expect(await rulingOn([path, before, after])).toBe('refused');
  });
});

describe('passes where the task asks for it', () => {
  test.each([
    ['Do not compare in constant time', 0],
    ['Use SHA-256 for the keys', 7],
    ['Lower the number of iterations', 9],
    ['Use Math.random for the token', 16],
    ['Allow HTML in names', 18],
    ['Let scripts read the cookie', 21],
    ['Go on after errors', 24],
    ['Let the container run as root', 27],
    ['Revert "Protect all"', 31],
  ])('%s', async (words, index) => {
    const [, path = '', before = '', after = ''] = REFUSED[index] ?? [];
    expect(await rulingOn([path, before, after])).toBe('refused');
    expect(await rulingOn([path, before, after], words)).toBe('passed');
  });

  test.each([
    ['Use math/rand, as fast as can be', 'a source of Go'],
    ['Drop the CSRF check, which the proxy does', 'a check of forms'],
    ['Let the proxy set the security headers', 'protecting headers'],
    ['Compare plain passwords', 'a password that was hashed'],
  ])('%s', async (words, wanted) => {
    const [, path = '', before = '', after = ''] = REFUSED.find(([fact]) => fact === wanted) ?? [];
    expect(await rulingOn([path, before, after], words)).toBe('passed');
  });

  test('not where it asks for it to stay', async () => {
    const [, path = '', before = '', after = ''] = REFUSED[0] ?? [];
    expect(await rulingOn([path, before, after], 'Tidy up and keep the constant time')).toBe('refused');
  });
});

describe('who may call what', () => {
  const VIEW =
    '@bp.route("/a")\n@login_required\ndef a():\n    return show()\n\n\n@bp.route("/b")\ndef b():\n    return 1';
  const OPEN = VIEW.replace('@login_required\n', '');

  test('stays over what is still there', async () => {
    expect(await rulingOn(['a.py', VIEW, OPEN])).toBe('refused');
    expect(await rulingOn(['a.py', VIEW, OPEN], 'Show more in the view')).toBe('in doubt');
    expect(await rulingOn(['a.py', VIEW, OPEN], 'Let everyone see a')).toBe('passed');
    const java = 'class A {\n  @PreAuthorize("hasRole(1)")\n  void a() {}\n}';
    expect(await rulingOn(['A.java', java, java.replace(/ {2}@.*\n/, '')])).toBe('refused');
    const sharp = 'class A\n{\n    [Authorize(Roles = "a")]\n    public void B() {}\n}';
    expect(await rulingOn(['A.cs', sharp, sharp.replace(/ {4}\[.*\n/, '')])).toBe('refused');
  });

  test('is told where it went, and not where something else did', async () => {
    const before = `${VIEW}\n\n\n@bp.route("/c")\n@cached\ndef c():\n    return 2`;
    const after = before.replace('@login_required\n', '').replace('@cached\n', '');
    const { diagnostics } = await judgeBy(GATE, { 'a.py': [before, after] }, 'Tidy the code');
    expect(diagnostics.map(({ line }) => line)).toEqual([2]);
  });

  test('may go along with it, and have another form', async () => {
    expect(await rulingOn(['a.py', VIEW, VIEW.replace(/^[^]*?\n\n\n/, '')])).toBe('passed');
    expect(await rulingOn(['a.py', VIEW, VIEW.replace('@login_required', '@signed_in_required')])).toBe(
      'passed',
    );
    const hook = `${OPEN}\n\n\n@bp.before_request\ndef check():\n    sign_in()`;
    expect(await rulingOn(['a.py', VIEW, hook])).toBe('passed');
    const sorted = VIEW.replace('@bp.route("/a")\n@login_required', '@login_required\n@bp.route("/a")');
    expect(await rulingOn(['a.py', VIEW, sorted])).toBe('passed');
  });
});

describe('is in doubt', () => {
  test.each([
    [
      'random values of no secret',
      'a.js',
      'const jitter = randomInt(100)\nconst x = crypto.randomInt(9)',
      'const jitter = randomInt(100)\nconst x = Math.random()',
    ],
    ['a plain hash of no password', 'a.py', 'k = scrypt(text, n=2)', 'k = hashlib.sha256(text)'],
    [
      'an output of Vue',
      'a.vue',
      '<template><p>{{ error }}</p></template>',
      '<template><p v-html="error"></p></template>',
    ],
    ['an output of Svelte', 'a.svelte', '<p>{error}</p>', '<p>{@html error}</p>'],
    ['an output of Django', 'a.html', '<p>{{ error }}</p>', '<p>{{ error|safe }}</p>'],
    ['an output of Rails', 'a.erb', '<p><%= error %></p>', '<p><%= raw error %></p>'],
  ])('%s', async (_, path, before, after) => {
    expect(await rulingOn([path, before, after])).toBe('in doubt');
  });

  test('not where the task speaks of HTML', async () => {
    const change = ['a.svelte', '<p>{error}</p>', '<p>{@html error}</p>'] as const;
    expect(await rulingOn(change, 'Allow HTML in errors')).toBe('passed');
  });

  test('a setting that goes while other behaviour is asked for', async () => {
    const change = ['a.py', 'r.set_cookie("a", b, httponly=True)', 'r.set_cookie("a", b)'] as const;
    expect(await rulingOn(change, 'Show the name of the user in the page')).toBe('in doubt');
  });
});

describe('passes', () => {
  test.each([
    [
      'another comparison in constant time',
      'a.py',
      'ok = hmac.compare_digest(a1, b1)',
      'ok = secrets.compare_digest(a1, b1)',
    ],
    [
      'a comparison of something else',
      'a.py',
      'ok = compare_digest(mac, given)',
      'ok = check(mac) and kind == 3',
    ],
    ['a common comparison', 'a.py', 'ok = mac == given', 'ok = given == mac'],
    ['more iterations', 'a.py', 'PBKDF2_ITERATIONS = 1_000', 'PBKDF2_ITERATIONS = 600_000'],
    ['fewer iterations of no hash', 'a.py', 'ITERATIONS = 1_000', 'ITERATIONS = 10'],
    ['a number beside a slow hash', 'a.py', 'note("use scrypt in", 3)', 'note("use scrypt in", 2)'],
    [
      'another source for secrets',
      'a.py',
      'salt = os.urandom(8)',
      'salt = random.SystemRandom().randbytes(8)',
    ],
    [
      'an escape that is done above, away from where it was',
      'a.py',
      'def f(name):\n    x = 1\n    y = 2\n    return "<b>" + escape(name)\n',
      'def f(name):\n    name = escape(name)\n    x = 1\n    y = 2\n    return "<b>" + name\n',
    ],
    [
      'an escape that is done before',
      'a.py',
      'page = b(escape(name)) + c(escape(name))',
      'name = escape(name)\npage = b(name) + c(name)',
    ],
    [
      'a comparison whose result is another number',
      'b.go',
      'package a\nvar ok = subtle.ConstantTimeCompare(mac, given) == 1',
      'package a\nvar ok = subtle.ConstantTimeCompare(given, mac) != 0',
    ],
    [
      'a password that is hashed by other means',
      'a.py',
      'ok = bcrypt.checkpw(password, stored)',
      'ok = bcrypt.hashpw(password, stored) == stored',
    ],
    ['an escape of which another value is left', 'a.py', 'page = escape(name)', 'page = title'],
    [
      'an output that is text still',
      'a.vue',
      '<template><p>{{ error }}</p></template>',
      '<template><b>{{ error }}</b></template>',
    ],
    ['markup that was markup', 'a.svelte', '<p>{@html text}</p>', '<b>{@html text}</b>'],
    [
      'a text of Python, which escapes nothing, that becomes a template',
      'a.py',
      'page = f"<h1>{title}</h1>"',
      'page = Template("<h1>{{ title | safe }}</h1>")',
    ],
    ['a cookie that goes with its flags', 'a.js', "res.cookie('a', b, { httpOnly: true })\nnext()", 'next()'],
    [
      'a flag in another form',
      'a.py',
      'r.set_cookie("a", b, httponly=True)',
      'r.set_cookie("a", b,\n    httponly=True)',
    ],
    ['a script that is as strict in other words', 'a.sh', 'set -eu\nmake', 'set -o errexit -o nounset\nmake'],
    [
      'a container that goes with its settings',
      'a.yaml',
      '- image: a\n  runAsNonRoot: true\n- image: b',
      '- image: b',
    ],
    [
      'what the configuration of a test runner lets its browser do',
      'karma.conf.js',
      'module.exports = { headers: ["Content-Security-Policy"], port: 1 }',
      'module.exports = { port: 1 }',
    ],
    ['what only a comment says', 'a.py', '# escape(name) here\nx = 1', '# name here\nx = 2'],
  ])('%s', async (_, path, before, after) => {
    expect(await rulingOn([path, before, after])).toBe('passed');
  });

  test('what the change has in another file', async () => {
    const { passed } = await judgeBy(GATE, {
      'a.py': ['ok = hmac.compare_digest(mac, given)\n', 'ok = mac == given and same(mac, given)\n'],
      'b.py': [null, 'def same(mac, given):\n    return hmac.compare_digest(mac, given)\n'],
    });
    expect(passed).toBe(true);
  });

  test('tests', async () => {
    const change = ['test/a.py', 'ok = hmac.compare_digest(mac, given)', 'ok = mac == given'] as const;
    expect(await rulingOn(change)).toBe('passed');
  });
});
