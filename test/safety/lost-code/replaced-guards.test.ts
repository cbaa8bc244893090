import { describe, expect, test } from 'vitest';
import { edited, lossesIn } from '../../support/lost-behaviour.ts';

const NORMAL = `import os


def relative(self, name):
    name = os.path.normpath(name)
    if self.base.joinpath(name).parent != self.base:
        raise ValueError(f"{name} is not relative")
    return name
`;
const FRAMES = `package frames

func (f Frames) Decorate(lines []string) ([]string, error) {
	var err error
	for i, line := range lines {
		lines[i], err = f.decorate(line, i)
		if err != nil {
			return nil, err
		}
	}
	return lines, nil
}
`;
const LOGIN = `package auth

func Serve(w Writer, r *Request, next Handler) {
	user, ok := r.User()
	if !ok {
		refuse(w)
		return
	}
	if user.Banned {
		refuse(w)
		return
	}
	next.Serve(w, r)
}
`;
const COOKIE = `export function format(pairs: Pair[]): string {
  let text = '';
  for (const { name, value } of pairs) {
    if (!VALID.test(value)) {
      throw new TypeError(\`invalid: \${value}\`);
    }
    text += name + value;
  }
  return text;
}
`;
const LEDGER = `class Ledger {
    void post(String account, long amount) {
        if (amount == 0) {
            throw new IllegalArgumentException("zero");
        }
        entries.add(new Entry(account, amount));
    }
}
`;

describe('a check that lines came for which say nothing new', () => {
  test('is refused where its error is gone, or that it left', async () => {
    const direct = NORMAL.slice(0, NORMAL.indexOf('    name =')).concat(
      '    return os.path.normpath(name)\n',
    );
    expect(await lossesIn({ 'a.py': [NORMAL, direct] }, 'Simplify relative')).toEqual(['a.py:5']);
    const ignored = edited(
      FRAMES,
      'lines[i], err = f.decorate(line, i)\n\t\tif err != nil {\n\t\t\treturn nil, err\n\t\t}\n',
      'lines[i], _ = f.decorate(line, i)\n',
    );
    expect(await lossesIn({ 'a.go': [FRAMES, ignored] }, 'Tidy Decorate')).toEqual(['a.go:6']);
    const script =
      'function clean(x) {\n  const y = x.trim();\n  if (y.length > MAX) throw new RangeError(y);\n  return y;\n}\n';
    const trimmed = 'function clean(x) {\n  return x.trim();\n}\n';
    expect(await lossesIn({ 'a.js': [script, trimmed] }, 'Simplify clean')).toEqual(['a.js:2']);
  });

  test('passes where what it looked at is given back as it is, or a look-up fails by itself', async () => {
    const go =
      'package a\n\nfunc Save(f File) error {\n\terr := f.Sync()\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn nil\n}\n';
    const given = 'package a\n\nfunc Save(f File) error {\n\treturn f.Sync()\n}\n';
    expect(await lossesIn({ 'a.go': [go, given] }, 'Simplify Save')).toEqual([]);
    const looked =
      'def get(rows, key):\n    if key not in rows:\n        raise KeyError(key)\n    row = rows[key]\n    return row\n';
    expect(
      await lossesIn({ 'a.py': [looked, 'def get(rows, key):\n    return rows[key]\n'] }, 'Simplify get'),
    ).toEqual([]);
    const lazy =
      'def get(self):\n    if self.made is None:\n        return None\n    return self.made.value\n';
    const short = 'def get(self):\n    return self.made and self.made.value\n';
    expect(await lossesIn({ 'a.py': [lazy, short] }, 'Simplify get')).toEqual([]);
  });
});

