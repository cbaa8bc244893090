import type { NapiConfig, SgNode } from '@ast-grep/napi';
import type { LanguageId } from '../../domain/language.ts';
import { messageOf } from '../../domain/errors.ts';

/** A node of a text that a rule matched; offsets of its range are UTF-16 code units. */
export type MatchedNode = SgNode;
/** What is looked for, in the words of ast-grep's rules. */
export type MatchRule = NapiConfig;

/** How ast-grep calls the languages that it can read here. */
const NAMES: Readonly<Record<LanguageId, string>> = {
  python: 'python',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  tsx: 'Tsx',
  html: 'Html',
  css: 'Css',
};

/** Everything in a text that the rule matches, in its order; or what is wrong with the rule, in one line. */
export async function findMatches(
  source: { readonly language: LanguageId; readonly text: string },
  rule: MatchRule,
): Promise<
  | { readonly kind: 'found'; readonly nodes: readonly MatchedNode[] }
  | { readonly kind: 'bad-rule'; readonly reason: string }
> {
  const { parse, registerDynamicLanguage } = await import('@ast-grep/napi');
  if (source.language === 'python') {
    const { default: python } = await import('@ast-grep/lang-python');
    registerDynamicLanguage({ python });
  }
  try {
    const root = parse(NAMES[source.language] ?? source.language, source.text).root();
    return { kind: 'found', nodes: root.findAll(rule) };
  } catch (error) {
    return {
      kind: 'bad-rule',
      reason: messageOf(error)
        .replace(/\s*\|?(?:->)?\n[\s|]*(?:->)?/g, ' ')
        .trim(),
    };
  }
}
