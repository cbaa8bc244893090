/** Folders of what others wrote, and of what a build or a test run makes. */
const FOLDER =
  /(?:^|\/)(?:node_modules|bower_components|jspm_packages|vendor|vendored|third_party|\.yarn|dist|coverage)\//;
const BUILT = /\.min\.[cm]?js$|\.bundle\.js$/i;
const SCRIPT = /\.[cm]?js$/i;

const HEAD_LENGTH = 1_000;
const MIN_LENGTH = 2_000;
/** People break lines long before. */
const MAX_AVERAGE_LINE = 200;

/** Whether a path is that of a file which is vendored or built, by its folders and its name. */
export function isMadePath(path: string): boolean {
  return FOLDER.test(path) || BUILT.test(path);
}

/** Why nobody writes a file by hand, as the end of a sentence that begins with it; null for a file that people write. */
export function whyNotByHand(path: string, text: string): string | null {
  if (isMadePath(path)) return 'is vendored or built';
  const head = text.slice(0, HEAD_LENGTH);
  const isGenerated =
    /@generated\b/.test(head) || (/\bgenerated\b/i.test(head) && /\bdo not (?:edit|modify)\b/i.test(head));
  if (isGenerated) return 'says that it is generated';
  const isMinified =
    SCRIPT.test(path) &&
    text.length >= MIN_LENGTH &&
    text.length > text.split('\n').length * MAX_AVERAGE_LINE;
  return isMinified ? 'is minified' : null;
}
