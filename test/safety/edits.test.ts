import { describe, expect, test } from 'vitest';
import type { FileChange } from '../../src/domain/patch.ts';
import { matchEdits, type EditMatch, type ModelEdit, type NewFile } from '../../src/safety/edits.ts';
import { treeWith, type Files } from '../support/work-tree.ts';

const MARK = '\uFEFF';

type Submitted = { readonly edits?: readonly ModelEdit[]; readonly files?: readonly NewFile[] };

async function submit(
  files: Files,
  { edits = [], files: contents = [] }: Submitted,
  scope: { changeable?: readonly string[]; mayCreate?: readonly string[]; maxWholeFileLines?: number } = {},
): Promise<EditMatch> {
  const changeable = Object.keys(files);
  return matchEdits(
    { edits, files: contents },
    { tree: treeWith(files), changeable, mayCreate: changeable, ...scope },
  );
}

/** The text of the only changed file after one edit, with the tolerances that it took. */
async function edited(
  content: string | Uint8Array,
  search: string,
  replace: string,
): Promise<readonly unknown[]> {
  const result = await submit({ 'a.txt': content }, { edits: [{ file: 'a.txt', search, replace }] });
  if (result.kind === 'rejected') return result.problems.map(({ code }) => code);
  return result.changes.flatMap((change) => [textOf(change), ...change.tolerances]);
}

function textOf({ after }: FileChange): string {
  return after === null ? '' : Buffer.from(after).toString();
}

function codesOf(result: EditMatch): readonly string[] {
  return result.kind === 'rejected' ? result.problems.map(({ code }) => code) : [];
}

describe('an edit that matches to the byte', () => {
  test('replaces its passage and nothing else', async () => {
    expect(await edited('a = 1\nb = 2\nc = 3\n', 'b = 2', 'b = 5')).toEqual(['a = 1\nb = 5\nc = 3\n']);
  });

  test('may begin and end inside a line', async () => {
    expect(await edited('call(one,\n  two)\n', 'one,\n  two', 'three,\n  two')).toEqual([
      'call(three,\n  two)\n',
    ]);
  });

  test('gives the bytes before along with the bytes after', async () => {
    const result = await submit(
      { 'a.py': 'x = 1\n' },
      { edits: [{ file: 'a.py', search: 'x = 1', replace: 'x = 2' }] },
    );
    expect(result).toEqual({
      kind: 'matched',
      changes: [
        {
          path: 'a.py',
          before: Buffer.from('x = 1\n'),
          after: new TextEncoder().encode('x = 2\n'),
          tolerances: [],
        },
      ],
      idle: [],
    });
  });
});

