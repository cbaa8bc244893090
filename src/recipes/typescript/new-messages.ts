import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';

/** What TypeScript says of a file by itself that it did not say before, in whatever words for a type, but for the given codes. */
export function newMessages(
  before: SingleFile,
  after: SingleFile,
  ignored: ReadonlySet<number>,
): readonly string[] {
  const messages = ({ ts, diagnostics }: SingleFile): readonly string[] =>
    diagnostics
      .filter(({ code }) => !ignored.has(code))
      .map(({ code, messageText }) => `${ts.flattenDiagnosticMessageText(messageText, ' ')} (TS${code})`);
  const known = new Map<string, number>();
  for (const message of messages(before)) known.set(widened(message), (known.get(widened(message)) ?? 0) + 1);
  return messages(after).filter((message) => {
    const left = known.get(widened(message)) ?? 0;
    known.set(widened(message), left - 1);
    return left <= 0;
  });
}

/** The type of a constant is its value: `'"a"'` where that of a variable would be `'string'`. */
function widened(message: string): string {
  return message
    .replace(/'"(?:[^"\\]|\\.)*"'/g, "'string'")
    .replace(/'-?\d[\d.]*'/g, "'number'")
    .replace(/'(?:true|false)'/g, "'boolean'");
}
