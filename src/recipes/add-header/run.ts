import { nodesOf, tryTree } from '../../codebase/languages/tree-sitter.ts';
import { COMMENT_LINE } from '../../domain/language-comments.ts';
import { languageOf, type LanguageId } from '../../domain/language.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { changeEachFile, type FileResult } from '../each-file.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import type { SourceFile } from '../source-file.ts';
import { headerLines, legalHeader } from './header.ts';
import { placeOfHeader } from './place.ts';

/** Puts the header above the code of every target that has none. */
export async function addHeaderTo(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  const header = await headerLines(request, tree);
  if ('kind' in header) return header;
  const work = async (file: SourceFile): Promise<FileResult> => addTo(file, header);
  return changeEachFile(
    {
      byLanguage: new Map(Object.keys(COMMENT_LINE).map((language) => [language, work])),
      done: (where) => `The header now stands above ${where}.`,
      nothing: (where) => `Nothing to add: the header stands in ${where}.`,
    },
    request,
    tree,
  );
}

async function addTo({ path, text }: SourceFile, header: readonly string[]): Promise<FileResult> {
  const language = languageOf(path) ?? '';
  const present = legalHeader(text, language);
  if (present?.join('\n').includes(header.join('\n')) === true) return { kind: 'unchanged' };
  if (present !== null) return { kind: 'refused', reason: `${path} has another header already.` };
  const place = placeOfHeader(text, language);
  if (place === null) return { kind: 'refused', reason: `${path} begins with a comment that must be first.` };
  const after = withHeader(text, { language, header, place });
  if (!(await isSameCode(language, text, after))) {
    return { kind: 'refused', reason: `A header would change the code of ${path}.` };
  }
  const proofs = [{ level: 'A', detail: 'the syntax tree is the same but for comments' }] as const;
  return { kind: 'changed', text: after, proofs };
}

function withHeader(
  text: string,
  { language, header, place }: { language: LanguageId; header: readonly string[]; place: number },
): string {
  const [opening, closing] = COMMENT_LINE[language] ?? ['# ', ''];
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = header.map((line) => `${opening}${line}`.trimEnd() + closing);
  const [before, rest] = [text.slice(0, place), text.slice(place)];
  const start = before === '' || before.endsWith('\n') ? before : before + newline;
  // A comment right above code may count as its documentation.
  const gap = rest === '' || /^\r?\n/.test(rest) ? '' : newline;
  return start + lines.map((line) => line + newline).join('') + gap + rest;
}

/** Compares the nodes of both trees, comments apart. A text that does not parse is compared with itself in error. */
async function isSameCode(language: LanguageId, before: string, after: string): Promise<boolean> {
  const [old, now] = await Promise.all([before, after].map((text) => codeOf(language, text)));
  return old !== undefined && old !== null && old === now;
}

async function codeOf(language: LanguageId, text: string): Promise<string | null> {
  const parsed = await tryTree({ language, text }, ({ rootNode }) => {
    const isCode = ({ type }: { readonly type: string }): boolean => !type.includes('comment');
    return [...nodesOf(rootNode, isCode)]
      .filter(isCode)
      .map((node) =>
        node.childCount === 0 && node.id !== rootNode.id ? `${node.type} ${node.text}` : node.type,
      )
      .join('\n');
  });
  return parsed.kind === 'parsed' ? parsed.value : null;
}
