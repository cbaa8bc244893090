import { describe, expect, test } from 'vitest';
import { createSecurityGate } from '../../../src/safety/gates/security.ts';
import { judgeBy } from '../../support/judge.ts';

const GATE = createSecurityGate();

/** The rules that new code breaks. */
async function rulesBrokenBy(path: string, text: string): Promise<readonly string[]> {
  const { diagnostics } = await judgeBy(GATE, { [path]: [null, `${text}\n`] });
  return diagnostics.map(({ message }) => /\((?<rule>[\w-]+)\)$/.exec(message)?.groups?.['rule'] ?? message);
}

const go = (line: string): string => `package a\n\nfunc f(owner string) {\n\t${line}\n}`;
const php = (line: string): string => `<?php\nfunction f($owner) {\n  ${line}\n}`;
const java = (line: string): string => `class A {\n  void f(String owner) {\n    ${line}\n  }\n}`;

describe('new Go is refused that', () => {
  test.each([
    ['hands a shell its command', 'exec.Command("sh", "-c", "ls "+owner)', 'shell-command'],
    [
      'does so within a time',
      'exec.CommandContext(ctx, "/bin/bash", "-c", fmt.Sprintf("ls %s", owner))',
      'shell-command',
    ],
    ['builds SQL', 'db.Query("SELECT a FROM b WHERE c = \'" + owner + "\'")', 'sql-from-text'],
    [
      'formats SQL',
      'q := fmt.Sprintf("DELETE FROM b WHERE c = \'%s\'", owner)\n\tdb.ExecContext(ctx, q)',
      'sql-from-text',
    ],
    ['makes markup of values', 'w(template.HTML("<b>" + owner + "</b>"))', 'raw-html'],
    ['takes any certificate', 'c := &tls.Config{InsecureSkipVerify: true}', 'unchecked-certificate'],
    ['takes any later', 'c.InsecureSkipVerify = true', 'unchecked-certificate'],
  ])('%s', async (_, line, rule) => {
    expect(await rulesBrokenBy('a.go', go(line))).toEqual([rule]);
  });
});

describe('new PHP is refused that', () => {
  test.each([
    ['runs text', 'eval($owner);', 'code-from-text'],
    ['loads what the request names', 'include $_GET["page"];', 'code-from-text'],
    ['loads it once', 'include_once $_GET["page"];', 'code-from-text'],
    ['requires it', 'require $_GET["page"];', 'code-from-text'],
    ['requires it once', 'require_once $_GET["page"];', 'code-from-text'],
    ['builds SQL for a class', '$a = DB::select("SELECT * FROM a WHERE b = \'$owner\'");', 'sql-from-text'],
    ['prints the request', 'print $_GET["a"];', 'raw-html'],
    ['puts values into a shell', 'shell_exec("ls $owner");', 'shell-command'],
    ['does so in backticks', 'return `ls $owner`;', 'shell-command'],
    ['builds SQL', '$db->query("SELECT * FROM a WHERE b = \'$owner\'");', 'sql-from-text'],
    ['adds to SQL', '$q = "DELETE FROM a WHERE b = " . $owner;\n  mysqli_query($db, $q);', 'sql-from-text'],
    ['makes objects of a cookie', 'unserialize($_COOKIE["a"]);', 'unsafe-data'],
    ['shows the request', 'echo $_GET["a"];', 'raw-html'],
    ['takes any certificate', 'curl_setopt($c, CURLOPT_SSL_VERIFYPEER, false);', 'unchecked-certificate'],
    ['takes any by an entry', '$o = [CURLOPT_SSL_VERIFYHOST => 0];', 'unchecked-certificate'],
  ])('%s', async (_, line, rule) => {
    expect(await rulesBrokenBy('a.php', php(line))).toEqual([rule]);
  });
});

test('new PHP is refused that shows the request in a template', async () => {
  expect(await rulesBrokenBy('a.php', '<p><?= $_GET["a"] ?></p>')).toEqual(['raw-html']);
});

describe('new Ruby is refused that', () => {
  test.each([
    ['runs text', 'eval(text)', 'code-from-text'],
    ['runs text of this file', 'eval(text, nil, __FILE__, __LINE__)', 'code-from-text'],
    ['puts values into a shell', 'system("ls #{path}")', 'shell-command'],
    ['does so in backticks', 'out = `ls #{path}`', 'shell-command'],
    ['loads any object', 'data = Marshal.load(body)', 'unsafe-data'],
    ['loads any object of YAML', 'data = YAML.unsafe_load(body)', 'unsafe-data'],
    ['builds SQL', 'db.execute("DELETE FROM a WHERE b = \'#{owner}\'")', 'sql-from-text'],
    ['builds a condition', 'User.where("owner = \'#{owner}\'")', 'sql-from-text'],
    ['makes markup of values', 'page = "<b>#{owner}</b>".html_safe', 'raw-html'],
    ['takes any certificate', 'http.verify_mode = OpenSSL::SSL::VERIFY_NONE', 'unchecked-certificate'],
    ['takes any by an option', 'open(verify_mode: OpenSSL::SSL::VERIFY_NONE)', 'unchecked-certificate'],
  ])('%s', async (_, text, rule) => {
    expect(await rulesBrokenBy('a.rb', text)).toEqual([rule]);
  });
});