describe('bytes that no edit names', () => {
  test('a file with an invalid UTF-8 byte is refused and not read as something else', async () => {
    const latin = Buffer.concat([Buffer.from('name = "caf'), Buffer.from([0xe9]), Buffer.from('"\nx = 1\n')]);
    expect(await edited(latin, 'x = 1', 'x = 2')).toEqual(['not-text']);
  });

  test('a CRLF file keeps CRLF, and new lines get it', async () => {
    expect(await edited('a\r\nb\r\nc\r\n', 'b\n', 'x\ny\n')).toEqual(['a\r\nx\r\ny\r\nc\r\n', 'line-ending']);
    expect(await edited('a\r\nb\r\nc\r\n', 'b', 'x\ny')).toEqual(['a\r\nx\r\ny\r\nc\r\n']);
  });

  test('a search text with CRLF matches a file with LF, which keeps LF', async () => {
    expect(await edited('a\nb\nc\n', 'a\r\nb', 'a\r\nx')).toEqual(['a\nx\nc\n', 'line-ending']);
  });

  test('a byte order mark stays, and line 1 can be edited', async () => {
    expect(await edited(`${MARK}a = 1\nb = 2\n`, 'a = 1', 'a = 9')).toEqual([`${MARK}a = 9\nb = 2\n`]);
    expect(await edited(`${MARK}a = 1\nb = 2\n`, `${MARK}a = 1`, `${MARK}a = 9`)).toEqual([
      `${MARK}a = 9\nb = 2\n`,
    ]);
  });

  test('in a file of mixed line endings every line that stays keeps its own', async () => {
    const before = 'a\r\nb\nc\r\nd\ne\r\n';
    expect(await edited(before, 'a\nb\nc\nd', 'a\nB\nc\nD')).toEqual([
      'a\r\nB\nc\r\nD\ne\r\n',
      'line-ending',
    ]);
    expect(await edited(before, 'c\nd\n', 'c\nnew\nd\n')).toEqual([
      'a\r\nb\nc\r\nnew\r\nd\ne\r\n',
      'line-ending',
    ]);
  });

  test('a missing final newline stays missing', async () => {
    expect(await edited('a\nb', 'b', 'c')).toEqual(['a\nc']);
    expect(await edited('a\nb', 'b\n', 'c\n')).toEqual(['a\nc', 'line-ending']);
    expect(await edited('a\nb', 'b', 'b\nc\n')).toEqual(['a\nb\nc']);
  });

  test('a final newline that is there stays there', async () => {
    expect(await edited('a\nb\n', 'b\n', 'c')).toEqual(['a\nc\n']);
    expect(await edited('a\r\nb\r\n', 'b\r\n', 'c')).toEqual(['a\r\nc\r\n']);
  });

  test('tabs of a Makefile stay tabs where the model writes spaces', async () => {
    const makefile = 'all:\n\tcc -c a.c\n\tcc -o a a.o\n';
    expect(await edited(makefile, 'all:\n    cc -c a.c\n', 'all:\n    cc -c a.c\n    strip a.o\n')).toEqual([
      'all:\n\tcc -c a.c\n\tstrip a.o\n\tcc -o a a.o\n',
      'indentation',
    ]);
  });

  test('new lines with spaces are refused in a file that is indented with tabs', async () => {
    const makefile = 'all:\n\tcc -c a.c\n';
    expect(await edited(makefile, 'cc -c a.c', 'cc -c a.c\n    strip a.o')).toEqual(['indentation']);
    expect(await edited(makefile, '\tcc -c a.c', '    cc -c b.c')).toEqual(['indentation']);
  });

  test('non-ASCII text and names are kept', async () => {
    const files = { 'päckchen/größe.py': 's = "naïve 😀"\nx = 1\n' };
    const result = await submit(files, {
      edits: [{ file: 'päckchen/größe.py', search: 'x = 1', replace: 'x = "😀"' }],
    });
    expect(result.kind === 'matched' && result.changes.map(textOf)).toEqual(['s = "naïve 😀"\nx = "😀"\n']);
  });

  test('half a surrogate pair or a NUL never becomes text', async () => {
    expect(await edited('s = "😀"\n', '\uD83D', 'x')).toEqual(['not-text']);
    expect(await edited('s = 1\n', 's = 1', 's = "\uDE00"')).toEqual(['not-text']);
    expect(await edited('s = 1\n', 's = 1', 's = "\0"')).toEqual(['not-text']);
    expect(
      codesOf(await submit({}, { files: [{ file: 'n.py', content: '\uD83D' }] }, { mayCreate: ['n.py'] })),
    ).toEqual(['not-text']);
  });
});

describe('a difference that is looked past', () => {
  test('is trailing space, and lines that stay keep theirs', async () => {
    expect(await edited('a  \nb\t\nc\n', 'a\nb\nc', 'a\nb\nd')).toEqual(['a  \nb\t\nd\n', 'trailing-space']);
    expect(await edited('a\nb\n', 'a   \nb', 'a   \nc')).toEqual(['a\nc\n', 'trailing-space']);
    expect(await edited('a\n  \nb\n', 'a\n\nb', 'a\n\nc')).toEqual(['a\n  \nc\n', 'trailing-space']);
  });

  test('is an indentation that is shifted evenly, and the replacement is shifted alike', async () => {
    const before = 'class A:\n    def f(self):\n        return 1\n';
    expect(
      await edited(before, 'def f(self):\n    return 1', 'def f(self):\n    x = 1\n\n    return x'),
    ).toEqual(['class A:\n    def f(self):\n        x = 1\n\n        return x\n', 'indentation']);
    expect(
      await edited(
        'def f():\n    return 1\n',
        '  def f():\n      return 1\n',
        '  def f():\n      return 2\n',
      ),
    ).toEqual(['def f():\n    return 2\n', 'indentation']);
  });

  test('is named together with the others', async () => {
    const before = 'if x:\r\n    a() \r\n    b()\r\n';
    expect(await edited(before, 'a()\nb()\n', 'c()\nb()\n')).toEqual([
      'if x:\r\n    c()\r\n    b()\r\n',
      'line-ending',
      'trailing-space',
      'indentation',
    ]);
  });

  test('is not an indentation that was dropped unevenly', async () => {
    const before = 'class A:\n    def f(self):\n        return 1\n';
    expect(await edited(before, 'def f(self):\nreturn 1', 'def f(self):\nreturn 2')).toEqual(['not-found']);
  });

  test('is not one that leaves open how far a new line is shifted', async () => {
    const before = '\tone()\n\ttwo()\n';
    expect(await edited(before, '    one()\n    two()', '    one()\n      deep()\n    two()')).toEqual([
      'indentation',
    ]);
  });

  test('is no likeness of words', async () => {
    expect(
      await edited('def total(items):\n    return sum(items)\n', 'def total(item):', 'def f(item):'),
    ).toEqual(['not-found']);
  });

  test('counts on the text as the model sees it, so twins that differ in endings are ambiguous', async () => {
    expect(await edited('a\nb\nx\na\r\nb\r\n', 'a\nb\n', 'c\nd\n')).toEqual(['ambiguous']);
  });
});

