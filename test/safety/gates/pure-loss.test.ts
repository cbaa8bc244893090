import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pureLossIn } from '../../../src/safety/gates/pure-loss.ts';
import { objections } from '../../support/guards.ts';

const FILE = `import math


def area(r):
    return math.pi * r * r


def edge(r):
    size = 2 * math.pi
    return size * r


def twice(r):
    return 2 * r
`;
const WITHOUT_EDGE = FILE.replace(/def edge[^]*?\n\n\n/, '');
const CUT_OFF = FILE.slice(0, FILE.indexOf('    return size'));

describe('a change that only takes away', () => {
  test.each([
    ['a definition', WITHOUT_EDGE, 8],
    ['the end', CUT_OFF, 9],
    ['the end, inside of a line', `${CUT_OFF}    retu`, 10],
  ])('%s is refused where the task speaks of no removal', async (_, after, line) => {
    expect(await objections({ 'shapes.py': [FILE, after] }, 'Add a cache to area')).toEqual([
      `shrinkage:shapes.py:${line}`,
    ]);
  });

  test('may do what the rule of a linter against unused code says, or be smaller', async () => {
    for (const words of ['*: U1000', 'Fix F841', 'CS0169 in shapes', 'A smaller shapes module', 'DRY shapes'])
      expect(await objections({ 'shapes.py': [FILE, WITHOUT_EDGE] }, words)).toEqual([]);
    expect(await objections({ 'shapes.py': [FILE, WITHOUT_EDGE] }, 'Fix E501')).toHaveLength(1);
  });

  test('may take away what nothing in its module used', async () => {
    const helper = 'const edge = (r) => {\n  const size = 2 * r;\n  return size * r;\n};\n';
    const rest = "import { PI } from './math';\n\nexport const area = (r) => PI * r * r;\n";
    const told = async (before: string): Promise<readonly string[]> =>
      objections(
        { 'shapes.js': [before, before.replace(/(?:export )?const edge[^]*?\n\};\n/, '')] },
        'Fix usage lint',
      );
    expect(await told(rest + helper)).toEqual([]);
    expect(await told(`${rest}export ${helper.trimEnd()}\n`)).toHaveLength(1);
    expect(await told(`${rest + helper}export const twice = () => edge(2);\n`)).toHaveLength(1);
    expect(await told(helper)).toHaveLength(1);
  });

  test('may take away nothing but conditions of a preprocessor', async () => {
    const line = (name: string): string => `#ifndef WIN32\nint ${name};\n#endif\n`;
    const before = ['a', 'b', 'c'].map(line).join('');
    const bare = before.replaceAll(/^#.*\n/gm, '');
    expect(await objections({ 'a.c': [before, bare] }, 'Do it on win32 as well')).toEqual([]);
    expect(await objections({ 'a.c': [before, ''] }, 'Do it on win32 as well')).toEqual(['shrinkage:a.c:1']);
  });

  test.each(['2. clear some code.', 'Cleared the playground'])('is what is asked for: %s', async (words) => {
    expect(await objections({ 'shapes.py': [FILE, WITHOUT_EDGE] }, words)).toEqual([]);
  });

  test('may be of a list of packages, and of what tests of Ruby share', async () => {
    const before = "gem 'a'\nif RUBY < '2.2'\n  gem 'b', '1.0'\n  gem 'c'\nend\n";
    const after = "gem 'a'\n";
    for (const path of ['Gemfile', 'spec/support/gems.rb'])
      expect(await objections({ [path]: [before, after] }, 'Run on Ruby 2.2')).toEqual([]);
    expect(await objections({ 'lib/gems.rb': [before, after] }, 'Run on Ruby 2.2')).toHaveLength(1);
  });

  test('is asked for by no dry run', async () => {
    const words = 'Add a DRY-RUN and a dry run';
    expect(await objections({ 'shapes.py': [FILE, WITHOUT_EDGE] }, words)).toHaveLength(1);
  });

  test('is not asked for by what is to be clear', async () => {
    expect(await objections({ 'shapes.py': [FILE, WITHOUT_EDGE] }, 'Give clear messages of errors')).toEqual([
      'shrinkage:shapes.py:8',
    ]);
  });

  test('is refused where it cuts a block, though the task speaks of less', async () => {
    expect(await objections({ 'shapes.py': [FILE, CUT_OFF] }, 'Simplify the shapes')).toEqual([
      'shrinkage:shapes.py:9',
    ]);
  });

  test.each(['Put edge to rest', 'Turn edge off', 'Switch the edges off', 'Deactivate edge'])(
    'passes where the task wants it to have no effect: %s',
    async (words) => {
      const expected = words.startsWith('Put') ? ['shrinkage:shapes.py:8'] : [];
      expect(await objections({ 'shapes.py': [FILE, WITHOUT_EDGE] }, words)).toEqual(expected);
    },
  );

  test.each([
    'Use the latest version of shapely',
    'Take edge as it is provided by shapely',
    'Refactor edge for shapely 7+ support',
  ])('passes where something else does the work: %s', async (words) => {
    expect(await objections({ 'shapes.py': [FILE, WITHOUT_EDGE] }, words)).toEqual([]);
  });

  describe('of a condition and what it chose between', () => {
    const level = `func log(m string) {
	if code >= 500 {
		logger.Error(m)
	} else {
		logger.Debug(m)
	}
	done()
}
`;
    const decided = 'func log(m string) {\n\tlogger.Debug(m)\n\tdone()\n}\n';

    test('passes where one of the branches stays', async () => {
      expect(await objections({ 'a.go': [level, decided] }, 'Always log at debug level')).toEqual([]);
    });

    test('is refused where no branch stays, or another form is asked for', async () => {
      const gone = decided.replace('\tlogger.Debug(m)\n', '');
      expect(await objections({ 'a.go': [level, gone] }, 'Always log at debug level')).toEqual([
        'shrinkage:a.go:2',
      ]);
      expect(await objections({ 'a.go': [level, decided] }, 'Refactor log')).toEqual(['shrinkage:a.go:2']);
    });
  });

  test.each(['Remove edge', 'Delete what nothing uses', 'Simplify the shapes', 'Stop exporting edge'])(
    'passes where the task says so: %s',
    async (words) => {
      expect(await objections({ 'shapes.py': [FILE, WITHOUT_EDGE] }, words)).toEqual([]);
    },
  );

  test.each([
    'Document how the shape executes',
    'Document which sides are not drawn, and what only circles have',
    'Describe `remove` and drop_edge of cutShapes in src/short/merge.ts',
    'Say "cut" to users unless they ask for "less"',
    'Ask for a number unless one is given',
    'Give each shape the space that is needed',
    'Tell whether or not a shape is round',
    'Allow not more than ten shapes',
    'Take stripes, deadlines and reducers for shapes',
    'Add a cache to area. Do not change the others',
  ])('is refused where no word asks for less: %s', async (words) => {
    expect(await objections({ 'shapes.py': [FILE, WITHOUT_EDGE] }, words)).toEqual(['shrinkage:shapes.py:8']);
  });

  test.each([
    'Cut the shapes short by cutting edge',
    'Shorten the module',
    'The module has no edge any more',
    'Shapes should not have edges',
    'Tidied the `shapes`',
    'fix(shapes): dropped what nobody draws',
  ])('passes where a word asks for less: %s', async (words) => {
    expect(await objections({ 'shapes.py': [FILE, WITHOUT_EDGE] }, words)).toEqual([]);
  });

  test.each([
    ['something new in the file', WITHOUT_EDGE.replace('2 * r', '2.0 * r')],
    ['one line less', FILE.replace('import math\n', '')],
    [
      'lines in another order',
      FILE.replace(
        '    size = 2 * math.pi\n    return size * r\n',
        '    return size * r\n    size = 2 * math.pi\n',
      ),
    ],
    ['another indentation alone', FILE.replaceAll('    ', '  ')],
  ])('is not what a change with %s is', async (_, after) => {
    expect(await objections({ 'shapes.py': [FILE, after] }, 'Add a cache to area')).toEqual([]);
  });

  test('is not what a change is that moves code to another file', async () => {
    const files = {
      'shapes.py': [FILE, WITHOUT_EDGE],
      'edges.py': [null, 'def edge(r):\n    return r\n'],
    } as const;
    expect(await objections(files, 'Put edge into edges.py')).toEqual([]);
  });

  test('is told at any place where lines are left out, and never where none is', () => {
    const lines = fc.array(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 8, maxLength: 20 });
    fc.assert(
      fc.property(lines, fc.nat(7), fc.integer({ min: 0, max: 8 }), (all, from, count) => {
        const left = all.toSpliced(from, count);
        const found = pureLossIn([{ path: 'a.py', before: all.join('\n'), after: left.join('\n') }]);
        expect(found.length).toBe(all.length - left.length >= 3 ? 1 : 0);
      }),
    );
  });
});

