import type { LanguageId } from '../../domain/language.ts';
import type { EmbeddedPart } from './embedded-part.ts';
import { grammarLanguages, grammarPath } from './grammars.ts';
import { judgeText } from './judge-text.ts';
import type { Judgement, JudgedSource, JudgeTools } from './judgement.ts';
import type { SyntaxProblem } from './syntax-problem.ts';
import { ERROR_ROOT } from './tree-syntax.ts';

/** Judged languages without a grammar: another parser knows them, or the languages that are embedded in their files. */
const WITHOUT_GRAMMAR: readonly LanguageId[] = ['yaml', 'svelte', 'jupyter'];

/** Whether any parser knows the language. */
export function hasParser(language: LanguageId): boolean {
  return WITHOUT_GRAMMAR.includes(language) || grammarPath(language) !== null;
}

/** Every language that a parser knows, sorted. */
export function judgedLanguages(): readonly LanguageId[] {
  return [...grammarLanguages(), ...WITHOUT_GRAMMAR].toSorted();
}

/** Asks every parser of the language and of what is embedded in the text, the weakest first. */
export async function judgeSyntax(source: JudgedSource, tools: JudgeTools): Promise<readonly Judgement[]> {
  switch (source.language) {
    case 'vue':
    case 'svelte':
      return judgeComponent(source, source.language, tools);
    case 'jupyter':
      return judgeNotebook(source, tools);
    default:
      return judgeText(source, tools);
  }
}

async function judgeComponent(
  source: JudgedSource,
  language: 'vue' | 'svelte',
  tools: JudgeTools,
): Promise<readonly Judgement[]> {
  const own = language === 'vue' ? await judgeText(source, tools) : [];
  const { componentScripts } = await import('./component-scripts.ts');
  const { parts, problems } = componentScripts(source.text, language);
  return [...own, ...judgedAround(problems), ...(await judgeParts(source, parts, tools))];
}

/** What is wrong around the embedded texts; that nothing is wrong there vouches for nothing. */
function judgedAround(problems: readonly SyntaxProblem[]): readonly Judgement[] {
  if (problems.length === 0) return [];
  return [{ parser: 'component', isAuthority: true, part: 0, report: { kind: 'parsed', problems } }];
}

async function judgeNotebook(source: JudgedSource, tools: JudgeTools): Promise<readonly Judgement[]> {
  const own = await judgeText({ ...source, language: 'json' }, tools);
  const isSound = own.every(({ report }) => report.kind === 'parsed' && report.problems.length === 0);
  if (!isSound) return own;
  const { notebookCells, notebookProblem } = await import('./notebook-cells.ts');
  const problem = notebookProblem(source.text);
  if (problem !== null) return [...own, ...judgedAround([problem])];
  return [...own, ...(await judgeParts(source, await notebookCells(source.text, tools), tools))];
}

/** The last part first: whoever reads from the strongest parser on comes to the parts in their order. */
async function judgeParts(
  { path }: JudgedSource,
  parts: readonly EmbeddedPart[],
  tools: JudgeTools,
): Promise<readonly Judgement[]> {
  const judgements: Judgement[] = [];
  for (const [index, part] of parts.entries()) {
    tools.signal?.throwIfAborted();
    const { language, text } = part;
    const bytes = new TextEncoder().encode(text);
    const judged = await judgeText({ path, language, bytes, text, goal: 'module' }, tools);
    judgements.unshift(...judged.map((one) => inFile(one, part, index + 1)));
  }
  return judgements;
}

function inFile(judgement: Judgement, { asProblemOfFile }: EmbeddedPart, part: number): Judgement {
  const { report } = judgement;
  if (report.kind !== 'parsed') return { ...judgement, part };
  // Where nothing of a part can be parsed, something of the file still can.
  const ofPart = report.problems.map((one) => ({ ...one, code: one.code === ERROR_ROOT ? null : one.code }));
  const problems = ofPart.map(asProblemOfFile).filter((problem) => problem !== null);
  return { ...judgement, part, report: { kind: 'parsed', problems } };
}
