import {
  INVALID_SYNTAX,
  ruffDiagnostics,
  type RuffDiagnostic,
  type RuffOptions,
} from '../../codebase/languages/ruff.ts';
import { messageOf } from '../../domain/errors.ts';
import { parsePython, type PyTree } from './tree.ts';

/** A Python text with its tree and what ruff finds in it, or why it cannot be worked on, in one sentence. */
export type LookedAt =
  | { readonly kind: 'looked'; readonly tree: PyTree; readonly findings: readonly RuffDiagnostic[] }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Reads a file by both parsers; a text that either cannot read, or on which ruff breaks down, is refused.
 * @throws OuroborosError `bad-file` when the parser gives up on the text
 */
export async function lookAt(
  { path, text }: { readonly path: string; readonly text: string },
  options: RuffOptions,
): Promise<LookedAt> {
  const tree = await parsePython(text);
  const findings = await findingsOf(text, options);
  if (typeof findings === 'string')
    return { kind: 'refused', reason: `Ruff broke down on ${path}: ${findings}` };
  if (tree === null || findings.some(({ code }) => code === INVALID_SYNTAX)) {
    return { kind: 'refused', reason: `${path} has a syntax error.` };
  }
  return { kind: 'looked', tree, findings };
}

/** What ruff finds, or the message of its breakdown. */
async function findingsOf(text: string, options: RuffOptions): Promise<readonly RuffDiagnostic[] | string> {
  try {
    return await ruffDiagnostics(text, options);
  } catch (error) {
    return messageOf(error);
  }
}
