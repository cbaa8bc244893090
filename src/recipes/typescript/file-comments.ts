const OF_FILE =
  /copyright|licen[cs]e|spdx|@(?:file|fileoverview|module|packageDocumentation|flow|jsx\w*|ts-(?:no)?check|jest-environment|vitest-environment)\b|^\/\/\/|^\/\*\s*(?:(?:eslint|oxlint|istanbul|global|jshint|jslint)\b)|^#!/im;

/** Whether a comment speaks of the whole file, to people or to tools, and so stays at its top. */
export function isOfFile(comment: string): boolean {
  return OF_FILE.test(comment);
}
