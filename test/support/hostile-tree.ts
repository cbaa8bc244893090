import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../src/domain/digest.ts';
import type { PlannedWrite } from '../../src/safety/check-writes.ts';
import { git, writeFiles } from './work-tree.ts';

const UTF16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('one = 1\n', 'utf16le')]);
const NOT_UTF8_NAME = Buffer.from([0x64, 0x69, 0x72, 0x2f, 0xff, 0xfe, 0x2e, 0x74, 0x78, 0x74]);

/** Files that git or an editor easily gets wrong: by name, bytes, line ends, mode. */
const FILES: Readonly<Record<string, readonly [content: string | Buffer, mode: number]>> = {
  '.gitattributes': [
    '*.crlf eol=crlf\n*.ident ident\n*.u16 working-tree-encoding=UTF-16\n*.up filter=up\n*.bin -text\n',
    0o644,
  ],
  '.gitignore': ['.env\nbuild/\n', 0o644],
  '.env': ['KEY=1\n', 0o600],
  'build/out.js': ['1\n', 0o644],
  'lf.py': ['a = 1\n', 0o644],
  'crlf.py': ['a = 1\r\nb = 2\r\n', 0o644],
  'mixed.py': ['a = 1\r\nb = 2\nc = 3\r', 0o644],
  'bom.py': ['\uFEFFa = 1\n', 0o644],
  'no-newline.py': ['a = 1', 0o644],
  'empty.py': ['', 0o644],
  'zero.bin': [Buffer.from([0, 1, 2, 0, 255]), 0o644],
  'latin1.py': [Buffer.from([0x23, 0x20, 0xe9, 0x0a]), 0o644],
  'text.crlf': ['a\r\nb\r\n', 0o644],
  'text.ident': ['# $Id$\n', 0o644],
  'text.u16': [UTF16, 0o644],
  'text.up': ['shout\n', 0o644],
  'read-only.py': ['a = 1\n', 0o444],
  'private.py': ['a = 1\n', 0o600],
  'group.py': ['a = 1\n', 0o664],
  'run.sh': ['#!/bin/sh\n', 0o755],
  'sticky.sh': ['#!/bin/sh\n', 0o750],
  '-dash.py': ['a = 1\n', 0o644],
  'sp ace.py': ['a = 1\n', 0o644],
  '"quote".py': ['a = 1\n', 0o644],
  'new\nline.txt': ['a\n', 0o644],
  'größe.py': ['a = 1\n', 0o644],
  '你好.py': ['a = 1\n', 0o644],
  'star*.py': ['a = 1\n', 0o644],
  'a/b/c/d/deep.py': ['a = 1\n', 0o644],
  'only/one.py': ['a = 1\n', 0o644],
  'dir/kept.py': ['a = 1\n', 0o644],
  ...Object.fromEntries(
    Array.from({ length: 45 }, (_, at) => [`many/m${at}.py`, [`m = ${at}\n`, at % 2 === 0 ? 0o644 : 0o640]]),
  ),
};

const CHANGED: Readonly<Record<string, string | Buffer | null>> = {
  '.env': 'KEY=2\n',
  'crlf.py': 'a = 10\r\nb = 2\r\n',
  'mixed.py': 'a = 10\r\nb = 2\nc = 3\r',
  'bom.py': '\uFEFFa = 10\n',
  'no-newline.py': 'a = 10',
  'empty.py': 'a = 1\n',
  'zero.bin': Buffer.from([9, 0, 9]),
  'latin1.py': Buffer.from([0x23, 0x20, 0xe8, 0x0a]),
  'text.crlf': 'a\nb\n',
  'text.ident': '# $Id: 1234 $\n',
  'text.u16': 'no longer UTF-16\n',
  'text.up': 'louder\n',
  'private.py': null,
  'group.py': 'a = 10\n',
  'run.sh': '#!/bin/sh\nexit 1\n',
  'sticky.sh': null,
  '-dash.py': 'a = 10\n',
  'sp ace.py': null,
  '"quote".py': 'a = 10\n',
  'größe.py': 'a = 10\n',
  '你好.py': null,
  'star*.py': 'a = 10\n',
  'a/b/c/d/deep.py': 'a = 10\n',
  'only/one.py': null,
  'links/to-lf.py': 'a = 10\n',
  'new/in/new/folders.py': 'a = 1\n',
  'dir/fresh.py': 'a = 1\n',
  ...Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`many/m${at}.py`, `m = ${at * 2}\n`])),
};

/** Builds the tree in a repository and commits it; links, an empty folder and odd names among it. */
export function buildHostileTree(root: string): void {
  git(root, 'init', '--quiet', '--initial-branch=main');
  for (const [name, value] of [
    ['user.name', 'Test'],
    ['user.email', 'test@example.org'],
    ['filter.up.clean', 'tr a-z A-Z'],
    ['core.autocrlf', 'true'],
    ['core.safecrlf', 'false'],
  ] as const)
    git(root, 'config', name, value);
  for (const [path, [content, mode]] of Object.entries(FILES)) {
    writeFiles(root, { [path]: content });
    chmodSync(join(root, path), mode);
  }
  writeFileSync(Buffer.concat([Buffer.from(`${root}/`), NOT_UTF8_NAME]), 'odd\n');
  mkdirSync(join(root, 'links'));
  symlinkSync('../lf.py', join(root, 'links/to-lf.py'));
  symlinkSync('nowhere', join(root, 'links/dangling'));
  symlinkSync('../many', join(root, 'links/folder'));
  mkdirSync(join(root, 'empty-folder'), { mode: 0o700 });
  linkSync(join(root, 'dir/kept.py'), join(root, 'dir/second-name.py'));
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '-m', 'hostile');
}

/** Edits, deletions and new files all over the tree, made from the files as they are. */
export function hostileWrites(root: string): readonly PlannedWrite[] {
  return Object.entries(CHANGED).map(([path, after]) => ({
    path,
    before: bytesOrNull(join(root, path)),
    after: after === null ? null : Buffer.from(after),
    foldersToRemove: after === null && path.includes('/') ? [path.split('/')[0] ?? ''] : undefined,
  }));
}

function bytesOrNull(path: string): PlannedWrite['before'] {
  const exists = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  return exists ? digestOf(readFileSync(path)) : null;
}

/** Every entry below a folder but those of git and of the tool: type, mode, content or link target, by its raw name. */
export function entriesOf(root: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  const visit = (folder: Buffer): void => {
    for (const name of readdirSync(folder, { encoding: 'buffer' })) {
      const path = Buffer.concat([folder, Buffer.from('/'), name]);
      const shown = path.subarray(root.length + 1).toString('latin1');
      if (['.git', '.ouroboros', 'artifacts'].includes(shown)) continue;
      const stat = lstatSync(path);
      entries.set(shown, `${stat.mode.toString(8)} ${contentOf(path, stat)}`);
      if (stat.isDirectory()) visit(path);
    }
  };
  visit(Buffer.from(root));
  return entries;
}

function contentOf(path: Buffer, stat: ReturnType<typeof lstatSync>): string {
  if (stat?.isSymbolicLink() === true) return readlinkSync(path);
  return stat?.isFile() === true ? readFileSync(path).toString('base64') : '';
}
