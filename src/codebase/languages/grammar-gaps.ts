import type { LanguageId } from '../../domain/language.ts';

type Gap = readonly [construct: RegExp, standIn: string];

const PRIMITIVE = String.raw`(?:str|bool|char|[iu](?:8|16|32|64|128|size)|f32|f64)`;

/** What the language has and its grammar lacks, with what the grammar can read in its place. */
const GAPS: Readonly<Record<LanguageId, readonly Gap[]>> = {
  // A name `raw` behind `&`, and macros with the name of a type.
  rust: [
    [/(?<=&\s*)raw\b(?!\s+(?:const|mut)\b)/g, 'it'],
    [new RegExp(String.raw`\b${PRIMITIVE}(?=!\s*[([{])`, 'g'), 'made'],
  ],
  // An object that another one stands in for.
  kotlin: [[/(?<=\bobject\s*:\s*[\w.<>?, ]+\s)by\s+[\w.]+(?=\s*\{)/g, '']],
  // Enumerations with constants.
  php: [
    [/\benum(\s+\w+)(?:\s*:\s*\w+)?(?=\s*(?:\{|implements\b))/g, 'class$1'],
    [/\bcase(\s+\w+)\s*(?==(?![=>])[^;]*;)/g, 'const$1 '],
    [/\bcase(\s+\w+)\s*;/g, 'const$1 = 0;'],
  ],
};

/** A text that its grammar reads where it only lacks what the language has; places in it are others. */
export function withoutGaps(language: LanguageId, text: string): string {
  const gaps = GAPS[language] ?? [];
  return gaps.reduce((read, [construct, standIn]) => read.replace(construct, standIn), text);
}
