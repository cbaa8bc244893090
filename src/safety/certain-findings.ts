import type { LanguageId } from '../domain/language.ts';
import { hasKnownBrackets } from '../codebase/languages/code-brackets.ts';
import { CERTAIN_FAULT } from '../codebase/languages/syntax-problem.ts';
import type { Finding } from './syntax-findings.ts';

type Source = { readonly language: LanguageId; readonly text: string };

const TEMPLATE_MARK = /\{\{|\{%|<[%?]/;
// A workflow's `${{ … }}` is a value, and so is what stands in quotes; both are YAML.
const YAML_VALUE = /\$\{\{.*?\}\}|"(?:\\.|[^"\\])*"|'[^']*'|(?:^|\s)#.*/g;

/**
 * Those of a grammar's findings in a text that nobody can dispute. The grammars of HTML and CSS read only a part of what
 * is in use; and a template bears the extension of what it makes: of either only a breakdown of the parser is certain.
 */
export function certainFindings(source: Source, findings: readonly Finding[]): readonly Finding[] {
  const isCertain = certaintyIn(source);
  return findings.filter((finding) => finding.problem.kind === 'not-judged' || isCertain(finding));
}

/** Whether a text that is a template has no line of one that another text lacks. */
export function hasSameTemplateLines(before: Source, after: Source): boolean {
  const known = new Set(templateLines(before));
  return templateLines(after).every((line) => known.has(line));
}

/** Whether a preprocessor, of which the grammar knows nothing, may make a text that it refuses right. */
export function hasMacros(language: LanguageId): boolean {
  return language === 'c' || language === 'cpp' || language === 'objc';
}

/** Whether the grammar of a language is behind it: of the files that people write today it refuses up to four in five. */
export function hasOldGrammar(language: LanguageId): boolean {
  return language === 'lua' || hasKnownBrackets(language);
}

/** Hardly a macro opens a bracket for another to close, nor does a new version of a language. */
export function isSureOfAnyGrammar({ problem: { kind, code } }: Finding): boolean {
  return kind === 'not-judged' || code === CERTAIN_FAULT;
}

function certaintyIn(source: Source): (finding: Finding) => boolean {
  switch (source.language) {
    case 'html':
    case 'css':
      return TEMPLATE_MARK.test(source.text) ? () => false : ({ problem }) => problem.code === CERTAIN_FAULT;
    case 'yaml':
      return templateLines(source).length > 0 ? () => false : () => true;
    default:
      return () => true;
  }
}

function templateLines({ language, text }: Source): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) =>
    TEMPLATE_MARK.test(language === 'yaml' ? line.replaceAll(YAML_VALUE, '') : line),
  );
}
