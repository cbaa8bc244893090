import { ruffDiagnostics } from '../../codebase/languages/ruff.ts';

/** Diagnostics of ruff that a text has and another had not, as `F821 Undefined name …`; lines do not count. */
export async function newRuffDiagnostics(
  before: string,
  after: string,
  rules: readonly string[],
): Promise<readonly string[]> {
  return newDiagnosticsOfRename({ before, after, formerly: (finding) => finding }, rules);
}

/** A text before and after a rename; `formerly` gives a finding as it read before. */
export type RenamedText = {
  readonly before: string;
  readonly after: string;
  readonly formerly: (finding: string) => string;
};

/** The same where names changed, which stand in the messages. */
export async function newDiagnosticsOfRename(
  { before, after, formerly }: RenamedText,
  rules: readonly string[],
): Promise<readonly string[]> {
  const found = await findings(after, rules);
  if (found.length === 0) return [];
  const left = countOf(await findings(before, rules));
  const fresh: string[] = [];
  for (const finding of found) {
    const known = [finding, formerly(finding)].find((one) => (left.get(one) ?? 0) > 0);
    if (known === undefined) fresh.push(finding);
    else left.set(known, (left.get(known) ?? 0) - 1);
  }
  return fresh;
}

async function findings(text: string, rules: readonly string[]): Promise<readonly string[]> {
  const diagnostics = await ruffDiagnostics(text, { select: rules });
  return diagnostics.map(({ code, message }) => `${code} ${withoutLines(message)}`);
}

/** Some messages say at which line the other place is. */
function withoutLines(message: string): string {
  return message.replace(/\bline \d+/g, 'line');
}

function countOf(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
