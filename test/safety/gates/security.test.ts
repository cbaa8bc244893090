import { describe, expect, test } from 'vitest';
import { digestOf } from '../../../src/domain/digest.ts';
import { createSecurityGate } from '../../../src/safety/gates/security.ts';
import { judgeBy, objectionsOf } from '../../support/judge.ts';

const GATE = createSecurityGate();

/** The rules that new code breaks. */
async function rulesBrokenBy(path: string, text: string): Promise<readonly string[]> {
  const { diagnostics } = await judgeBy(GATE, { [path]: [null, `${text}\n`] });
  return diagnostics.map(({ message }) => /\((?<rule>[\w-]+)\)$/.exec(message)?.groups?.['rule'] ?? message);
}

describe('new Python is refused that', () => {
  test.each([
    ['runs text', 'eval(text)', 'S307'],
    ['executes text', 'exec(text)', 'S102'],
    ['unpickles', 'import pickle\npickle.loads(data)', 'S301'],
    ['unpickles by another name', 'from pickle import loads as read\nread(data)', 'S301'],
    ['reads marshalled data', 'import marshal\nmarshal.loads(data)', 'S302'],
    ['loads any YAML', 'import yaml\nyaml.load(f)', 'S506'],
    ['puts values into a shell', 'import subprocess\nsubprocess.run(f"ls {x}", shell=True)', 'S602'],
    ['gives text to the system', 'import os\nos.system("ls " + x)', 'S605'],
    ['builds SQL', 'cur.execute("SELECT a FROM t WHERE x = \'%s\'" % v)', 'S608'],
    ['takes any certificate', 'import requests\nrequests.get(u, verify=False, timeout=1)', 'S501'],
    ['makes an unchecked context', 'import ssl\nssl._create_unverified_context()', 'S323'],
    ['speaks an old TLS', 'import ssl\nssl.wrap_socket(s, ssl_version=ssl.PROTOCOL_SSLv3)', 'S502'],
    ['only picks a temporary name', 'import tempfile\ntempfile.mktemp()', 'S306'],
    ['debugs in public', 'from flask import Flask\napp = Flask("x")\napp.run(debug=True)', 'S201'],
    ['unpacks any archive', 'import tarfile\ntarfile.open(x).extractall(p)', 'S202'],
    [
      'unpacks any archive as it is',
      'import tarfile\ntarfile.open(x).extractall(p, filter="fully_trusted")',
      'S202',
    ],
    [
      'trusts any host',
      'import paramiko\nc = paramiko.SSHClient()\nc.set_missing_host_key_policy(paramiko.AutoAddPolicy)',
      'S507',
    ],
    ['escapes nothing', 'import jinja2\njinja2.Environment()', 'S701'],
    ['marks text as safe', 'from django.utils.safestring import mark_safe\nmark_safe(x)', 'S308'],
    ['makes markup of values', 'from markupsafe import Markup\nMarkup(f"<b>{x}</b>")', 'S704'],
    ['makes short keys', 'from Crypto.PublicKey import RSA\nRSA.generate(1024)', 'S505'],
    ['listens for configuration', 'import logging.config\nlogging.config.listen(9999)', 'S612'],
    ['gives `eval` another name', 'run = eval\nrun(text)', 'code-from-text'],
    ['asks for it by its name', 'getattr(__builtins__, "exec")(text)', 'code-from-text'],
    ['hands it on', 'list(map(eval, texts))', 'code-from-text'],
    [
      'hands a shell its command',
      'import subprocess\nsubprocess.run(["sh", "-c", f"ls {x}"])',
      'shell-command',
    ],
    ['asks for the system in passing', '__import__("os").system("ls " + x)', 'shell-command'],
    [
      'lets SQL grow',
      'def f(c, x):\n    q = "DELETE FROM t WHERE a = "\n    q += x\n    c.execute(q)',
      'sql-from-text',
    ],
    ['joins SQL', 'c.execute(" ".join(["DELETE FROM t WHERE a =", x]))', 'sql-from-text'],
    ['takes any certificate of a session', 's.verify = False', 'unchecked-certificate'],
    ['asks no host for its name', 'context.check_hostname = False', 'unchecked-certificate'],
    ['asks for no certificate', 'context.verify_mode = ssl.CERT_NONE', 'unchecked-certificate'],
    [
      'takes any certificate everywhere',
      'import ssl\nssl._create_default_https_context = ssl._create_unverified_context',
      'unchecked-certificate',
    ],
    ['takes any certificate by a client of its own', 'client.get(u, verify=False)', 'unchecked-certificate'],
    ['takes any by default', 'def get(url, verify=False): ...', 'unchecked-certificate'],
    [
      'takes any by a typed default',
      'def send(\n    self,\n    verify: bool = False,\n    cert: str | None = None,\n): ...',
      'unchecked-certificate',
    ],
    ['takes any by a setting', 'OPTIONS = {"verify_ssl": False}', 'unchecked-certificate'],
    ['takes any by an entry', 'o = {"url": u, "verify": False}', 'unchecked-certificate'],
    ['takes any by a field', 'class A:\n    ssl_verify: bool = False', 'unchecked-certificate'],
    ['takes any by an argument', 'connect(u, validate_certs=False)', 'unchecked-certificate'],
    ['loads any object', 'import yaml\nyaml.unsafe_load(f)', 'unsafe-yaml'],
    ['takes `eval` out of the builtins', 'run = __builtins__["eval"]', 'code-from-text'],
    ['is told to be let pass', 'eval(text)  # noqa: S307', 'S307'],
  ])('%s', async (_, text, rule) => {
    expect(await rulesBrokenBy('src/a.py', text)).toEqual([rule]);
  });
});