describe('a check beside another with the same branch', () => {
  test.each([
    ['the first', '\tif !ok {\n\t\trefuse(w)\n\t\treturn\n\t}\n'],
    ['the last', '\tif user.Banned {\n\t\trefuse(w)\n\t\treturn\n\t}\n'],
  ])('is refused where it is %s', async (_, guard) => {
    expect(await lossesIn({ 'a.go': [LOGIN, edited(LOGIN, guard, '')] }, 'Tidy Serve')).toHaveLength(1);
  });

  test('passes where both become one, or what it gave is gone as well', async () => {
    const both = edited(
      edited(LOGIN, '\tif !ok {\n\t\trefuse(w)\n\t\treturn\n\t}\n', ''),
      'user.Banned',
      '!ok || user.Banned',
    );
    expect(await lossesIn({ 'a.go': [LOGIN, both] }, 'Tidy Serve')).toEqual([]);
    const old =
      'package a\n\ntype flat struct{}\n\nfunc Wrap(fl bool) Writer {\n\tif fl {\n\t\treturn &flat{}\n\t}\n\treturn &full{}\n}\n';
    const now = 'package a\n\nfunc Wrap(fl bool) Writer {\n\treturn &full{}\n}\n';
    expect(await lossesIn({ 'a.go': [old, now] }, 'Tidy Wrap')).toEqual([]);
  });
});

const ROWS = `fn add(&self, rows: &[Row]) -> Result<(), Error> {
    for row in rows {
        if row.is_locked() {
            return Err(Error::Locked(row.id));
        }
        self.put(row);
    }
    Ok(())
}
`;

