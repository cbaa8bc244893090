import type { Finding, TextChange } from '../gates/text-guard.ts';
import { asksAbout } from './asked-of-safeguards.ts';
import { hunksOf } from './hunks.ts';

/** How templates put a value into a page with its signs escaped; what is put in is the first group that matched. */
const ESCAPED =
  /\{\{(?![{!])[-~]?\s*([^{}|]+?)\s*[-~]?\}\}|<%=\s*(?!=|raw\b)([^%]+?)\s*-?%>|\bv-text="([^"]+)"|(?<![{$=])\{(?![{@#/:!%])([^{}]+)\}/g;
/** How they put it in as it is. */
const RAW =
  /\bv-html="([^"]+)"|\{@html\s+([^}]+)\}|\bset:html=\{([^}]+)\}|\{\{\{\s*([^}]+?)\s*\}\}\}|\{\{[-~]?\s*([^{}|]+?)\s*\|\s*(?:safe|raw)\s*[-~]?\}\}|\{!!\s*(.+?)\s*!!\}|<%==\s*([^%]+?)\s*-?%>|<%=\s*raw[ (]\s*([^%)]+?)\s*\)?\s*-?%>|<%=\s*([^%]+?)\.html_safe\s*-?%>|<%-\s*([^%]+?)\s*-?%>/g;
const NAMED = /\bhtml|\braw\b|escap|\bsafe\b|v-html/;

/** Whether a file is a template that escapes what it is given. */
export function isTemplate(path: string): boolean {
  return /\.(?:vue|svelte|astro|html?|erb|ejs|hbs|handlebars|mustache|twig|j2|jinja2?|blade\.php)$/.test(
    path,
  );
}

/** Where a template puts a value into the page as it is, with whatever markup it holds, that it escaped before. Authors' texts may be meant so. */
export function rawOutputs(changes: readonly TextChange[], words: string): readonly Finding[] {
  if (asksAbout(words, NAMED)) return [];
  return changes
    .filter(({ path }) => isTemplate(path))
    .flatMap(hunksOf)
    .flatMap(({ path, line, removed, added }) => {
      const escaped = new Set(valuesIn(removed, ESCAPED));
      const known = new Set(valuesIn(removed, RAW));
      const index = added.findIndex((one) =>
        valuesIn([one], RAW).some((value) => escaped.has(value) && !known.has(value)),
      );
      const message =
        'This value was escaped and becomes markup now: whoever sets it can run scripts in the page. Keep it escaped, or sanitise it.';
      return index === -1 ? [] : [{ path, line: line + index, message, isDoubt: true }];
    });
}

function valuesIn(lines: readonly string[], pattern: RegExp): readonly string[] {
  return lines.flatMap((line) =>
    [...line.matchAll(pattern)].flatMap(([, ...groups]) => {
      const value = groups.find((group) => group !== undefined)?.trim();
      return value === undefined ? [] : [value];
    }),
  );
}
