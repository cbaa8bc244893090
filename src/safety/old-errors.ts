import type { LanguageId } from '../domain/language.ts';
import { lineChanges } from '../domain/line-diff.ts';
import { lineStartsOf } from '../domain/text.ts';
import { coversFor, type Cover } from './old-error-covers.ts';

/** Both sides of a file that was broken before. */
export type BrokenSides = {
  readonly language: LanguageId;
  readonly before: string;
  readonly after: string;
};

/** What speaks against a text of the same language; offsets are in UTF-16 code units. */
export type JudgeText<T> = (text: string) => Promise<readonly T[]>;

type Fault = { readonly problem: { readonly offset: number } };

/** So many errors of the state before are covered, with so many tries in all; a file with more is judged as a whole. */
const MAX_COVERED = 6;
const MAX_TRIES = 40;

/**
 * The errors that a change brings into a file that was broken before: those that are left when every old error is
 * covered, on both sides alike, by a line without a fault. A parser that stops at an old error, or loses its way after a
 * new one, cannot tell them apart. Null where the old errors cannot be covered, or the change touches the code they are in.
 */
export async function errorsBesideOld<T extends Fault>(
  { language, before, after }: BrokenSides,
  judge: JudgeText<T>,
): Promise<readonly T[] | null> {
  const lines = before.split('\n');
  const covers = await coversOfFaults({ lines, language }, judge);
  if (covers === null) return null;
  const places = placesAfter(lines, after.split('\n'));
  const carried = carriedOver(covers, places);
  if (carried === null) return null;
  const text = covered(after.split('\n'), carried);
  return inOrder(await judge(text), { text, covers: carried, kept: new Set(places) });
}

/** What is seen on a line of the change comes first; what is seen on a covered line, which nobody wrote, only where it is all. */
function inOrder<T extends Fault>(
  faults: readonly T[],
  {
    text,
    covers,
    kept,
  }: {
    readonly text: string;
    readonly covers: readonly Cover[];
    readonly kept: ReadonlySet<number | null>;
  },
): readonly T[] {
  const starts = lineStartsOf(text);
  const lineOf = ({ problem }: T): number => starts.findLastIndex((start) => start <= problem.offset);
  const isCovered = (fault: T): boolean =>
    covers.some(({ start, end }) => lineOf(fault) >= start && lineOf(fault) < end);
  const seen = faults.filter((fault) => !isCovered(fault));
  const changed = seen.filter((fault) => !kept.has(lineOf(fault)));
  return seen.length === 0 ? faults : [...new Set([...changed, ...seen])];
}

/** Covers the first fault, and the next one that is seen then, until there is none. */
async function coversOfFaults<T extends Fault>(
  { lines, language }: { readonly lines: readonly string[]; readonly language: LanguageId },
  judge: JudgeText<T>,
): Promise<readonly Cover[] | null> {
  const covers: Cover[] = [];
  let tries = 0;
  const faultWith = async (more: readonly Cover[]): Promise<number | null> => {
    tries += 1;
    return firstFault(covered(lines, [...covers, ...more]), judge);
  };
  let fault = await faultWith([]);
  while (fault !== null) {
    const step: Step | null = await nextStep(coversFor(lines, fault, language), fault, faultWith);
    if (step === null || tries > MAX_TRIES || covers.length === MAX_COVERED) return null;
    covers.push(step.cover);
    fault = step.fault;
  }
  return covers;
}

type Step = { readonly cover: Cover; readonly fault: number | null };

/** The first cover behind which the next fault lies, or none at all. */
async function nextStep(
  choices: readonly Cover[],
  fault: number,
  faultWith: (more: readonly Cover[]) => Promise<number | null>,
): Promise<Step | null> {
  for (const cover of choices) {
    const next = await faultWith([cover]);
    if (next === null || next > Math.max(fault, cover.end - 1)) return { cover, fault: next };
  }
  return null;
}

/** The line of the first fault, from 0. */
async function firstFault<T extends Fault>(text: string, judge: JudgeText<T>): Promise<number | null> {
  const offsets = (await judge(text)).map(({ problem }) => problem.offset);
  if (offsets.length === 0) return null;
  const first = Math.min(...offsets);
  return lineStartsOf(text).findLastIndex((start) => start <= first);
}

/**
 * The covers by the lines of the other side. A line that is gone needs none; of several lines all have to be there,
 * together, and with the line behind them: what is put there may belong to them.
 */
function carriedOver(covers: readonly Cover[], places: readonly (number | null)[]): readonly Cover[] | null {
  const carried: Cover[] = [];
  for (const { start, end, filler } of covers) {
    const first = places[start] ?? null;
    const isTogether = places
      .slice(start, end + 1)
      .every((at, index) => first !== null && at === first + index);
    const isKept = first !== null && (isTogether || end === start + 1);
    if (isKept) carried.push({ start: first, end: first + end - start, filler });
    else if (end > start + 1) return null;
  }
  return carried;
}

/** Where each line of the text before stands now; null for those that are gone. */
function placesAfter(before: readonly string[], after: readonly string[]): readonly (number | null)[] {
  const places: (number | null)[] = [];
  let shift = 0;
  for (const change of lineChanges(before, after)) {
    while (places.length < change.beforeStart) places.push(places.length + shift);
    while (places.length < change.beforeEnd) places.push(null);
    shift = change.afterEnd - change.beforeEnd;
  }
  while (places.length < before.length) places.push(places.length + shift);
  return places;
}

/** The text with its covers in place; every offset stays. */
function covered(lines: readonly string[], covers: readonly Cover[]): string {
  const shown = [...lines];
  for (const { start, end, filler } of covers) {
    for (let index = start; index < end; index++) {
      const line = lines[index] ?? '';
      const ending = line.endsWith('\r') ? '\r' : '';
      const kept = index === start ? filler : '';
      shown[index] = kept.padEnd(line.length - ending.length) + ending;
    }
  }
  return shown.join('\n');
}
