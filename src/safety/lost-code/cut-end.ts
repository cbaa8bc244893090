import type { Finding, TextChange } from '../gates/text-guard.ts';
import { liveText } from './live-text.ts';

const BEGINS_DEFINITION =
  /^\s*(?:@|#|\/[/*]|\*|[})\]])|\b(?:def|class|function|func|fn|it|test|describe|case|when|else|elif|except)\b/;

/** The end of a text that is the beginning of the one before, cut off inside of a block with more behind it. */
export async function cutEnd({ path, before, after }: TextChange): Promise<Finding | null> {
  if (before === null || after === null) return null;
  const line = lineOfCut(before, after, before);
  if (line === null) return null;
  // Words of a text in the code look like definitions.
  const live = await liveText(path, before);
  if (live !== null && lineOfCut(before, after, live) === null) return null;
  const message = 'The file ends here, in the middle of a block that went on. Write it to its end.';
  return { path, line, message };
}

/** Its last line. @param code the text before, perhaps without what is no code */
function lineOfCut(before: string, after: string, code: string): number | null {
  const [old = [], now = [], lines = []] = [before, after, code].map((text) => text.trimEnd().split('\n'));
  if (now.length >= old.length) return null;
  if (!now.every((line, index) => line.trimEnd() === old[index]?.trimEnd())) return null;
  const lost = lines.slice(now.length).filter((line) => line.trim() !== '');
  const depth = indentOf(lost[0] ?? '');
  const isInside = depth > 0 && !BEGINS_DEFINITION.test(lost[0] ?? '');
  return isInside &&
    lost.some((line) => indentOf(line) < depth && BEGINS_DEFINITION.test(line) && /\w/.test(line))
    ? now.length
    : null;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