describe('new JavaScript is refused that', () => {
  test.each([
    ['runs text', 'eval(text)', 'code-from-text'],
    ['gives `eval` another name', 'const run = eval\nrun(text)', 'code-from-text'],
    ['hides `eval`', '(0, eval)(text)', 'code-from-text'],
    ['takes it from the global object', 'const { eval: run } = globalThis\nrun(text)', 'code-from-text'],
    ...['window', 'global', 'self'].map((name) => [
      `takes it from ${name}`,
      `${name}.eval(text)`,
      'code-from-text',
    ]),
    ['calls it from afar', 'eval.call(null, text)', 'code-from-text'],
    ['finds `Function` by another way', '(() => {}).constructor(text)()', 'code-from-text'],
    ['constructs it', 'Reflect.construct(Function, [text])', 'code-from-text'],
    ['runs text in a machine', 'import vm from "node:vm"\nvm.runInNewContext(text)', 'code-from-text'],
    ['makes a script of it', 'const { Script } = require("vm")\nnew Script(text)', 'code-from-text'],
    ['makes a function of text', 'new Function("a", body)', 'code-from-text'],
    ['runs text later', 'setTimeout(`go(${x})`, 1)', 'code-from-text'],
    ['puts values into a shell', 'import { exec } from "child_process"\nexec(`ls ${x}`)', 'shell-command'],
    [
      'does so under other names',
      'const cp = require("node:child_process")\nconst line = "ls " + x\ncp.execSync(line)',
      'shell-command',
    ],
    [
      'does so with promises',
      'import { exec as run } from "child_process"\nconst go = util.promisify(run)\nawait go("ls " + x)',
      'shell-command',
    ],
    [
      'spawns a shell',
      'import * as cp from "child_process"\ncp.spawn(`ls ${x}`, [], { shell: true })',
      'shell-command',
    ],
    [
      'does so by a function of it',
      'import cp from "child_process"\nconst run = cp.execSync.bind(cp)\nrun("ls " + x)',
      'shell-command',
    ],
    [
      'takes it out of the module',
      'import cp from "child_process"\nconst { exec: run } = cp\nrun("ls " + x)',
      'shell-command',
    ],
    [
      'loads it when it is needed',
      'const { exec } = await import("node:child_process")\nexec("ls " + x)',
      'shell-command',
    ],
    [
      'lets a command grow',
      'import { exec } from "child_process"\nlet line = "ls "\nline += x\nexec(line)',
      'shell-command',
    ],
    ['joins a command', 'import { exec } from "child_process"\nexec(["ls", x].join(" "))', 'shell-command'],
    [
      'hands a shell its command',
      'import { spawn } from "child_process"\nspawn("sh", ["-c", `ls ${x}`])',
      'shell-command',
    ],
    ...['spawnSync', 'execFile', 'execFileSync'].map((name) => [
      `hands it over by ${name}`,
      `import { ${name} } from "child_process"\n${name}("bash", ["-c", \`ls \${x}\`])`,
      'shell-command',
    ]),
    ...['innerHTML', 'outerHTML', 'srcdoc'].map((name) => [
      `assigns ${name}`,
      `Object.assign(el, { ${name}: text })`,
      'raw-html',
    ]),
    ['parses HTML into the page', 'document.createRange().createContextualFragment(text)', 'raw-html'],
    ['writes values as HTML', 'el.innerHTML = `<b>${name}</b>`', 'raw-html'],
    ['writes them into the document', 'document.write("<b>" + name)', 'raw-html'],
    ['inserts them', 'el.insertAdjacentHTML("beforeend", `<b>${name}</b>`)', 'raw-html'],
    ['hands them to React', 'const a = <p dangerouslySetInnerHTML={{ __html: text }} />', 'raw-html'],
    ['takes any certificate', 'new https.Agent({ rejectUnauthorized: false })', 'unchecked-certificate'],
    ['takes it by a constant', 'const on = false\nf({ rejectUnauthorized: on })', 'unchecked-certificate'],
    ['takes it by default', 'function f(url, rejectUnauthorized = false) {}', 'unchecked-certificate'],
    ['takes it unless told', 'const { sslVerify = false } = options', 'unchecked-certificate'],
    ['takes it by a field', 'class A { strictSSL = false }', 'unchecked-certificate'],
    ['takes it by a setting', 'connect({ validateCertificate: false })', 'unchecked-certificate'],
    ['takes any host', 'tls.connect({ checkServerIdentity: () => undefined })', 'unchecked-certificate'],
    ['does so everywhere', 'process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"', 'unchecked-certificate'],
    ['speaks an old TLS', 'tls.connect({ minVersion: "TLSv1" })', 'weak-protocol'],
    ['builds SQL', "await db.query(`SELECT a FROM t WHERE x = '${x}'`)", 'sql-from-text'],
    ['builds it by adding', 'db.query("SELECT a FROM t WHERE x = " + req.body.x)', 'sql-from-text'],
    ['lets it grow', 'let q = "SELECT a FROM t WHERE x = "\nq += x\ndb.query(q)', 'sql-from-text'],
    ['joins it', 'db.query(["SELECT a FROM t WHERE x =", x].join(" "))', 'sql-from-text'],
    ['hands it over in an object', 'db.query({ text: `SELECT a FROM t WHERE x = ${x}` })', 'sql-from-text'],
    ['uses a broken cipher', 'crypto.createCipheriv("aes-128-ecb", key, null)', 'weak-cipher'],
    ['hashes passwords fast', 'createHash("md5").update(user.password)', 'weak-password-hash'],
  ])('%s', async (_, text, rule) => {
    expect(await rulesBrokenBy('src/a.jsx', text)).toEqual([rule]);
  });
});

