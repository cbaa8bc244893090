import * as z from 'zod';
import { messageOf } from '../../domain/errors.ts';
import { inScratchFolder, outputOf, writeScratch } from './scratch-run.ts';
import { shortMessage } from './syntax-problem.ts';

/** What oxlint has against a place of a file; `offset` is in UTF-16 code units. */
export type OxlintProblem = {
  readonly path: string;
  /** The rule, e.g. `eslint(no-undef)`. */
  readonly code: string;
  readonly message: string;
  readonly offset: number;
  readonly severity: 'error' | 'warning';
};

export type OxlintReport =
  | { readonly kind: 'judged'; readonly problems: readonly OxlintProblem[] }
  | { readonly kind: 'broken'; readonly reason: string };

export type OxlintRequest = {
  /** The launcher of an installed oxlint, absolute. */
  readonly launcher: string;
  /** Texts and configurations by their paths in the tree. */
  readonly texts: ReadonlyMap<string, string>;
  readonly configs: ReadonlyMap<string, string>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

const printed = z.object({
  diagnostics: z.array(
    z.object({
      message: z.string(),
      code: z.string().catch(''),
      severity: z.string().catch(''),
      filename: z.string(),
      labels: z.array(z.object({ span: z.object({ offset: z.int().nonnegative() }) })).catch([]),
    }),
  ),
});

/** Runs oxlint over texts in a temporary folder, where it finds their configurations and nothing else of the project. */
export async function runOxlint(request: OxlintRequest): Promise<OxlintReport> {
  const { launcher, configs, texts, timeoutMs, signal } = request;
  const args = [launcher, '--format', 'json', '--threads=1', '--no-error-on-unmatched-pattern', '.'];
  try {
    const output = await inScratchFolder(async (cwd) => {
      await writeScratch(cwd, new Map([...configs, ...texts]));
      return outputOf({ command: process.execPath, args, cwd, timeoutMs, signal });
    });
    const { diagnostics } = printed.parse(JSON.parse(output));
    return { kind: 'judged', problems: diagnostics.map((one) => problemOf(one, texts)) };
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'broken', reason: shortMessage(messageOf(error)) };
  }
}

function problemOf(
  { message, code, severity, filename, labels }: z.infer<typeof printed>['diagnostics'][number],
  texts: OxlintRequest['texts'],
): OxlintProblem {
  const path = filename.replaceAll('\\', '/');
  const bytes = Buffer.from(texts.get(path) ?? '');
  const offset = bytes.subarray(0, labels[0]?.span.offset ?? 0).toString().length;
  const level = severity === 'error' ? 'error' : 'warning';
  return { path, code, message: shortMessage(message), offset, severity: level };
}
