import type { SourceTree } from '../../domain/ports.ts';
import { decodeText, positionAt } from '../../domain/text.ts';
import { isMdx, runningMdx } from './mdx.ts';
import { wordOffsets } from './occurrences.ts';
import type { RenamePlan } from './rename-plan.ts';
import { refused, type Refused } from '../recipe.ts';

/** Where the old name stands in files that are no code of the project, as `path:line`. */
export type OutsideUses = {
  /** In what a page or a template may run or look up. */
  readonly markup: readonly string[];
  /** In prose and data. */
  readonly text: readonly string[];
};

const MARKUP =
  /\.(?:x?html?|ejs|hbs|handlebars|mustache|vue|svelte|astro|mdx|marko|pug|jade|haml|twig|jinja2?|j2|njk|liquid|erb|php|jsp|cshtml|razor|ftl|tmpl|tpl)$/i;
const WITH_TAGS = /\.(?:x?html?|vue|svelte|astro)$/i;
const TEXT = /\.(?:md|markdown|rst|adoc|txt|json[c5]?|ya?ml|toml|xml)$/i;
const NOT_WRITTEN =
  /(?:^|\/)(?:node_modules|vendor|third_party|dist|coverage)\/|(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|[^/]*\.lock)$/i;
/** Larger files are not looked at. */
export const MAX_BYTES = 1_000_000;
const MAX_PLACES = 5;
const GLOBAL_OBJECT = /^(?:window|globalThis|self|global)$/;

/** Looks for the old name in pages, templates, prose and data, when anything outside of its module may know it. */
export async function usesOutsideCode(plan: RenamePlan, tree: SourceTree): Promise<OutsideUses> {
  const { found, request } = plan;
  const markup: string[] = [];
  const text: string[] = [];
  for (const path of isKnownOutside(plan) ? found.project.files.listed : []) {
    const isPage = isMarkup(path);
    if (!isPage && !isProse(path)) continue;
    request.signal.throwIfAborted();
    const content = await textAt(tree, path);
    if (content === null) continue;
    const code = isPage ? placesIn(plan, path, runningPart(path, content)) : [];
    markup.push(...code);
    text.push(...placesIn(plan, path, content).filter((place) => !code.includes(place)));
  }
  return { markup, text };
}

/** Whether a file is a page or a template that someone writes. */
export function isMarkup(path: string): boolean {
  return MARKUP.test(path) && !NOT_WRITTEN.test(path);
}

/** Whether a file holds prose or data that someone writes. */
export function isProse(path: string): boolean {
  return TEXT.test(path) && !NOT_WRITTEN.test(path);
}

/** A page or a template that has the name may run it, and is not read as code. */
export function markupObjection({ request }: RenamePlan, { markup }: OutsideUses): Refused | null {
  if (markup.length === 0 || request.leavesUntyped) return null;
  return refused(
    `These places may use ${request.name}, in files that cannot be changed: ${listed(markup)}.`,
    'Rename it there by hand, or add untyped=leave to the sentence to rename without them.',
  );
}

/** What keeps the old name outside of the code. */
export function outsideNotes({ request }: RenamePlan, { markup, text }: OutsideUses): readonly string[] {
  return [
    ...(markup.length === 0 ? [] : [`${request.name} stays in pages and templates: ${listed(markup)}.`]),
    ...(text.length === 0 ? [] : [`${request.name} stays in other files: ${listed(text)}.`]),
  ];
}

/** Whether the symbol is exported, or global by its place or through the global object. */
function isKnownOutside({ found, edits }: RenamePlan): boolean {
  const { project, declarations } = found;
  const { ts, sourceFile, moduleOf } = project;
  const isOfScript = (path: string): boolean => {
    const file = sourceFile(path);
    return file !== undefined && moduleOf(file) === null;
  };
  const isKnown = declarations.some(
    ({ path, isExported, isMember, isVisible }) => isExported || (isVisible && !isMember && isOfScript(path)),
  );
  return (
    isKnown ||
    edits.renamings.some(({ occurrence: { node } }) => {
      const { parent } = node;
      return ts.isPropertyAccessExpression(parent) && GLOBAL_OBJECT.test(parent.expression.getText());
    })
  );
}

async function textAt(tree: SourceTree, path: string): Promise<string | null> {
  const bytes = await tree.read(path);
  const decoded = bytes === null || bytes.length > MAX_BYTES ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? decoded.text : null;
}

/** The text with blanks for what a page or a template only shows, as far as its kind tells. */
function runningPart(path: string, content: string): string {
  if (isMdx(path)) return runningMdx(content);
  return WITH_TAGS.test(path) ? withoutProse(content) : content;
}

/** The text with blanks for what a reader sees and for attributes that nothing evaluates. Scripts and template signs stay. */
function withoutProse(text: string): string {
  const blank = (part: string): string => part.replace(/[^\n]/g, ' ');
  return text
    .split(/(<script\b[\s\S]*?<\/script\s*>)/i)
    .map((part) =>
      /^<script\b/i.test(part)
        ? part
        : part
            .replace(/(?<=(?:^|>))[^<>{}%$#@]+(?=<|$)/g, blank)
            .replace(
              /(?<=\s)(?:class|id|rel|for|style|lang|alt|title|placeholder)\s*=\s*"[^"{<%$]*"/gi,
              blank,
            ),
    )
    .join('');
}

function placesIn({ found, request }: RenamePlan, path: string, text: string): readonly string[] {
  const offsets = wordOffsets(text, request.name, found.project.ts).filter(
    (start) => text[start - 1] !== '-' && text[start + request.name.length] !== '-',
  );
  return [...new Set(offsets.map((start) => `${path}:${positionAt(text, start).line}`))];
}

function listed(places: readonly string[]): string {
  const shown = places.slice(0, MAX_PLACES).join(', ');
  return places.length <= MAX_PLACES ? shown : `${shown} and ${places.length - MAX_PLACES} more`;
}
