import { REPEATED_KEY } from '../codebase/languages/json.ts';
import { judgeSyntax } from '../codebase/languages/judge-syntax.ts';
import type { JudgedSource, JudgeTools } from '../codebase/languages/judgement.ts';
import { newItems } from '../domain/new-items.ts';
import { certainFindings } from './certain-findings.ts';
import { findingsOf, newFindings, notesOf, type Finding } from './syntax-findings.ts';
import { decodeWithin, readingOf, type SyntaxInput, type SyntaxLimits } from './syntax-input.ts';
import { countingFindings, type JudgedText, type StateBefore } from './syntax-ruling.ts';

type Means = { readonly limits: SyntaxLimits; readonly tools: JudgeTools };

/** The text of the changed file, without its bytes. */
type Subject = Omit<JudgedSource, 'bytes'>;

/** The state before of a file, which is judged once, when something is asked of it; nothing is excused where it could not be judged. */
export function stateBefore(input: SyntaxInput, subject: Subject, means: Means): StateBefore {
  const text = textBefore(input, means.limits);
  let judging: Promise<JudgedText | null> | null = null;
  return {
    judged: () => (judging ??= judgedBefore({ input, subject, text, tools: means.tools })),
    broughtIn: () => broughtInBy(text, subject, means.tools),
  };
}

/** What is worth telling of a text and was not told of the state before; who cannot judge the file is told every time. */
export async function newNotes(now: JudgedText, before: StateBefore): Promise<readonly Finding[]> {
  const notes = notesOf(now.judgements, now.text);
  if (notes.length === 0) return [];
  const judged = await before.judged();
  const mistakes = newFindings(notes, judged === null ? [] : notesOf(judged.judgements, judged.text));
  return notes.filter((note) => note.problem.kind === 'not-judged' || mistakes.includes(note));
}

/** Keys of JSON that the change writes a second time into their object, by their names: a line of data may hold all of a file. */
export async function newRepeats(now: JudgedText, before: StateBefore): Promise<readonly Finding[]> {
  const repeatsIn = ({ judgements, text }: JudgedText): readonly Finding[] =>
    notesOf(judgements, text).filter(({ problem }) => problem.code === REPEATED_KEY);
  const repeats = repeatsIn(now);
  const judged = repeats.length === 0 ? null : await before.judged();
  if (judged === null) return [];
  return newItems(repeats, repeatsIn(judged), ({ problem }) => problem.message);
}

function textBefore({ before }: SyntaxInput, limits: SyntaxLimits): string | null {
  const decoded = before === null ? null : decodeWithin(limits, before);
  return decoded?.kind === 'text' ? decoded.text : null;
}

async function judgedBefore({
  input,
  subject: { path, language },
  text,
  tools,
}: {
  readonly input: SyntaxInput;
  readonly subject: Subject;
  readonly text: string | null;
  readonly tools: JudgeTools;
}): Promise<JudgedText | null> {
  const { before } = input;
  if (before === null || text === null) return null;
  const judgements = await judgeSyntax({ path, language, bytes: before, text, ...readingOf(input) }, tools);
  tools.signal?.throwIfAborted();
  return { language, text, judgements, findings: findingsOf(judgements, text) };
}

/** What the change brings into a file that was broken; null where nobody can tell, as in a notebook, whose lines are JSON. */
async function broughtInBy(
  before: string | null,
  subject: Subject,
  tools: JudgeTools,
): Promise<readonly Finding[] | null> {
  const { language, text: after } = subject;
  if (before === null || language === 'jupyter') return null;
  const { errorsBesideOld } = await import('./old-errors.ts');
  const found = await errorsBesideOld({ language, before, after }, async (text) => {
    const bytes = new TextEncoder().encode(text);
    const judgements = await judgeSyntax({ ...subject, bytes, text }, { ...tools, isBrief: true });
    tools.signal?.throwIfAborted();
    const findings = certainFindings({ language, text }, findingsOf(judgements, text));
    return countingFindings(judgements, findings);
  });
  return found?.some(({ problem }) => problem.kind === 'not-judged') === true ? null : found;
}