test.each([
  ['a.py', 'eval("1 + 1")'],
  ['a.py', 'import subprocess\nsubprocess.run("ls", shell=True)'],
  ['a.py', 'import subprocess\nsubprocess.run(["ls", x])'],
  ['a.py', 'import tarfile\ntarfile.open(x).extractall(p, filter="data")'],
  ['a.py', 'import tarfile\ntarfile.open(x).extractall(join(p, q), filter=checked)'],
  ['a.py', 'import ast\nast.literal_eval(x)'],
  ['a.py', 'run = table["eval"]\nlength = builtins["len"]'],
  ['a.py', 'import hashlib, random\nhashlib.md5(x)\nassert random.random()'],
  ['a.js', 'pattern.exec(`a ${x}`); db.exec(line)'],
  ['a.js', 'import { execFile } from "child_process"\nexecFile("ls", [x])'],
  ['a.js', 'import { exec } from "child_process"\nconst flag = "-l"\nexec(`ls ${flag}`)\nexec("ls")'],
  ['a.js', 'import { exec } from "./run.js"\nexec(`ls ${x}`)'],
  ['a.js', 'import { spawn } from "child_process"\nspawn("sh", ["-c", "ls"])\nspawn("bash", files)'],
  ['a.js', 'import { spawn } from "child_process"\nspawn(`${x}/tool`, [y], { cwd: x, shell: false })'],
  ['a.js', 'import { spawn } from "child_process"\nspawn("ls")\npattern.exec(`ls ${x}`)'],
  ['a.js', 'Reflect.construct(Model, [text])\nReflect.apply(go, null, [text])\n// eval'],
  ['a.js', 'el.innerHTML = ""\nel.innerHTML = DOMPurify.sanitize(text)\nel.textContent = text'],
  ['a.js', 'el.innerHTML = HTML\nconst HTML = "<b>fixed</b>"'],
  ['a.js', 'db.query("SELECT a FROM t WHERE x = $1", [x])\ndb.query(sql`SELECT a FROM t WHERE x = ${x}`)'],
  ['a.js', 'db.query(`SELECT a FROM ${table} ORDER BY ${column}`)'],
  ['a.js', 'const query = `SELECT a FROM t WHERE x = ${x}`\nfunction run(query) { return db.query(query) }'],
  ['a.js', 'setTimeout(() => go(x), 1); createHash("md5").update(file)'],
  ['a.ts', 'const agent = new https.Agent({ rejectUnauthorized: true, minVersion: "TLSv1.2" } as Options)'],
  ['a.py', 'COLUMNS = "a, b"\nc.execute(f"SELECT {COLUMNS} FROM t WHERE x = ?", (x,))'],
  ['a.py', 'TABLE = "t"\nc.execute("SELECT a FROM " + TABLE + " WHERE x = ?", (x,))'],
  ['a.py', 'def f(c, x):\n    q = "SELECT a FROM t WHERE b = ?"\n    q += " AND x = ?"\n    c.execute(q, x)'],
  ['a.py', 'def f(c, order):\n    q = "SELECT a FROM t ORDER BY "\n    q += order\n    c.execute(q)'],
  ['a.py', 'def f(c, limit):\n    q = "SELECT a FROM t WHERE b ="\n    q += limit\n    c.execute(q)'],
  ['a.js', 'db.query("SELECT a FROM t WHERE b = " + placeholder)'],
  ['a.py', 'model.eval()\nrun = model.eval\ndef exec(x): return x\nuse = exec'],
  ['a.py', 'client.get(u, verify="ca.pem")\ns.verify = True'],
  ['a.py', 'subprocess.run(["sh", "-c", "ls"])\nsubprocess.run(["sh", "-c", line])'],
  ['a.py', 'def sign(text, verify=False): ...\ndef get(url, verify=True, check=False): ...'],
  ['a.py', 'o = {"verify": False, "sum": total}\nrun(check=False, validate=False, ssl=False)'],
  ['a.py', 'verified = False\nssl_error = False\nclass A:\n    checks: bool = False'],
  ['a.js', 'function f(verify = false, check = false, { valid = false }) {}\nconst o = { validate: false }'],
  ['a.js', 'let q = "SELECT a FROM t WHERE x = ?"\nq += " AND y = ?"\ndb.query(q, [x, y])'],
  ['a.js', 'let q = "SELECT a FROM t WHERE x = "\nq = other\ndb.query(q)\nq += x'],
  ['a.js', 'import vm from "node:vm"\nvm.runInNewContext("1 + 1")\nvm.createContext(text)'],
  ['a.js', 'class A { copy(x) { return new this.constructor(x) } }'],
  [
    'a.js',
    'tls.connect({ checkServerIdentity: (host) => check(host) })\nconst on = true\nf({ rejectUnauthorized: on })',
  ],
  ['a.js', 'Object.assign(el, { innerHTML: "" }, { textContent: text })'],
  ['a.js', 'function f(eval2) { const run = evaluate; run(text); (0, go)(text) }'],
  ['tests/test_a.py', 'eval(text)'],
  ['src/a.test.ts', 'eval(text)'],
])('in %s %j is no finding', async (path, text) => {
  expect(await rulesBrokenBy(path, text)).toEqual([]);
});

