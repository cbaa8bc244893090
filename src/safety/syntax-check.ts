import type { Diagnostic } from '../domain/diagnostic.ts';
import { languageOfFile, type LanguageId } from '../domain/language.ts';
import { decodeText, type DecodedText } from '../domain/text.ts';
import { hasParser, judgeSyntax } from '../codebase/languages/judge-syntax.ts';
import type { Judgement, JudgedSource, JudgeTools } from '../codebase/languages/judgement.ts';
import type { JavaScriptGoal } from '../codebase/package-goal.ts';
import { openPython3, type Python3 } from '../codebase/languages/python3.ts';
import { diagnosticsOf, findingsOf, newFindings, notesOf, type Finding } from './syntax-findings.ts';
import { countingFindings, mayMisread, rule, ruleForgiving, type Ruling } from './syntax-ruling.ts';

/** A file to judge: `before` is null for a new file; without `language` the name and the content decide. */
export type SyntaxInput = {
  readonly path: string;
  readonly language?: LanguageId | null;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array;
  /** How JavaScript is to be read, on both sides; null or left out, the extension and the text decide. */
  readonly goal?: JavaScriptGoal | null;
  /** The oldest Python that the project runs on, such as `3.9`; null or left out where it does not say. */
  readonly oldestPython?: string | null;
};

/** Beyond a limit a file is rejected by name, never passed. */
export type SyntaxLimits = {
  readonly maxBytes: number;
  /** For one parser and one text. */
  readonly timeoutMs: number;
  /** For all parsers together and both sides of a file, by the clock on the wall. */
  readonly wallMs: number;
};

export type SyntaxOptions = {
  readonly limits?: Partial<SyntaxLimits>;
  /** Left out, the interpreter of this machine is started where it is needed, and ended; null asks none. */
  readonly python?: Python3 | null;
  /** See {@link JudgeTools}; for who judges many files that have no state before. */
  readonly isBrief?: boolean;
  readonly signal?: AbortSignal | undefined;
};

/**
 * The verdict on one file. `not-judged` with `valid` true: nothing speaks against it, but no parser could read it.
 * `not-judged` with `valid` false: nobody can vouch for it, as beyond a limit; it is not called broken.
 */
export type SyntaxVerdict = {
  readonly kind: 'valid' | 'invalid' | 'not-judged';
  readonly valid: boolean;
  readonly language: LanguageId | null;
  /** The parsers that judged, the strongest last. */
  readonly verifiedBy: readonly string[];
  /** Why the file is not valid: at most five, the strongest parser's first. */
  readonly diagnostics: readonly Diagnostic[];
  /** What decided nothing: errors that were there before, or that an authority does not share. */
  readonly warnings: readonly Diagnostic[];
  /** Likely mistakes of the change that are no errors, and parsers that could not judge it. */
  readonly notes: readonly Diagnostic[];
};

/** What holds where the caller sets no limit. */
export const DEFAULT_SYNTAX_LIMITS: SyntaxLimits = {
  maxBytes: 4_000_000,
  timeoutMs: 10_000,
  wallMs: 30_000,
};