describe('an edit that fits no single place', () => {
  test('is fed back with the nearest lines, their numbers and the count', async () => {
    const before = 'import os\n\n\ndef area(w, h):\n    return w * h\n';
    const edits = [{ file: 'a.py', search: 'def area(w, h):\n    return h * w', replace: 'pass' }];
    const result = await submit({ 'a.py': before }, { edits });
    expect(result.kind === 'rejected' && result.feedback).toBe(
      'Edit 1 (a.py): The search text is not in the file (0 matches). The nearest lines of the file are:\n' +
        '4 | def area(w, h):\n5 |     return w * h',
    );
  });

  test('is fed back as resting on a line that only stands for lines left out', async () => {
    const search = 'import os\n[lines 2-3 not shown: area]\n    return w * h\n';
    const edits = [{ file: 'a.py', search, replace: 'pass' }];
    const result = await submit({ 'a.py': 'import os\n\ndef area(w, h):\n    return w * h\n' }, { edits });
    expect(result.kind === 'rejected' && result.feedback).toMatch(
      /"\[lines 2-3 not shown: area\]", which is not part of the file/,
    );
  });

  test('is fed back as ambiguous with every line number', async () => {
    const edits = [{ file: 'a.py', search: 'x = 1', replace: 'x = 2' }];
    const result = await submit({ 'a.py': 'x = 1\ny\nx = 1\nz\nx = 10\n' }, { edits });
    expect(result.kind === 'rejected' && result.feedback).toBe(
      'Edit 1 (a.py): The search text is in the file 3 times, at lines 1, 3, 5. Add lines around it until it occurs once.',
    );
  });

  test('is ambiguous too when the places differ from it in the same way', async () => {
    expect(await edited('  a()\n  b()\n    a()\n    b()\n', 'a()\nb()', 'c()')).toEqual(['ambiguous']);
    expect(await edited('aaa\n', 'aa', 'b')).toEqual(['ambiguous']);
    expect(await edited('    return None, x\nreturn None\n', '    return None', 'pass')).toEqual([
      'ambiguous',
    ]);
  });

  test('is found only inside longer words, or only in deeper lines', async () => {
    expect(await edited('return self.x\n', 'return s', 'return t')).toEqual(['not-found']);
    expect(await edited('total = 10\n', 'total = 1', 'total = 2')).toEqual(['not-found']);
    expect(await edited('if a:\n        call()\n', '    call()', '    one()\n    two()')).toEqual([
      'if a:\n        one()\n        two()\n',
      'indentation',
    ]);
  });

  test.each([
    ['import zip\nfrom coll', 'collections', 2],
    ['rt zip\nfrom', 'import', 1],
  ])('says where %j is only a part of a word', async (search, word, line) => {
    const edits = [{ file: 'a.py', search, replace: 'x' }];
    const result = await submit({ 'a.py': 'import zip\nfrom collections import a\n' }, { edits });
    expect(result.kind === 'rejected' && result.feedback).toBe(
      `Edit 1 (a.py): The search text stands in the file only so that it begins or ends inside of the word \`${word}\`, at line ${line}. Begin and end it at whole words.`,
    );
  });

  test('is never tried on another file', async () => {
    const edits = [{ file: 'a.py', search: 'y = 1', replace: 'y = 2' }];
    expect(codesOf(await submit({ 'a.py': 'x = 1\n', 'b.py': 'y = 1\n' }, { edits }))).toEqual(['not-found']);
  });

  test('has an empty or blank search text', async () => {
    expect(await edited('x = 1\n', '', 'y = 1')).toEqual(['empty-search']);
    expect(await edited('x  = 1\n', '  ', ' ')).toEqual(['empty-search']);
  });

  test('changes nothing', async () => {
    expect(await edited('x = 1\n', 'x = 1', 'x = 1')).toEqual(['no-change']);
    expect(await edited('x = 1\r\n', 'x = 1\n', 'x = 1\r\n')).toEqual(['no-change']);
  });
});

