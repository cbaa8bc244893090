import { languageOf } from '../../domain/language.ts';
import type { LintProblem } from '../languages/ruff-lint.ts';
import { tryTree, type Node } from '../languages/tree-sitter.ts';
import { PLACES, TREE_RULES, type TreeLanguage } from './tree-rules.ts';
import { calleeOf, givenTo } from './tree-texts.ts';

/** What every text that breaks a rule holds; others need not be parsed. */
const HINT: Readonly<Record<TreeLanguage, RegExp>> = {
  go: /InsecureSkipVerify|\bexec\.Command|\btemplate\.(?:HTML|JS)|\b(?:select|insert|update|delete)\s/i,
  java: /\.exec\b|ProcessBuilder|ObjectInputStream|\b(?:select|insert|update|delete)\s/i,
  php: /\beval\b|\bexec\b|_exec\b|system|passthru|popen|`|unserialize|\$_(?:GET|POST|REQUEST|COOKIE|SERVER)|CURLOPT_SSL|php:\/\/|\b(?:select|insert|update|delete)\s/i,
  ruby: /\beval\b|system|exec|spawn|popen|Open3|`|%x|Marshal|unsafe_load|where|html_safe|VERIFY_NONE|\b(?:select|insert|update|delete)\s/i,
};

/** Whether a file is of a language that is judged by its tree. */
export function treeLanguageOf(path: string): TreeLanguage | null {
  const language = languageOf(path);
  return language === 'go' || language === 'java' || language === 'php' || language === 'ruby'
    ? language
    : null;
}

/** Where a text of such a language breaks the rules of security, in the order of the text. */
export async function treeSecurity(language: TreeLanguage, text: string): Promise<readonly LintProblem[]> {
  if (!HINT[language].test(text)) return [];
  const read = await tryTree({ language, text }, ({ rootNode }) => problemsIn(rootNode, language));
  return read.kind === 'parsed' ? read.value.toSorted((a, b) => a.offset - b.offset) : [];
}

function problemsIn(root: Node, language: TreeLanguage): readonly LintProblem[] {
  return PLACES[language].flatMap(({ types, callee, code, isBroken }) =>
    root.descendantsOfType([...types]).flatMap((node): readonly LintProblem[] => {
      if (node === null || !callee.test(calleeOf(node)) || !isBroken(givenTo(node), node)) return [];
      return [{ code, message: TREE_RULES[code], offset: node.startIndex }];
    }),
  );
}
