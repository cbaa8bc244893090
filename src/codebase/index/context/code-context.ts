import type { Definition } from '../../outline.ts';
import type { RankedFile } from '../rank/rank-files.ts';
import type { IndexQueries } from '../store/queries.ts';

/** What a context is made for, and of what. */
export type ContextRequest = {
  readonly queries: IndexQueries;
  readonly task: string;
  /** The files of the index as they fit the task and its targets, the best first. */
  readonly ranked: readonly RankedFile[];
  /** Files that will be changed: they come first, whole where they fit. */
  readonly targets: readonly TargetFile[];
  /** Functions of the targets that the task is about, as `name` or `Class.name`: shown whole in any case. */
  readonly functions: readonly string[];
  /** In tokens as `count` counts them. */
  readonly budget: number;
  /** How much of the budget may go to other files than the targets, at most. */
  readonly relatedBudget: number;
  /** Of other files, those without use for the task are left out even where the budget has room. */
  readonly isFrugal: boolean;
  readonly count: (text: string) => number;
  /** Whether a file may be shown; the targets always are. */
  readonly mayShow: (path: string) => boolean;
};

/** What a context is made of, however it is counted. */
export type ContextMaterial = Omit<ContextRequest, 'count'>;

/** A file to be changed. Its definitions are read from this very text, which the index may not know. */
export type TargetFile = {
  readonly path: string;
  readonly text: string;
  readonly definitions: readonly Definition[];
};

/** Lines of a file that a context shows, or what it says of them. Lines count from 1, both ends included. */
export type ContextPart = {
  readonly startLine: number;
  readonly endLine: number;
  /** `code`: word for word. `signature`: name, parameters and types. `name`: that it is there. `gap`: that lines are left out. */
  readonly form: 'code' | 'signature' | 'name' | 'gap';
  readonly text: string;
};

/** What a context shows of one file, in the order of its lines. */
export type ContextSection = {
  readonly path: string;
  readonly isTarget: boolean;
  readonly parts: readonly ContextPart[];
};

/** The code that matters for a task: targets first, then other files by rank. */
export type CodeContext =
  | {
      readonly kind: 'context';
      readonly sections: readonly ContextSection[];
      readonly text: string;
      /** Of the text, as the request counts; never more than the budget. */
      readonly tokens: number;
    }
  /** A target of which not even the named functions, or nothing that could be named, fits the budget. */
  | { readonly kind: 'too-large'; readonly path: string; readonly tokens: number; readonly limit: number };

/** What a cut file has in the place of lines left out, to the end of its line: nothing of the file itself. */
export const GAP_MARK = /\[lines \d+-\d+ not shown\b.*/;

/** The text of sections: a line with the path, then its parts. */
export function contextText(sections: readonly ContextSection[]): string {
  return sections.map((section) => `${pathLine(section.path)}\n${sectionText(section)}\n`).join('\n');
}

/** A path that could be taken for several lines is quoted. */
function pathLine(path: string): string {
  return /\p{Cc}/u.test(path) ? JSON.stringify(path) : path;
}

/** The parts of a section as they stand in a context. */
export function sectionText({ parts }: ContextSection): string {
  return parts.map((part) => part.text).join('\n');
}
