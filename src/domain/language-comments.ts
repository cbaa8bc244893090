import type { LanguageId } from './language.ts';

/** How a line that is only a comment looks, by language: what opens it and what closes it. */
export const COMMENT_LINE: Readonly<Record<LanguageId, readonly [opening: string, closing: string]>> = {
  ...sameFor(['python', 'bash', 'ruby', 'toml', 'elixir'], ['# ', '']),
  ...sameFor(
    [
      'javascript',
      'typescript',
      'tsx',
      'go',
      'rust',
      'java',
      'c',
      'cpp',
      'c_sharp',
      'kotlin',
      'scala',
      'dart',
    ],
    ['// ', ''],
  ),
  ...sameFor(['zig', 'solidity', 'objc', 'rescript'], ['// ', '']),
  css: ['/* ', ' */'],
  html: ['<!-- ', ' -->'],
  vue: ['<!-- ', ' -->'],
  lua: ['-- ', ''],
  elisp: ['; ', ''],
  ocaml: ['(* ', ' *)'],
};

function sameFor<T>(languages: readonly string[], value: T): Readonly<Record<string, T>> {
  return Object.fromEntries(languages.map((language) => [language, value]));
}
