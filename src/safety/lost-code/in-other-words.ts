/** Words of languages and of every program say nothing of what code is about. */
const COMMON =
  /^(?:and|append|await|async|bool|boolean|break|case|catch|class|const|continue|def|default|elif|else|end|err|error|false|final|for|from|func|function|get|if|import|int|interface|let|local|match|new|nil|none|not|null|number|object|pass|private|public|push|range|raise|return|self|set|static|str|string|super|switch|then|this|throw|true|try|type|undefined|unless|val|value|var|void|when|while|with|yield)$/i;
const MIN_NAMES = 4;
const MIN_SHARE = 0.6;

/**
 * Whether new code does with the same names what other code did that went: most names of what is lost stand in what is
 * added, which is at least `minSize` times as long in characters.
 */
export function isInOtherWords(lost: readonly string[], added: readonly string[], minSize: number): boolean {
  const names = [...namesIn(lost)];
  if (names.length < MIN_NAMES || sizeOf(added) < sizeOf(lost) * minSize) return false;
  const there = namesIn(added);
  return names.filter((name) => there.has(name)).length >= names.length * MIN_SHARE;
}

function namesIn(lines: readonly string[]): ReadonlySet<string> {
  const words = lines.flatMap((line) => line.match(/[\p{L}_$][\p{L}\p{N}_$]{2,}/gu) ?? []);
  return new Set(words.filter((word) => !COMMON.test(word)));
}

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.trim().length, 0);
}
