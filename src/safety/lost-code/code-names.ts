/** What a task gives as code or quotes: between backticks or quotes, options, files, calls, and names of several parts. */
const CODE_NAMES =
  /`[^`\n]*`|"[^"\n]*"|(?<!\w)'[^'\n]*'(?!\w)|(?<!\S)--?\w[\w-]*|[\w./-]*\w\.[a-z]{1,5}\b|\w+\(\)|\w*[\p{Ll}\d]\p{Lu}\w*|\w*[^\W_]_+[^\W_]\w*/gu;

/** A task or plan with its code names blotted out, at the same length: a word inside of a name asks for nothing. */
export function withoutCodeNames(words: string): string {
  return words.replaceAll(CODE_NAMES, (name) => '_'.repeat(name.length));
}