// PEP 263: a comment in one of the first two lines.
const PYTHON_ENCODING = /^(?:[^\r\n]*(?:\r\n|\r|\n))?[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+/;

/**
 * Judges a file by every parser of its language, against the file before. Only what is new counts; but a parser that
 * breaks down or takes too long rejects, and so does a text of which nothing can be parsed.
 * @throws the signal's reason when it is aborted
 */
export async function checkSyntax(input: SyntaxInput, options: SyntaxOptions = {}): Promise<SyntaxVerdict> {
  const language = input.language === undefined ? languageOfSides(input) : input.language;
  if (language === null || !hasParser(language)) {
    return withoutParser(language);
  }
  const limits = { ...DEFAULT_SYNTAX_LIMITS, ...options.limits };
  const decoded = decodeWithin(limits, input.after);
  if (decoded.kind !== 'text') {
    const named = { path: input.path, language };
    return hasOwnEncoding(language, decoded, input.after) ? inOwnEncoding(named) : notJudged(named, decoded);
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
    const judgements = await judgeSyntax({ ...subject, bytes: input.after }, tools);
    options.signal?.throwIfAborted();
    const found = findingsOf(judgements, subject.text);
    const baseline = (): Promise<readonly Finding[]> => baselineOf(input, language, { limits, tools });
    const ruling = mayMisread(subject, input.before)
      ? await ruleForgiving(found, baseline)
      : await rule(judgements, found, {
          findings: baseline,
          broughtIn: () => broughtInBy(input, subject, { limits, tools }),
        });
    const judged =
      ruling.isUnread === true ? [] : judgements.filter(({ report }) => report.kind === 'parsed');
    const told = { ...subject, old: input.before === null ? null : ruling.old };
    return {
      kind: kindOf(ruling, judged),
      valid: ruling.against.length === 0,
      language,
      verifiedBy: verifiersOf(language, judged),
      diagnostics: await diagnosticsOf(ruling.against, told),
      warnings: await diagnosticsOf(ruling.aside, told),
      notes: await diagnosticsOf(await newNotes(judgements, input, { subject, limits, tools }), {
        ...subject,
        old: null,
      }),
    };
  } finally {
    ownPython?.close();
  }
}

/** The language of a changed file: a script that lost its first line is still what it was. */
export function languageOfSides({
  path,
  before,
  after,
}: Pick<SyntaxInput, 'path' | 'before' | 'after'>): LanguageId | null {
  return languageOfFile(path, after) ?? (before === null ? null : languageOfFile(path, before));
}

/** The verdict on a file by its size alone, for who need not read it: null where it must be read to be judged. */
export function verdictBySize(
  file: { readonly path: string; readonly language: LanguageId | null; readonly sizeBytes: number },
  { maxBytes }: Pick<SyntaxLimits, 'maxBytes'>,
): SyntaxVerdict | null {
  const { path, language, sizeBytes } = file;
  if (language === null || !hasParser(language)) return withoutParser(language);
  return sizeBytes <= maxBytes ? null : notJudged({ path, language }, tooLarge(sizeBytes, maxBytes));
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

type Means = { readonly limits: SyntaxLimits; readonly tools: JudgeTools };
type Judged = { readonly judgements: readonly Judgement[]; readonly text: string };

/** What the parsers have against the file as it was; nothing is excused where it could not be judged. */
async function baselineOf(
  input: SyntaxInput,
  language: LanguageId,
  means: Means,
): Promise<readonly Finding[]> {
  const judged = await judgedBefore(input, language, means);
  return judged === null ? [] : findingsOf(judged.judgements, judged.text);
}

async function judgedBefore(
  input: SyntaxInput,
  language: LanguageId,
  { limits, tools }: Means,
): Promise<Judged | null> {
  const { path, before } = input;
  const decoded = before === null ? null : decodeWithin(limits, before);
  if (before === null || decoded?.kind !== 'text') return null;
  const source = { path, language, bytes: before, text: decoded.text, ...readingOf(input) };
  const judgements = await judgeSyntax(source, tools);
  tools.signal?.throwIfAborted();
  return { judgements, text: decoded.text };
}

/** Mistakes that were there before are not told again; who cannot judge the file is, every time. */
async function newNotes(
  judgements: readonly Judgement[],
  input: SyntaxInput,
  { subject, ...means }: Means & { readonly subject: Omit<JudgedSource, 'bytes'> },
): Promise<readonly Finding[]> {
  const notes = notesOf(judgements, subject.text);
  if (notes.length === 0) return [];
  const judged = await judgedBefore(input, subject.language, means);
  const known = judged === null ? [] : notesOf(judged.judgements, judged.text);
  const mistakes = newFindings(notes, known);
  return notes.filter((note) => note.problem.kind === 'not-judged' || mistakes.includes(note));
}

function readingOf({
  goal = null,
  oldestPython = null,
}: SyntaxInput): Pick<JudgedSource, 'goal' | 'oldestPython'> {
  return { goal, oldestPython };
}

/** What the change brings into a file that was broken; null where nobody can tell, as in a notebook, whose lines are JSON. */
async function broughtInBy(
  { before }: SyntaxInput,
  subject: Omit<JudgedSource, 'bytes'>,
  { limits, tools }: { readonly limits: SyntaxLimits; readonly tools: JudgeTools },
): Promise<readonly Finding[] | null> {
  const decoded = before === null ? null : decodeWithin(limits, before);
  if (decoded?.kind !== 'text' || subject.language === 'jupyter') return null;
  const { errorsBesideOld } = await import('./old-errors.ts');
  const sides = { language: subject.language, before: decoded.text, after: subject.text };
  const found = await errorsBesideOld(sides, async (text) => {
    const bytes = new TextEncoder().encode(text);
    const judgements = await judgeSyntax({ ...subject, bytes, text }, { ...tools, isBrief: true });
    tools.signal?.throwIfAborted();
    return countingFindings(judgements, findingsOf(judgements, text));
  });
  return found?.some(({ problem }) => problem.kind === 'not-judged') === true ? null : found;
}

function withoutParser(language: LanguageId | null): SyntaxVerdict {
  return {
    kind: 'not-judged',
    valid: true,
    language,
    verifiedBy: [],
    diagnostics: [],
    warnings: [],
    notes: [],
  };
}

type NotText =
  | Exclude<DecodedText, { kind: 'text' }>
  | { readonly kind: 'too-large'; readonly reason: string };

function decodeWithin({ maxBytes }: SyntaxLimits, bytes: Uint8Array): DecodedText | NotText {
  return bytes.length <= maxBytes ? decodeText(bytes) : tooLarge(bytes.length, maxBytes);
}

function tooLarge(sizeBytes: number, maxBytes: number): NotText {
  return { kind: 'too-large', reason: `has ${sizeBytes} bytes; files above ${maxBytes} are not judged` };
}

function notJudged(
  file: { readonly path: string; readonly language: LanguageId },
  fault: NotText,
): SyntaxVerdict {
  const reason =
    fault.kind === 'invalid-utf8' ? `is not valid UTF-8 at byte ${fault.offset + 1}` : fault.reason;
  const diagnostic = { path: file.path, line: 1, column: 1, message: `The file ${reason}.` };
  const diagnostics = [{ ...diagnostic, kind: fault.kind, source: 'ouroboros', context: '' }];
  const kind = fault.kind === 'too-large' ? 'not-judged' : 'invalid';
  return {
    kind,
    valid: false,
    language: file.language,
    verifiedBy: [],
    diagnostics,
    warnings: [],
    notes: [],
  };
}

/** A Python file may say that it is not UTF-8. */
function hasOwnEncoding(language: LanguageId, { kind }: NotText, bytes: Uint8Array): boolean {
  if (language !== 'python' || kind !== 'invalid-utf8') return false;
  return PYTHON_ENCODING.test(Buffer.from(bytes.subarray(0, 1_000)).toString('latin1'));
}

function inOwnEncoding({
  path,
  language,
}: {
  readonly path: string;
  readonly language: LanguageId;
}): SyntaxVerdict {
  const message = 'Not judged: the file says that its encoding is not UTF-8.';
  const place = { path, line: 1, column: 1, source: 'ouroboros', context: '' };
  const warnings = [{ ...place, kind: 'not-judged', message }];
  return { kind: 'not-judged', valid: true, language, verifiedBy: [], diagnostics: [], warnings, notes: [] };
}