describe('comments and doc strings', () => {
  const DOC = Array.from({ length: 12 }, (_, index) => ` * The ${index}th sentence of what it does.\n`).join(
    '',
  );
  const script = `/**\n${DOC} */\nexport function area(r) {\n  return Math.PI * r * r;\n}\n`;
  const python = `def area(r):\n    """Gives the area.\n\n${DOC.replaceAll(' * ', '    ')}    """\n    return 3 * r * r\n`;
  const notes = `${'# a note of what is to be done here\n'.repeat(30)}x = 1\n`;

  test.each([
    ['of a script', 'a.js', script, script.slice(script.indexOf('export'))],
    ['of a Python function', 'a.py', python, 'def area(r):\n    return 3 * r * r\n'],
    [
      'of a Python function, while its code is edited',
      'a.py',
      python,
      'def area(r):\n    return 3 * r ** 2\n',
    ],
    ['that are most of a file', 'a.py', notes, 'x = 1\n'],
  ])('are no code: those %s may go', async (_, path, before, after) => {
    expect(await objections({ [path]: [before, after] }, 'Add a cache')).toEqual([]);
  });

  test('do not hide code that goes along with them', async () => {
    const more = `${script}\nexport function edge(r) {\n  const size = 2 * r;\n  return size;\n}\n`;
    expect(
      await objections({ 'a.js': [more, script.slice(script.indexOf('export'))] }, 'Add a cache'),
    ).toEqual(['shrinkage:a.js:3']);
  });
});