describe('an edit that changes nothing', () => {
  const idle = { file: 'a.py', search: 'x = 1\n', replace: 'x = 1\r\n' };
  const files = { 'a.py': 'x = 1\r\ny = 2\r\n', 'b.py': 'z = 3' };

  test.each([
    ['of the same file', { file: 'a.py', search: 'y = 2', replace: 'y = 3' }, 'x = 1\r\ny = 3\r\n'],
    ['of another file', { file: 'b.py', search: 'z = 3', replace: 'z = 4' }, 'z = 4'],
    [
      'of another file, for its final newline',
      { file: 'b.py', search: 'z = 3', replace: 'z = 3\n' },
      'z = 3\n',
    ],
  ])('is left out beside one %s that does', async (_, edit, text) => {
    const result = await submit(files, { edits: [idle, edit] });
    expect(result).toMatchObject({ kind: 'matched', idle: [{ code: 'no-change', edit: 1 }] });
    expect(result.kind === 'matched' && result.changes.map(textOf)).toEqual([text]);
  });

  test('is refused beside one that is nowhere', async () => {
    const lost = { file: 'b.py', search: 'q = 1', replace: 'q = 2' };
    expect(codesOf(await submit(files, { edits: [idle, lost] }))).toEqual(['no-change', 'not-found']);
  });
});

test('an edit of the last line adds the newline that it lacks, of the kind of the file', async () => {
  expect(await edited('a = 1\r\nx = 1', 'x = 1', 'x = 1\n')).toEqual(['a = 1\r\nx = 1\r\n']);
  expect(await edited('x = 1', 'x = 1', 'x = 2\n')).toEqual(['x = 2']);
});

describe('several edits', () => {
  test('all speak of the file as it was', async () => {
    const edits = [
      { file: 'a.py', search: 'a = 1', replace: 'b = 1' },
      { file: 'a.py', search: 'b = 2', replace: 'a = 2' },
    ];
    const result = await submit({ 'a.py': 'a = 1\nb = 2\n' }, { edits });
    expect(result.kind === 'matched' && result.changes.map(textOf)).toEqual(['b = 1\na = 2\n']);
  });

  test('may share lines that neither changes', async () => {
    const edits = [
      { file: 'a.py', search: 'b\nc', replace: 'b\nC' },
      { file: 'a.py', search: 'a\nb', replace: 'A\nb' },
    ];
    const result = await submit({ 'a.py': 'a\nb\nc\n' }, { edits });
    expect(result.kind === 'matched' && result.changes.map(textOf)).toEqual(['A\nb\nC\n']);
  });

  test('that change the same lines are refused', async () => {
    const edits = [
      { file: 'a.py', search: 'a\nb', replace: 'a\nX' },
      { file: 'a.py', search: 'b\nc', replace: 'Y\nc' },
    ];
    expect(codesOf(await submit({ 'a.py': 'a\nb\nc\n' }, { edits }))).toEqual(['overlap']);
    const twice = [edits[0]!, edits[0]!];
    expect(codesOf(await submit({ 'a.py': 'a\nb\nc\n' }, { edits: twice }))).toEqual(['overlap']);
  });

  test('of two files give nothing when one of them fails', async () => {
    const edits = [
      { file: 'a.py', search: 'a = 1', replace: 'a = 2' },
      { file: 'b.py', search: 'missing', replace: 'x' },
    ];
    const result = await submit({ 'a.py': 'a = 1\n', 'b.py': 'b = 1\n' }, { edits });
    expect(codesOf(result)).toEqual(['not-found']);
    expect(result).not.toHaveProperty('changes');
  });

  test('report every problem at once', async () => {
    const edits = [
      { file: 'a.py', search: '', replace: 'x' },
      { file: 'a.py', search: 'zzz', replace: 'x' },
      { file: 'gone.py', search: 'q', replace: 'x' },
    ];
    const result = await submit({ 'a.py': 'a = 1\n' }, { edits }, { changeable: ['a.py', 'gone.py'] });
    expect(codesOf(result)).toEqual(['empty-search', 'not-found', 'no-such-file']);
  });
});

