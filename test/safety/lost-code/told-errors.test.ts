import { expect, test } from 'vitest';
import { lossesIn } from '../../support/lost-behaviour.ts';

const branch = (head: string, end: string): string => `${head}    @\n${end}`;
const RUBY_BRANCH = branch('def f(a)\n  if a < 0\n', '  end\n  go(a)\nend\n');
const PHP_BRANCH = branch('<?php\nfunction f($a) {\n  if ($a < 0) {\n', '  }\n  go($a);\n}\n');
const PYTHON_BRANCH = branch('def f(a):\n  if a < 0:\n', '  go(a)\n');
const C_BRANCH = branch('int f(int a) {\n  if (a < 0) {\n', '  }\n  return go(a);\n}\n');
const SHELL_BRANCH = branch('f() {\n  if [ -z "$1" ]; then\n', '  fi\n  go "$1"\n}\n');
const JAVA_BRANCH = `class A {\n${C_BRANCH}}\n`;

test.each([
  ['A.java', JAVA_BRANCH, 'throw new Bad("a");', 'System.err.println("a");'],
  ['A.java', JAVA_BRANCH, 'throw new Bad(a);', 'a.printStackTrace();'],
  ['a.php', PHP_BRANCH, 'throw new Bad($a);', "error_log('a');"],
  ['a.php', PHP_BRANCH, 'throw new Bad($a);', "trigger_error('a');"],
  ['a.php', PHP_BRANCH, 'throw new Bad($a);', "echo 'a';"],
  ['A.cs', JAVA_BRANCH, 'throw new Bad("a");', 'Console.Error.WriteLine("a");'],
  ['a.cpp', C_BRANCH, 'throw Bad("a");', 'std::cerr << "a" << std::endl;'],
  ['a.cpp', C_BRANCH, 'throw Bad("a");', 'fprintf(stderr, "a");'],
  ['a.sh', SHELL_BRANCH, 'exit 1', 'echo no argument >&2'],
  ['a.rb', RUBY_BRANCH, 'raise Bad, "a"', 'warn "a"'],
  ['a.rb', RUBY_BRANCH, 'raise Bad, "a"', 'puts "a"'],
  ['a.rb', RUBY_BRANCH, 'raise Bad, "a"', 'Rails.logger.error "a"'],
  ['a.py', PYTHON_BRANCH, 'raise Bad("a")', 'print("a", file=sys.stderr)'],
  ['a.py', PYTHON_BRANCH, 'raise Bad("a")', 'traceback.print_exc()'],
  ['a.py', PYTHON_BRANCH, 'raise Bad("a")', 'sys.stderr.write("a")'],
])('a change is refused where a line only tells of an error, in %s', async (path, text, from, to) => {
  const sides = [text.replace('@', from), text.replace('@', to)] as const;
  expect(await lossesIn({ [path]: sides }, 'Add type hints')).toHaveLength(1);
});
