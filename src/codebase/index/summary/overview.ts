import { mostFrequent, type KnownTree } from './known-tree.ts';
import type { SummarySection } from './section.ts';

const MOST_LANGUAGES = 6;
const MOST_PACKAGES = 8;
const SCRIPT = /^(?:javascript|typescript|tsx|vue|svelte|astro)$/;

/** How large the tree is, what it is written in, and the packages that its code takes from elsewhere most. */
export function overviewSection({ queries, files, sources, isSource }: KnownTree): SummarySection {
  const lines = files.reduce((sum, file) => sum + file.lines, 0);
  const tests = files.filter(({ isTest }) => isTest).length;
  const languages = mostFrequent(
    files.flatMap(({ language }) => language ?? []),
    MOST_LANGUAGES,
  ).map(([language, count]) => `${language} ${count}`);
  const languageOf = new Map(sources.map(({ path, language }) => [path, language]));
  const users = new Set(
    queries.imports().flatMap(({ from, specifier, target }) => {
      const name =
        target.state === 'external' && isSource.has(from) ? packageOf(specifier, languageOf.get(from)) : null;
      return name === null ? [] : [`${name} ${from}`];
    }),
  );
  const packages = mostFrequent(
    [...users].map((pair) => pair.slice(0, pair.indexOf(' '))),
    MOST_PACKAGES,
  ).map(([name, count]) => `${name} ${count}`);
  const about = `files: ${files.length} (sources ${sources.length}, tests ${tests}), lines: ${lines}`;
  const texts = [
    about,
    ...(languages.length === 0 ? [] : [`languages, by files: ${languages.join(', ')}`]),
    ...(packages.length === 0 ? [] : [`packages used, by source files: ${packages.join(', ')}`]),
  ];
  const entries = texts.map((text, at) => ({ key: String(at), text }));
  return { title: null, entries, share: 1, moreText: null };
}

/** The package of an import in the languages whose imports name one first; null in others. */
function packageOf(specifier: string, language: string | null | undefined): string | null {
  if (language === 'python') return /^\w+/.exec(specifier)?.[0] ?? null;
  if (!SCRIPT.test(language ?? '')) return null;
  return /^(?:@[\w.-]+\/)?[\w.-]+/.exec(specifier)?.[0] ?? null;
}
