import { relative, sep } from 'node:path';
import * as z from 'zod';
import { lineStartsOf } from '../../../domain/text.ts';
import { outputOf, type ToolRun } from '../scratch-run.ts';
import { shortMessage } from '../syntax-problem.ts';
import type { TypeProblem } from './type-report.ts';

/** An error of pyright or basedpyright in a folder; `texts` are those of the files that are asked for, by path. */
export type PyrightRun = Omit<ToolRun, 'args'> & {
  readonly args: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
};

/** What pyright says where a package is not installed: that is for another gate to judge, and makes types unknown. */
const OF_MISSING_PACKAGES = /^report(?:Missing|Unknown|UntypedBaseClass|UntypedFunctionDecorator)/;

const printed = z.object({
  generalDiagnostics: z.array(
    z.object({
      file: z.string(),
      severity: z.string(),
      message: z.string(),
      range: z.object({ start: z.object({ line: z.int(), character: z.int() }) }).optional(),
      rule: z.string().catch('error'),
    }),
  ),
});

/** Runs pyright over some files of a folder, with the configuration in it. @throws Error when it does not run */
export async function runPyright({ args, texts, ...run }: PyrightRun): Promise<readonly TypeProblem[]> {
  const output = await outputOf({ ...run, args: [...args, '--outputjson', ...texts.keys()] });
  const { generalDiagnostics } = printed.parse(JSON.parse(output));
  return generalDiagnostics.flatMap(({ file, severity, message, range, rule }) => {
    if (severity !== 'error' || OF_MISSING_PACKAGES.test(rule)) return [];
    const path = relative(run.cwd, file).split(sep).join('/');
    const { line, character } = range?.start ?? { line: 0, character: 0 };
    const offset = (lineStartsOf(texts.get(path) ?? '')[line] ?? 0) + character;
    return [{ path, code: rule, message: shortMessage(message), offset }];
  });
}
