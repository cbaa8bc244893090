/** Where projects keep files from which they make others, by whatever name. */
const OF_TEMPLATES =
  /(?:^|\/)(?:[\w-]*templates?|skeletons?|scaffold(?:s|ing)?|stubs?|generators?|boilerplates?|blueprints?|archetypes?|cookiecutter[^/]*|[^/]*\{\{[^/]*)\//i;
const LOGIC = /^[ \t]*(?:<%(?!=)(?:(?!%>)[^])*%>|\{%(?:(?!%\})[^])*%\})[ \t]*$/gm;
const VALUE = /\{\$ [^{}\n]* \$\}|<%=?-?(?:(?!%>)[^])*%>|\{\{-?[^{}\n]*\}\}|\{%(?:(?!%\})[^])*%\}/g;

/** Values and logic that stand in the middle of lines. */
const MIXED = /<%(?![%\s]*$)|\{\$ [^{}\n]* \$\}/m;

/** Whether a file that others are made from holds marks of which no parser of what it makes can tell anything. */
export function isMixedTemplate(path: string, text: string): boolean {
  return OF_TEMPLATES.test(path) && MIXED.test(text);
}

/**
 * What a file that others are made from may look like when it is filled in: its values are names, and its lines of logic
 * are gone. Null where a file is none of these.
 */
export function templateReading(path: string, text: string): string | null {
  if (!OF_TEMPLATES.test(path)) return null;
  const read = text.replace(LOGIC, '').replace(VALUE, 'Made');
  return read === text ? null : read;
}
