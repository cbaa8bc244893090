import type { LanguageId } from '../../domain/language.ts';

type Gap = readonly [construct: RegExp, standIn: string];

const PRIMITIVE = String.raw`(?:str|bool|char|[iu](?:8|16|32|64|128|size)|f32|f64)`;

/** What the language has and its grammar lacks, with what the grammar can read in its place. */
const GAPS: Readonly<Record<LanguageId, readonly Gap[]>> = {
  // A name `raw` behind `&`, and macros with the name of a type.
  rust: [
    [/(?<=&\s*)raw\b(?!\s+(?:const|mut)\b)/g, 'it'],
    [new RegExp(String.raw`\b(?:${PRIMITIVE}|try)(?=!\s*[([{])`, 'g'), 'made'],
  ],
  // Raw texts, newer modifiers, constructors in the head of a class, collections in brackets, classes without a body, and
  // records of a generic one.
  c_sharp: [
    [/\$*("{3,})[^]*?(?<!")\1(?!")/g, '""'],
    [/\bparams(?=\s+[\w.]+<[\w.<>?, ]+>\s+\w+\s*[,)])/g, ''],
    [/\b(?:required|scoped|file)\s+(?=(?:[A-Za-z_]\w*\s+)+[A-Za-z_])/g, ''],
    [/\b(?:class|struct)(?=\s+\w+(?:<[\w\s,]+>)?\s*\()/g, 'record'],
    [/\bclass(?=\s+\w+(?:<[\w\s,]+>)?(?:\s*:\s*[\w<>,. ]+)?\s*;)/g, 'record'],
    [
      /(?<=\brecord\s+\w+(?:<[\w\s,]+>)?\s*(?:\([^()]*\)\s*)?:\s*[\w.]+)<[\w\s.,?[\]<>]+>(?=\s*(?:[(;{,]|where\b))/g,
      '',
    ],
    [
      /(?<=(?:[=(,?:]|=>|\breturn|\bis|\bor|\bnot|\bin)\s*)\[[^[\]{}"]*\](?=\s*(?:[;,).}\]:]|=>|$))/gm,
      'made',
    ],
  ],
  // Names of what a mapping leads from and to.
  solidity: [
    [/(?<=\bmapping\s*\(\s*[\w.]+)\s+\w+(?=\s*=>)/g, ''],
    [/(?<==>\s*[\w.]+)\s+\w+(?=\s*\))/g, ''],
  ],
  // A library without a name.
  dart: [[/^library\s*;/gm, 'library made;']],
  // Enumerations with constants, and pipes.
  php: [
    [/\|>/g, '.'],
    [/\benum(\s+\w+)(?:\s*:\s*\w+)?(?=\s*(?:\{|implements\b))/g, 'class$1'],
    [/\bcase(\s+\w+)\s*(?==(?![=>])[^;]*;)/g, 'const$1 '],
    [/\bcase(\s+\w+)\s*;/g, 'const$1 = 0;'],
  ],
};

const BRANCHES =
  /^[ \t]*#[ \t]*if\b.*\n((?:(?![ \t]*#).*\n)*)(?:[ \t]*#[ \t]*(?:elif|else)\b.*\n(?:(?![ \t]*#).*\n)*)+[ \t]*#[ \t]*endif\b.*$/gm;
const WHOLE = /(?:^|[;}\]])\s*$/;

/** A text that its grammar reads where it only lacks what the language has; places in it are others. */
export function withoutGaps(language: LanguageId, text: string): string {
  const gaps = GAPS[language] ?? [];
  const read = gaps.reduce((known, [construct, standIn]) => known.replace(construct, standIn), text);
  // Of the heads that two builds give to one body a compiler reads one.
  return language === 'c_sharp'
    ? read.replace(BRANCHES, (all, first: string) => (WHOLE.test(first) ? all : first))
    : read;
}
