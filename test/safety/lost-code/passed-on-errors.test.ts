import { describe, expect, test } from 'vitest';
import { lossesIn } from '../../support/lost-behaviour.ts';

const php = (handled: string): string =>
  `<?php\nfunction f($x) {\n    try {\n        return load($x);\n    } catch (LoadError $e) {\n${handled}    }\n}\n`;
const PHP = '<?php\nfunction f($x) {\n    return load($x);\n}\n';
const TOLD = '        $e->setSource(null);\n        $e->guess();\n\n        throw $e;\n';
const python = (handled: string): string =>
  `def f(x):\n    try:\n        return load(x)\n    except LoadError as error:\n${handled}`;
const PYTHON = 'def f(x):\n    return load(x)\n';
const script = (handled: string): string =>
  `function f(x) {\n  try {\n    return load(x);\n  } catch (e) {\n${handled}  }\n}\n`;
const SCRIPT = 'function f(x) {\n  return load(x);\n}\n';

const ABOUT_ERRORS = 'Fix the name of the template in an error';

describe('error handling that only passes errors on', () => {
  test.each([
    ['a.php', php(TOLD), PHP, ABOUT_ERRORS],
    ['a.py', python("        error.add_note('in f')\n        raise\n"), PYTHON, ABOUT_ERRORS],
    ['a.ts', script('    e.line = 1;\n    throw e;\n'), SCRIPT, ABOUT_ERRORS],
    ['a.ts', script('    throw e;\n'), SCRIPT, 'Rewrite f'],
    ['a.py', python('        raise\n'), PYTHON, 'Rewrite f'],
  ])('may go in %s', async (path, before, after, words) => {
    expect(await lossesIn({ [path]: [before, after] }, words)).toEqual([]);
  });

  test.each([
    ['a.php', php(TOLD), PHP, 'Fix the name of the template'],
    ['a.php', php('        $this->close();\n        throw $e;\n'), PHP, ABOUT_ERRORS],
    ['a.php', php('        throw new Failure($e);\n'), PHP, ABOUT_ERRORS],
    [
      'a.php',
      php('        throw $e;\n').replace('try {', 'try {\n        if (!$x) throw new Missing();'),
      PHP,
      ABOUT_ERRORS,
    ],
    ['a.py', python('        close(x)\n        raise\n'), PYTHON, ABOUT_ERRORS],
    ['a.ts', script('    e.line = 1;\n'), SCRIPT, ABOUT_ERRORS],
  ])(
    'is missed in %s where it does more, or the task is about something else',
    async (path, before, after, words) => {
      expect(await lossesIn({ [path]: [before, after] }, words)).toHaveLength(1);
    },
  );
});
