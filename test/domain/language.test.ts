import { describe, expect, it } from 'vitest';
import { languageOf, languageOfFile, mayTellLanguage } from '../../src/domain/language.ts';

const ofText = (path: string, text: string): string | null =>
  languageOfFile(path, new TextEncoder().encode(text));

describe('the language of a file by its name', () => {
  it.each([
    ['src/a.PY', 'python'],
    ['Gemfile', 'ruby'],
    ['lib/tasks/Rakefile', 'ruby'],
    ['PKGBUILD', 'bash'],
    ['home/.bashrc', 'bash'],
    ['pkg/BUILD.bazel', 'python'],
    ['SConstruct', 'python'],
    ['wscript', 'python'],
    ['composer.lock', 'json'],
    ['gemfile', null],
    ['a.constructor', null],
    ['constructor', null],
    ['.py', null],
    ['Jenkinsfile', null],
  ])('%s is %s', (path, language) => {
    expect(languageOf(path)).toBe(language);
  });
});

describe('the language of a file without an extension', () => {
  it.each([
    ['#!/usr/bin/env -S python3 -u\n', 'python'],
    ['#!/usr/bin/env -Spython3.12\n', 'python'],
    ['#!/usr/bin/env PYTHONUTF8=1 python\n', 'python'],
    ['#!/usr/bin/env -S uv run --script\n', 'python'],
    ['#!/bin/bash\n', 'bash'],
    ['#! /bin/sh -e\r\n', 'bash'],
    ['#!/usr/bin/env node\n', 'javascript'],
    ['#!/usr/bin/env -S deno run --allow-read\n', 'typescript'],
    ['#!/usr/bin/env ts-node\n', 'typescript'],
    ['#!/usr/bin/ruby2.7 -w\n', 'ruby'],
    ['#!/usr/bin/lua5.4\n', 'lua'],
    ['#!/usr/bin/env php', 'php'],
    ['#!/usr/bin/python2.7\n', null],
    ['#!/bin/zsh\n', null],
    ['#!\n', null],
    [' #!/bin/sh\n', null],
    ['echo hello\n', null],
    ['', null],
  ])('is what the line %j names: %s', (line, language) => {
    expect(ofText('bin/run', line)).toBe(language);
  });

  it('is Python for a file of Bazel, and nothing for a text of the same name', () => {
    expect(ofText('a/BUILD', '# rules\ncc_library(\n    name = "a",\n)\n')).toBe('python');
    expect(ofText('a/BUILD', 'To build, run make (twice).\n')).toBeNull();
  });

  it('is asked of the content only where the name has no extension', () => {
    expect(['run', '.hook', 'a.in', 'a.py', 'Gemfile'].map(mayTellLanguage)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(ofText('run.in', '#!/bin/sh\n')).toBeNull();
  });
});