describe('new Java is refused that', () => {
  test.each([
    ['puts values into a command', 'Runtime.getRuntime().exec("ls " + owner);', 'shell-command'],
    ['hands a shell its command', 'new ProcessBuilder("sh", "-c", "ls " + owner).start();', 'shell-command'],
    ['builds SQL', 's.executeQuery("SELECT a FROM b WHERE c = \'" + owner + "\'");', 'sql-from-text'],
    [
      'formats SQL',
      'String q = String.format("UPDATE a SET b = \'%s\'", owner); s.execute(q);',
      'sql-from-text',
    ],
    ['reads any object', 'new ObjectInputStream(in).readObject();', 'unsafe-data'],
  ])('%s', async (_, line, rule) => {
    expect(await rulesBrokenBy('A.java', java(line))).toEqual([rule]);
  });
});

describe('passes', () => {
  test.each([
    ['a fixed command', 'a.go', go('exec.Command("sh", "-c", "ls -l")')],
    ['a list of arguments', 'a.go', go('exec.Command("ls", "-l", "/home/"+owner)')],
    ['a number in SQL', 'a.go', go('db.Query(fmt.Sprintf("SELECT a FROM b WHERE c = %d", size))')],
    ['a parameter', 'a.go', go('db.Query("SELECT a FROM b WHERE c = $1", owner)')],
    ['the name of a table', 'a.go', go('db.Query("SELECT a FROM " + owner + " WHERE c = 1")')],
    ['a setting of the user', 'a.go', go('c := &tls.Config{InsecureSkipVerify: opts.Insecure}')],
    ['what was escaped', 'a.go', go('w(template.HTML("<b>" + html.EscapeString(owner) + "</b>"))')],
    ['a constant in SQL', 'A.java', java('s.executeQuery("SELECT a FROM b WHERE c = " + MAX_SIZE);')],
    ['a number in SQL', 'a.php', php('$db->query("SELECT * FROM a LIMIT " . 10);')],
    ['a constant of a class in SQL', 'a.php', php('$db->query("SELECT * FROM a WHERE b = " . Kind::Draft);')],
    ['a number in a command', 'a.php', php('shell_exec("sleep " . 5);')],
    ['a constant of a module in a command', 'a.rb', 'system("#{Tools::Compiler} --version")'],
    ['a query that is prepared', 'a.php', php('$db->prepare("SELECT * FROM a WHERE b = ?");')],
    ['a quoted argument', 'a.php', php('shell_exec("ls " . escapeshellarg($owner));')],
    [
      'quoted arguments',
      'a.php',
      php('$a = array_map("escapeshellarg", $owner);\n  passthru("ls " . implode(" ", $a));'),
    ],
    ['what is shown escaped', 'a.php', php('echo htmlspecialchars($_GET["a"]);')],
    ['a number of the request', 'a.php', php('echo (int) $_GET["a"];')],
    ['data of its own', 'a.php', php('unserialize($owner);')],
    ['arguments apart', 'a.rb', 'system("ls", "-l", "#{path}")'],
    ['a number in a command', 'a.rb', 'system "kill -9 #{pipe.pid}"'],
    ['a version that is read', 'a.gemspec', 's.version = eval File.read("version.rb")'],
    ['fixed code', 'a.rb', 'eval("1 + 1")'],
    [
      'definitions that are written out',
      'a.rb',
      'eval <<-DEF, nil, __FILE__, __LINE__ + 1\n  def #{tag}_tag\n    @last = 1\n  end\nDEF',
    ],
    ['a copy of its own data', 'a.rb', 'copy = Marshal.load(Marshal.dump(body))'],
    ['fixed code', 'a.php', php('eval("return 1;");')],
    ['a fixed command', 'a.rb', 'at = `date`\nsize = `wc -c #{LIST}`'],
    ['fixed data', 'a.rb', 'YAML.unsafe_load("a: 1")'],
    ['a test', 'spec/a_spec.rb', 'data = Marshal.load(body)'],
  ])('%s', async (_, path, text) => {
    expect(await rulesBrokenBy(path, text)).toEqual([]);
  });

  test('what was there before', async () => {
    const { diagnostics } = await judgeBy(GATE, {
      'a.rb': ['data = Marshal.load(body)\n', 'x = 1\ndata = Marshal.load(body)\n'],
    });
    expect(diagnostics).toEqual([]);
  });
});

describe('a page of Node that shows the request', () => {
  test.each([
    ['of Express', 'res.send(`<h1>${req.query.name}</h1>`)'],
    ['of Koa', 'res.end("<p>" + this.path + "</p>")'],
    ['of Hono', 'c.html(`<b>${c.req.query("a")}</b>`)'],
  ])('is refused: %s', async (_, text) => {
    expect(await rulesBrokenBy('a.js', text)).toEqual(['raw-html']);
  });

  test.each([
    ['escapes it', 'res.send(`<h1>${escape(req.query.name)}</h1>`)'],
    ['is no page', 'res.send(`hello ${req.query.name}`)'],
    ['shows something else', 'res.send(`<h1>${title}</h1>`)'],
  ])('passes where it %s', async (_, text) => {
    expect(await rulesBrokenBy('a.js', text)).toEqual([]);
  });
});
