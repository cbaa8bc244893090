import type { LanguageId } from '../../domain/language.ts';
import type { JavaScriptGoal } from '../package-goal.ts';
import { grammarPath } from './grammars.ts';
import { jsonSyntax } from './json.ts';
import { oxcSyntax } from './oxc.ts';
import type { Python3 } from './python3.ts';
import { ruffSyntax } from './ruff.ts';
import type { ParserReport } from './syntax-problem.ts';
import { treeSyntax } from './tree-syntax.ts';
import { typescriptSyntax } from './typescript.ts';

export type ParserName = 'tree-sitter' | 'oxc' | 'typescript' | 'ruff' | 'python3' | 'json';

/** What one parser said. An authority is a parser that the language's own tools would agree with. */
export type Judgement = {
  readonly parser: ParserName;
  readonly isAuthority: boolean;
  readonly report: ParserReport;
};

/** A text to judge; `bytes` are those of the file, `text` is decoded and has no byte order mark. */
export type JudgedSource = {
  readonly path: string;
  readonly language: LanguageId;
  readonly bytes: Uint8Array;
  readonly text: string;
  /** How JavaScript is to be read; without it the extension and the text decide. */
  readonly goal?: JavaScriptGoal | null;
};

/** What the parsers work with: an interpreter where one may be asked, and limits for those that can be stopped. */
export type JudgeTools = {
  readonly python: Python3 | null;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
};

/** Whether any parser knows the language. */
export function hasParser(language: LanguageId): boolean {
  return grammarPath(language) !== null;
}

/**
 * Asks every parser of the language, the weakest first. Where tree-sitter breaks down the others are not asked:
 * what makes it give up can end the process in a native parser.
 */
export async function judgeSyntax(source: JudgedSource, tools: JudgeTools): Promise<readonly Judgement[]> {
  const tree = await treeJudgement(source, tools);
  if (tree.report.kind === 'broken') return [tree];
  return [tree, ...(await Promise.all(authorityJudgements(source, tools)))];
}

async function treeJudgement(source: JudgedSource, tools: JudgeTools): Promise<Judgement> {
  const report = await treeSyntax({ language: source.language, text: source.text, limits: tools });
  if (source.language !== 'c' || !hasProblems(report)) {
    return { parser: 'tree-sitter', isAuthority: false, report };
  }
  return {
    parser: 'tree-sitter',
    isAuthority: false,
    report: (await asOtherHeader(source, tools)) ?? report,
  };
}

/** A `.h` file may as well be C++ or Objective-C. */
async function asOtherHeader(source: JudgedSource, limits: JudgeTools): Promise<ParserReport | null> {
  for (const language of ['cpp', 'objc']) {
    const report = await treeSyntax({ language, text: source.text, limits });
    if (!hasProblems(report)) return report;
  }
  return null;
}

function hasProblems(report: ParserReport): boolean {
  return report.kind !== 'parsed' || report.problems.length > 0;
}

function authorityJudgements(source: JudgedSource, { python }: JudgeTools): readonly Promise<Judgement>[] {
  switch (source.language) {
    case 'javascript':
      return [authority('oxc', oxcSyntax(source))];
    case 'typescript':
    case 'tsx':
      return [authority('oxc', oxcSyntax(source)), authority('typescript', typescriptSyntax(source))];
    case 'python': {
      const asked = python === null ? [] : [authority('python3', python.judge(source))];
      return [authority('ruff', ruffSyntax(source.text)), ...asked];
    }
    case 'json':
      return [authority('json', Promise.resolve(jsonSyntax(source)))];
    default:
      return [];
  }
}

async function authority(parser: ParserName, report: Promise<ParserReport>): Promise<Judgement> {
  return { parser, isAuthority: true, report: await report };
}
