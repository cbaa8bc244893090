import { bashSyntax } from './bash.ts';
import { judgeApart, TOO_LONG, unjudged } from './judge-apart.ts';
import { jsonSyntax } from './json.ts';
import type { Judgement, JudgedSource, JudgeTools, ParserName } from './judgement.ts';
import { mayNestDeeper } from './nesting-bound.ts';
import { otherReadings } from './other-readings.ts';
import { oxcSyntax } from './oxc.ts';
import { ruffSyntax } from './ruff.ts';
import type { ParserReport } from './syntax-problem.ts';
import { tryTree } from './tree-sitter.ts';
import { treeSyntax } from './tree-syntax.ts';
import { typescriptSyntax } from './typescript.ts';
import { yamlSyntax } from './yaml.ts';

/** Up to this length, in UTF-16 code units, no parser takes longer than a second, whatever it finds; most sources are shorter. */
const MAX_LENGTH_HERE = 200_000;

/** Native parsers overflow their stack from 5,000 levels on. */
const MAX_BRIEF_DEPTH = 1_000;

/**
 * Asks every parser of one language, the weakest first; for a long text in another process, which can be ended. What a
 * short one is said to be after the time is over counts as little.
 */
export async function judgeText(source: JudgedSource, tools: JudgeTools): Promise<readonly Judgement[]> {
  if (performance.now() >= tools.deadline) return [unjudged('the time for judging was over')];
  if (source.text.length <= MAX_LENGTH_HERE) {
    const judged = await judgeHere(source, tools);
    const isLate = performance.now() >= tools.deadline;
    return isLate && !judged.some(isBroken) ? [unjudged(TOO_LONG)] : judged;
  }
  const judged = await judgeApart(source, tools);
  if (judged.some(isBroken) || source.language !== 'python' || tools.python === null) return judged;
  return [...judged, await authority('python3', tools.python.judge(source))];
}

function isBroken({ report }: Judgement): boolean {
  return report.kind === 'broken';
}

/**
 * Asks the parsers in this process. Where tree-sitter breaks down the others are not asked: what makes it give up can
 * end the process in a native parser.
 */
export async function judgeHere(source: JudgedSource, tools: JudgeTools): Promise<readonly Judgement[]> {
  if (tools.isBrief === true && !mayNestDeeper(source.text, MAX_BRIEF_DEPTH)) {
    const judgements = await Promise.all(authorityJudgements(source, tools));
    if (judgements.length > 0 && isEnough(judgements, source.text)) return judgements;
  }
  const tree = await treeJudgement(source, tools);
  if (tree.report.kind === 'broken') return [tree];
  return [tree, ...(await Promise.all(authorityJudgements(source, tools)))];
}

/** Of a long text a refusal is enough too: its tree would take ten times as long, to tell of the same fault once more. */
function isEnough(judgements: readonly Judgement[], text: string): boolean {
  if (text.length > MAX_LENGTH_HERE) return judgements.every(({ report }) => report.kind === 'parsed');
  return !judgements.some(({ report }) => hasProblems(report));
}

async function treeJudgement(source: JudgedSource, tools: JudgeTools): Promise<Judgement> {
  const report = await treeSyntax({ language: source.language, text: source.text, limits: tools });
  const other = hasProblems(report) ? await otherReading(source, tools) : null;
  return { parser: 'tree-sitter', isAuthority: false, part: 0, report: other ?? report };
}

/** What the grammar says of another way to read a text, in which nothing is wrong; null where there is none. */
async function otherReading(source: JudgedSource, limits: JudgeTools): Promise<ParserReport | null> {
  for (const reading of otherReadings(source)) {
    // To say what is wrong takes as long as to parse; here it is enough that something is.
    const isRead = await tryTree({ ...reading, limits }, ({ rootNode }) => !rootNode.hasError);
    if (isRead.kind !== 'parsed' || !isRead.value) continue;
    const report = await treeSyntax({ ...reading, limits });
    if (!hasProblems(report)) return report;
  }
  return null;
}

function hasProblems(report: ParserReport): boolean {
  return report.kind !== 'parsed' || report.problems.length > 0;
}

function authorityJudgements(
  source: JudgedSource,
  { python, timeoutMs, deadline, signal }: JudgeTools,
): readonly Promise<Judgement>[] {
  switch (source.language) {
    case 'javascript':
      return [authority('oxc', oxcSyntax(source))];
    case 'typescript':
    case 'tsx':
      return [
        authority('oxc', oxcSyntax(source)),
        authority('typescript', typescriptSyntax({ ...source, deadline })),
      ];
    case 'python': {
      const asked = python === null ? [] : [authority('python3', python.judge(source))];
      return [authority('ruff', ruffSyntax(source.text)), ...asked];
    }
    case 'bash':
      return [authority('bash', bashSyntax({ text: source.text, timeoutMs, signal }))];
    case 'json':
      return [authority('json', Promise.resolve(jsonSyntax(source)))];
    case 'yaml':
      return [authority('yaml', yamlSyntax({ ...source, deadline }))];
    default:
      return [];
  }
}

async function authority(parser: ParserName, report: Promise<ParserReport>): Promise<Judgement> {
  return { parser, isAuthority: true, part: 0, report: await report };
}