describe('the files that a patch may touch', () => {
  test.each([
    ['../a.py', 'unsafe-path'],
    ['/etc/passwd', 'unsafe-path'],
    ['src/nul', 'unsafe-path'],
    ['.git/hooks/pre-commit', 'unsafe-path'],
    ['.GIT/config', 'unsafe-path'],
    ['src\\a.py', 'unsafe-path'],
    ['-rf', 'not-planned'],
    ['b.py', 'not-planned'],
  ])('%s is refused as %s', async (file, code) => {
    const scope = { changeable: ['a.py'], mayCreate: ['a.py'] };
    const files = { 'a.py': 'x\n', 'b.py': 'x\n' };
    expect(codesOf(await submit(files, { edits: [{ file, search: 'x', replace: 'y' }] }, scope))).toEqual([
      code,
    ]);
    expect(codesOf(await submit(files, { files: [{ file, content: 'y\n' }] }, scope))).toEqual([code]);
  });

  test('a planned new file is created as it was written', async () => {
    const files = [{ file: 'src/new.py', content: 'x = 1' }];
    expect(await submit({}, { files }, { mayCreate: ['src/new.py'] })).toEqual({
      kind: 'matched',
      changes: [
        { path: 'src/new.py', before: null, after: new TextEncoder().encode('x = 1'), tolerances: [] },
      ],
      idle: [],
    });
  });

  test.each(['src/a|b.py', 'src/trailing.', ' a.py', 'SRC/Main.py'])(
    'a planned new file at %j is refused, because some systems could not hold it',
    async (file) => {
      const files = [{ file, content: 'x = 1\n' }];
      const result = await submit({ 'src/main.py': 'x = 1\n' }, { files }, { mayCreate: [file] });
      expect(codesOf(result)).toEqual(['unsafe-path']);
    },
  );

  test('a file that exists is not created over when it may not be changed', async () => {
    const files = [{ file: 'a.py', content: 'y = 1\n' }];
    expect(
      codesOf(await submit({ 'a.py': 'x = 1\n' }, { files }, { changeable: [], mayCreate: ['a.py'] })),
    ).toEqual(['exists']);
  });

  test('a path given by edits and by content is refused', async () => {
    const edits = [{ file: 'a.py', search: 'x', replace: 'y' }];
    const files = [{ file: 'a.py', content: 'y\n' }];
    expect(codesOf(await submit({ 'a.py': 'x\n' }, { edits, files }))).toEqual(['twice']);
  });
});

describe('the whole content of an existing file', () => {
  const whole = (before: string, content: string, maxWholeFileLines = 400): Promise<EditMatch> =>
    submit({ 'a.py': before }, { files: [{ file: 'a.py', content }] }, { maxWholeFileLines });

  test('keeps mark, line endings and the missing final newline', async () => {
    const result = await whole(`${MARK}a\r\nb\nc\r\nd`, 'a\nb\nnew\nc\nD\n');
    expect(result.kind === 'matched' && result.changes.map(textOf)).toEqual([`${MARK}a\r\nb\nnew\nc\r\nD`]);
  });

  test('is refused past the limit of lines, when it is empty, and when it is the same', async () => {
    expect(codesOf(await whole('a\nb\nc\n', 'x\n', 2))).toEqual(['exists']);
    expect(codesOf(await whole('a\n', ' \n'))).toEqual(['empties-file']);
    expect(codesOf(await whole('a\r\n', 'a\n'))).toEqual(['no-change']);
  });

  test('is refused when it turns tabs into spaces', async () => {
    expect(codesOf(await whole('all:\n\tcc a.c\n', 'all:\n    cc a.c\n    cc b.c\n'))).toEqual([
      'indentation',
    ]);
  });

  test('fills an empty file', async () => {
    const result = await whole('', 'x = 1\n');
    expect(result.kind === 'matched' && result.changes.map(textOf)).toEqual(['x = 1\n']);
  });
});

describe('a very large file', () => {
  const lines = Array.from(
    { length: 30_000 },
    (_, index) => `value_${index} = compute(${index})  # ${'.'.repeat(300)}`,
  );
  const large = `${lines.join('\r\n')}\r\n`;

  test('is edited in place', async () => {
    const replace = 'value_29998 = 0\nvalue_29999 = 1';
    const search = `${lines[29_998]}\n${lines[29_999]}`;
    const expected = `${lines.slice(0, 29_998).join('\r\n')}\r\nvalue_29998 = 0\r\nvalue_29999 = 1\r\n`;
    expect(large.length).toBeGreaterThan(9_500_000);
    expect(await edited(large, search, replace)).toEqual([expected, 'line-ending']);
  });

  test('gives the nearest lines of a search text that is not in it', async () => {
    const edits = [{ file: 'a.py', search: 'value_20000 = compute(1, 20000)', replace: 'x' }];
    const result = await submit({ 'a.py': large }, { edits });
    expect(result.kind === 'rejected' && result.feedback).toContain('20001 | value_20000 = compute(20000)');
  });
});
