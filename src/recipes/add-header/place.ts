import type { LanguageId } from '../../domain/language.ts';

// What has to stay the first thing of a file, each at the start of what the last one left.
const OPENINGS: readonly RegExp[] = [
  /^#!.*(?:\r?\n|$)/,
  /^<\?xml[^>]*\?>[ \t]*(?:\r?\n|$)/,
  /^<!doctype[^>]*>[ \t]*(?:\r?\n|$)/i,
  /^@charset [^;]*;[ \t]*(?:\r?\n|$)/,
];
const OPENINGS_BY_LANGUAGE: Readonly<Record<LanguageId, RegExp>> = {
  python: /^[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+.*(?:\r?\n|$)/,
  ruby: /^(?:#[ \t]*(?:-\*-|(?:frozen_string_literal|encoding|coding|warn_indent|shareable_constant_value)[:=]).*(?:\r?\n|$))+/i,
  elisp: /^;.*-\*-.*(?:\r?\n|$)/,
};

/** A comment that tools read only where it is the first of its file. */
const FIRST_COMMENT = /^\s*\/\*\*?(?:(?!\*\/)[^])*@(?:jest-|flow\b|noflow\b|format\b|prettier\b|generated\b)/;

/** Where a header goes: behind what has to stay first. Null where a comment has to be the first one. */
export function placeOfHeader(text: string, language: LanguageId): number | null {
  let at = 0;
  for (const opening of [...OPENINGS, OPENINGS_BY_LANGUAGE[language]]) {
    at += opening?.exec(text.slice(at))?.[0].length ?? 0;
  }
  return FIRST_COMMENT.test(text.slice(at)) ? null : at;
}
