import type { LanguageId } from '../domain/language.ts';
import { hasParser, judgeSyntax } from '../codebase/languages/judge-syntax.ts';
import type { Judgement, JudgedSource, JudgeTools } from '../codebase/languages/judgement.ts';
import { openPython3, type Python3 } from '../codebase/languages/python3.ts';
import { isMixedTemplate, templateReading } from '../codebase/languages/template-reading.ts';
import { isTestData, isWrongOnPurpose } from '../codebase/test-files.ts';
import { newNotes, newRepeats, stateBefore } from './syntax-before.ts';
import { diagnosticsOf, findingsOf } from './syntax-findings.ts';
import {
  decodeWithin,
  DEFAULT_SYNTAX_LIMITS,
  languageOfSides,
  readingOf,
  type SyntaxInput,
  type SyntaxLimits,
} from './syntax-input.ts';
import { rule, type JudgedText, type Ruling, type StateBefore } from './syntax-ruling.ts';
import { verdictOnNoText, verdictWithoutParser, type SyntaxVerdict } from './syntax-verdict.ts';

/** What a check is held to and works with. */
export type SyntaxOptions = {
  readonly limits?: Partial<SyntaxLimits>;
  /** Left out, the interpreter of this machine is started where it is needed, and ended; null asks none. */
  readonly python?: Python3 | null;
  /** See {@link JudgeTools}; for who judges many files that have no state before. */
  readonly isBrief?: boolean;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Judges a file by every parser of its language, against the file before. Only what is new counts; but a parser that
 * breaks down or takes too long rejects, and so does a text of which nothing can be parsed.
 * @throws the signal's reason when it is aborted
 */
export async function checkSyntax(input: SyntaxInput, options: SyntaxOptions = {}): Promise<SyntaxVerdict> {
  const language = input.language === undefined ? languageOfSides(input) : input.language;
  if (language === null || !hasParser(language)) return verdictWithoutParser(language);
  const limits = { ...DEFAULT_SYNTAX_LIMITS, ...options.limits };
  const decoded = decodeWithin(limits, input.after);
  const isMeantWrong = input.before === null && isWrongOnPurpose(input.path);
  if (decoded.kind !== 'text') {
    if (isMeantWrong) return verdictWithoutParser(language);
    return verdictOnNoText({ path: input.path, language, bytes: input.after, fault: decoded });
  }
  const ownPython = options.python === undefined ? openPython3({ ...limits, signal: options.signal }) : null;
  try {
    const tools = {
      python: options.python ?? ownPython,
      timeoutMs: limits.timeoutMs,
      deadline: performance.now() + limits.wallMs,
      isBrief: options.isBrief,
      signal: options.signal,
    };
    const subject = { path: input.path, language, text: decoded.text, ...readingOf(input) };
    const judgements = await judgeAsTemplate(
      subject,
      await judgeSyntax({ ...subject, bytes: input.after }, tools),
      tools,
    );
    options.signal?.throwIfAborted();
    const now = { ...subject, judgements, findings: findingsOf(judgements, subject.text) };
    const isUnread = isMeantWrong || isWithFlow(now);
    if (isUnread && now.findings.length > 0) return verdictWithoutParser(language);
    const before = stateBefore(input, subject, { limits, tools });
    const ruling = await ruleOnAll(now, before, subject.path);
    const judged =
      ruling.isUnread === true ? [] : judgements.filter(({ report }) => report.kind === 'parsed');
    const notes = (await newNotes(now, before)).filter(
      (note) => !ruling.against.some(({ problem }) => problem === note.problem),
    );
    const told = { ...subject, old: input.before === null ? null : ruling.old };
    return {
      kind: kindOf(ruling, judged),
      valid: ruling.against.length === 0,
      language,
      verifiedBy: verifiersOf(language, judged),
      diagnostics: await diagnosticsOf(ruling.against, told),
      warnings: await diagnosticsOf(ruling.aside, told),
      notes: await diagnosticsOf(notes, { ...subject, old: null }),
    };
  } finally {
    ownPython?.close();
  }
}

const FLOW = /^[ \t]*(?:\/\/|\/?\*+)[ \t]*@flow\b/m;
const HEAD_LENGTH = 2_000;

/** Whether a script says that it has the types of Flow, which no parser here reads. */
function isWithFlow({ language, text }: JudgedText): boolean {
  return language === 'javascript' && FLOW.test(text.slice(0, HEAD_LENGTH));
}

/** What only the last reader of a text can tell is wrong counts where the change brings it in; data of tests may mean it. */
async function ruleOnAll(now: JudgedText, before: StateBefore, path: string): Promise<Ruling> {
  const ruling = await rule(now, before);
  if (isTestData(path)) return ruling;
  return { ...ruling, against: [...ruling.against, ...(await newRepeats(now, before))] };
}

/**
 * What the parsers say of a template as it is filled in, if nothing is wrong then; nothing where they cannot tell, else
 * what they said of it.
 */
async function judgeAsTemplate(
  subject: Omit<JudgedSource, 'bytes'>,
  judgements: readonly Judgement[],
  tools: JudgeTools,
): Promise<readonly Judgement[]> {
  if (findingsOf(judgements, subject.text).length === 0) return judgements;
  const text = templateReading(subject.path, subject.text);
  if (text === null) return judgements;
  const read = await judgeSyntax({ ...subject, bytes: new TextEncoder().encode(text), text }, tools);
  if (findingsOf(read, text).length === 0) return read;
  return isMixedTemplate(subject.path, subject.text) ? [] : judgements;
}

/** Each once; a parser that saw only the scripts of a component is named as such: nobody but tree-sitter vouches for the rest. */
function verifiersOf(language: LanguageId, judged: readonly Judgement[]): readonly string[] {
  const isComponent = language === 'vue' || language === 'svelte';
  const names = judged.map(({ parser, part }) => (isComponent && part > 0 ? `${parser} (script)` : parser));
  return [...new Set(names)];
}

function kindOf({ against }: Ruling, judged: readonly Judgement[]): SyntaxVerdict['kind'] {
  if (against.some(({ problem }) => problem.kind === 'not-judged')) return 'not-judged';
  if (against.length > 0) return 'invalid';
  return judged.length === 0 ? 'not-judged' : 'valid';
}