describe('code inside of other files is judged, in its place', () => {
  const cell = (source: readonly string[]): object => ({
    cell_type: 'code',
    metadata: {},
    outputs: [],
    source,
  });

  test.each([
    ['A.vue', '<template/>\n<script>\nexport default { f: (x) => eval(x) };\n</script>\n', 'A.vue:3'],
    ['A.svelte', '<script>\n  export let text;\n  eval(text);\n</script>\n', 'A.svelte:3'],
    ['A.astro', '---\nconst a = eval(Astro.url);\n---\n<p>{a}</p>\n', 'A.astro:2'],
    [
      'a.ipynb',
      JSON.stringify({ cells: [cell(['%ls\n']), cell(['x = 1\n', 'eval(x)'])] }, null, 1),
      'a.ipynb:17',
    ],
  ])('%s', async (path, text, place) => {
    expect(await objectionsOf(GATE, { [path]: [null, text] })).toEqual([place]);
    expect(await objectionsOf(GATE, { [path]: [null, text.replace('eval(', 'even(')] })).toEqual([]);
  });
});

describe('what was there before', () => {
  const unsafe = 'def f(x):\n    return eval(x)\n';

  test('is no finding where it moves, even to another file and deeper', async () => {
    expect(await objectionsOf(GATE, { 'a.py': [unsafe, `y = 1\n\n\n${unsafe}`] })).toEqual([]);
    const deeper = 'class A:\n    def f(self, x):\n        return eval(x)\n';
    expect(await objectionsOf(GATE, { 'a.py': [unsafe, 'x = 1\n'], 'b.py': [null, deeper] })).toEqual([]);
  });

  test('is no finding where its line is edited', async () => {
    expect(await objectionsOf(GATE, { 'a.py': [unsafe, unsafe.replaceAll('x', 'text')] })).toEqual([]);
  });

  test('does not cover a second one', async () => {
    expect(await objectionsOf(GATE, { 'a.py': [unsafe, `${unsafe}\n\ndef g(y):\n    eval(y)\n`] })).toEqual([
      'a.py:6',
    ]);
    expect(await objectionsOf(GATE, { 'a.py': [unsafe, unsafe], 'b.py': ['', unsafe] })).toEqual(['b.py:2']);
  });
});

