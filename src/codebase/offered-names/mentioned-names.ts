/** Every word of a text that may be a name. */
export function mentionedNames(text: string): readonly string[] {
  return text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [];
}