describe('a branch that stays and ends otherwise', () => {
  test.each([
    ['goes on to the next', 'a.ts', COOKIE, 'throw new TypeError(`invalid: ${value}`);', 'continue;'],
    ['gives nothing', 'A.java', LEDGER, 'throw new IllegalArgumentException("zero");', 'return;'],
    [
      'does not leave',
      'a.go',
      LOGIN,
      '\tif !ok {\n\t\trefuse(w)\n\t\treturn\n',
      '\tif !ok {\n\t\trefuse(w)\n',
    ],
    ['goes on in Rust', 'a.rs', ROWS, 'return Err(Error::Locked(row.id));', 'continue;'],
    ['gives None', 'a.py', NORMAL, 'raise ValueError(f"{name} is not relative")', 'return None'],
    ['gives an empty text', 'a.ts', COOKIE, 'throw new TypeError(`invalid: ${value}`);', "return '';"],
    ['gives an empty list', 'a.py', NORMAL, 'raise ValueError(f"{name} is not relative")', 'return []'],
    [
      'gives a number for none',
      'A.java',
      LEDGER,
      'throw new IllegalArgumentException("zero");',
      'return -1;',
    ],
    [
      'gives none of a list in Java',
      'A.java',
      LEDGER,
      'throw new IllegalArgumentException("zero");',
      'return List.of();',
    ],
  ])('is refused where it %s', async (_, path, before, from, to) => {
    expect(await lossesIn({ [path]: [before, edited(before, from, to)] }, 'Clean it up')).toHaveLength(1);
  });

  const HANDLES =
    'class A {\n  A f(int a) {\n    try {\n      go(a);\n    } catch (Bad e) {\n      close(a);\n      throw new Worse(e);\n    }\n  }\n}\n';
  const PHP_HANDLES =
    '<?php\nfunction f($a) {\n  try {\n    go($a);\n  } catch (Bad $e) {\n    throw new Worse($e);\n  }\n}\n';
  const PYTHON_HANDLES =
    'def f(a):\n    try:\n        go(a)\n    except Bad as e:\n        close(a)\n        raise Worse(a)\n';
  const PHP_BRANCH =
    '<?php\nfunction f($a) {\n  if ($a < 0) {\n    $this->close($a);\n    throw new Bad($a);\n  }\n  go($a);\n}\n';
  const ACTION =
    'export async function load({ locals }) {\n  if (!locals.user) {\n    return fail(401, { user: null });\n  }\n  return rows(locals);\n}\n';

  test.each([
    ['A.java', HANDLES, 'throw new Worse(e);', 'return null;'],
    ['a.php', PHP_HANDLES, 'throw new Worse($e);', 'return null;'],
    ['a.py', PYTHON_HANDLES, 'raise Worse(a)', 'return None'],
    ['a.php', PHP_BRANCH, 'throw new Bad($a);', 'return null;'],
    ['a.php', PHP_BRANCH, 'throw new Bad($a);', 'error_log($a);\n    return null;'],
    ['a.js', ACTION, 'return fail(401, { user: null });', 'console.error({ user: null });'],
    ['a.rs', ROWS, 'return Err(Error::Locked(row.id));', 'eprintln!("locked");'],
    ['a.go', LOGIN, 'refuse(w)\n\t\treturn\n', 'refuse(w)\n\t\tfmt.Println("refused")\n'],
  ])('is refused in %s: %s%s -> %s', async (path, before, from, to) => {
    const sides = [before, edited(before, from, to)] as const;
    expect(await lossesIn({ [path]: sides }, 'Clean it up')).toHaveLength(1);
    expect(await lossesIn({ [path]: sides }, 'Log what is bad and go on')).toEqual([]);
  });

  test('passes where an error is dealt with', async () => {
    const wrapped = edited(HANDLES, 'throw new Worse(e);', 'return wrap(e);');
    expect(await lossesIn({ 'A.java': [HANDLES, wrapped] }, 'Tidy f')).toEqual([]);
    expect(await lossesIn({ 'A.java': [wrapped, HANDLES] }, 'Tidy f')).toEqual([]);
  });

  test('passes where the task says so, another branch has the rest, or nothing comes behind', async () => {
    const skipped = edited(COOKIE, 'throw new TypeError(`invalid: ${value}`);', 'continue;');
    expect(await lossesIn({ 'a.ts': [COOKIE, skipped] }, 'Skip what is no VALID value')).toEqual([]);
    const other = edited(COOKIE, 'throw new TypeError(`invalid: ${value}`);', 'throw invalid(value);');
    expect(await lossesIn({ 'a.ts': [COOKIE, other] }, 'Tidy format')).toEqual([]);
    const chained = edited(
      edited(
        LOGIN,
        '\tif user.Banned {\n\t\trefuse(w)\n\t\treturn\n\t}\n\tnext.Serve(w, r)\n',
        '\tif user.Banned {\n\t\trefuse(w)\n\t} else {\n\t\tnext.Serve(w, r)\n\t}\n',
      ),
      'package auth',
      'package auth',
    );
    expect(await lossesIn({ 'a.go': [LOGIN, chained] }, 'Tidy Serve')).toEqual([]);
    const last = 'function stop(job) {\n  if (job.open) {\n    job.close();\n    return;\n  }\n}\n';
    expect(await lossesIn({ 'a.js': [last, edited(last, '    return;\n', '')] }, 'Tidy stop')).toEqual([]);
    const loop =
      'function run(jobs) {\n  for (const job of jobs) {\n    if (job.isOld) {\n      drop(job);\n      continue;\n    }\n  }\n  report(jobs);\n}\n';
    expect(await lossesIn({ 'a.js': [loop, edited(loop, '      continue;\n', '')] }, 'Tidy run')).toEqual([]);
  });

  test('passes where the last case of a switch ends without saying so', async () => {
    const pick =
      'function pick(a) {\n  switch (a) {\n    default: {\n      go(a);\n      break;\n    }\n  }\n  end(a);\n}\n';
    const ended = edited(pick, '      break;\n', '');
    expect(await lossesIn({ 'a.js': [pick, ended] }, 'Tidy the file')).toEqual([]);
  });

  test('passes where functions that ask the same change their places', async () => {
    const open =
      'function open(door) {\n  if (!door.key) {\n    throw new Error(door.name);\n  }\n  return door.turn();\n}\n';
    const peek =
      'function peek(door) {\n  if (!door.key) {\n    return null;\n  }\n  return door.look();\n}\n';
    expect(await lossesIn({ 'a.js': [`${open}\n${peek}`, `${peek}\n${open}`] }, 'Tidy the order')).toEqual(
      [],
    );
  });
});
