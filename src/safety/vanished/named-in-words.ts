/** Whether a task or plan names a definition: by itself, or by its parts in a row ("the parse date helper": `parseDate`). */
export function isNamedInWords(qualifiedName: string, words: string): boolean {
  const said = ` ${partsOf(words).join(' ')} `;
  const names = qualifiedName.split('.');
  return names.some((name) => {
    const parts = partsOf(name);
    return parts.length > 0 && said.includes(` ${parts.join(' ')} `);
  });
}

/** The words of a text or name, in small letters. */
export function partsOf(text: string): readonly string[] {
  const spaced = text.replaceAll(/([\p{Ll}\p{N}])(\p{Lu})|(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1$3 $2$4');
  return spaced.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
