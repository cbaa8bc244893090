import type { SourceTree } from '../../../domain/ports.ts';
import { decodeText, positionAt } from '../../../domain/text.ts';
import { fullNames, type MovedProject } from './moved-project.ts';

/** Where files that are no Python name a module, as `path:line`: in what runs it, and in what only speaks of it. */
export type ModuleMentions = { readonly running: readonly string[]; readonly others: readonly string[] };

const RUNNING =
  /(?:^|\/)(?:pyproject\.toml|setup\.cfg|tox\.ini|pytest\.ini|Procfile|Dockerfile|Makefile)$|\.(?:service|sh)$/;
const TEXT =
  /\.(?:md|rst|txt|toml|cfg|ini|ya?ml|json|html?|sh|service|in)$|(?:^|\/)(?:Procfile|Dockerfile|Makefile|CODEOWNERS)$/;
const MAX_BYTES = 1_000_000;

/** Looks for the path of what moves, and for its dotted name; a name of one word counts where a colon follows. */
export async function moduleMentions(moved: MovedProject, tree: SourceTree): Promise<ModuleMentions> {
  const { from } = moved.move;
  const { old } = fullNames(moved);
  const escaped = (text: string): string => text.replace(/[.+]/g, String.raw`\$&`);
  const dotted = old.includes('.')
    ? `${escaped(old)}(?![\\w/-])`
    : `${escaped(old)}:(?=\\w)|-m +${escaped(old)}\\b`;
  const pattern = new RegExp(String.raw`(?<![\w./-])(?:\./)?(?:${escaped(from)}(?![\w-])|${dotted})`, 'g');
  const running: string[] = [];
  const others: string[] = [];
  for (const path of await tree.list()) {
    if (!TEXT.test(path) && !RUNNING.test(path)) continue;
    const bytes = await tree.read(path);
    const decoded = bytes === null || bytes.length > MAX_BYTES ? null : decodeText(bytes);
    if (decoded?.kind !== 'text') continue;
    for (const { index } of decoded.text.matchAll(pattern)) {
      (RUNNING.test(path) ? running : others).push(`${path}:${positionAt(decoded.text, index).line}`);
    }
  }
  return { running, others };
}