test.each([
  ['a.py', 'ruff'],
  ['a.pyw', 'ruff'],
  ['a.mjs', 'oxc'],
])('a finding in %s names what found it', async (path, source) => {
  expect((await judgeBy(GATE, { [path]: [null, 'eval(text)\n'] })).diagnostics).toMatchObject([{ source }]);
});

test('a finding tells the place, the way out and the bytes it judged', async () => {
  const after = 'el.innerHTML = text\n';
  const message =
    'Values that are not made safe become HTML. Set `textContent`, build elements, or sanitise the value first. (raw-html)';
  expect(await judgeBy(GATE, { 'a.js': ['', after] })).toEqual({
    passed: false,
    summary: `a.js:1 ${message}`,
    diagnostics: [
      {
        path: 'a.js',
        line: 1,
        column: 1,
        kind: 'security',
        message,
        source: 'oxc',
        context: '> 1 | el.innerHTML = text\n    | ^\n  2 | ',
      },
    ],
    judged: [{ path: 'a.js', digest: digestOf(Buffer.from(after)), verifiedBy: [] }],
  });
});

test('what a bundler wrote on one line is not judged', async () => {
  const line = (times: number): string => `el.innerHTML = name;${'f(1);'.repeat(times)}`;
  expect(await rulesBrokenBy('static/main.js', line(2_000))).toEqual([]);
  expect(await rulesBrokenBy('static/main.js', line(2))).toEqual(['raw-html']);
});
