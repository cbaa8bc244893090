import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { LanguageId } from '../../domain/language.ts';

// The grammars' own packages are newer, and V8 needs a tenth of the memory for them. Of the others the collection's are
// as good or better, or know of real code no less.
const OFFICIAL: Readonly<Record<LanguageId, string>> = {
  python: 'tree-sitter-python/tree-sitter-python.wasm',
  javascript: 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  go: 'tree-sitter-go/tree-sitter-go.wasm',
  rust: 'tree-sitter-rust/tree-sitter-rust.wasm',
  java: 'tree-sitter-java/tree-sitter-java.wasm',
  bash: 'tree-sitter-bash/tree-sitter-bash.wasm',
  kotlin: '@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm',
  lua: '@tree-sitter-grammars/tree-sitter-lua/tree-sitter-lua.wasm',
};

// Left out of the collection by name: swift makes V8 abort the process, elm and ql are of an unsupported ABI,
// yaml throws in every parse.
const COLLECTED: readonly LanguageId[] = [
  'c',
  'c_sharp',
  'cpp',
  'css',
  'dart',
  'elisp',
  'elixir',
  'embedded_template',
  'html',
  'json',
  'objc',
  'ocaml',
  'php',
  'rescript',
  'ruby',
  'scala',
  'solidity',
  'systemrdl',
  'tlaplus',
  'toml',
  'vue',
  'zig',
];

/** Every language that tree-sitter parses here, sorted. */
export function grammarLanguages(): readonly LanguageId[] {
  return [...Object.keys(OFFICIAL), ...COLLECTED].toSorted();
}

/**
 * The path of a language's grammar: shipped beside the chunks of a published package, in a development dependency
 * in a checkout. Null where the language has no grammar.
 */
export function grammarPath(language: LanguageId): string | null {
  const source = packagedSource(language);
  if (source === null) return null;
  const shipped = fileURLToPath(new URL(`../grammars/${language}.wasm`, import.meta.url));
  return existsSync(shipped) ? shipped : createRequire(import.meta.url).resolve(source);
}

/** What a build copies to `dist/grammars/<language>.wasm`: each language with the path of its grammar in node_modules. */
export function grammarSources(): readonly (readonly [language: LanguageId, path: string])[] {
  const { resolve } = createRequire(import.meta.url);
  return grammarLanguages().flatMap((language) => {
    const source = packagedSource(language);
    return source === null ? [] : [[language, resolve(source)] as const];
  });
}

function packagedSource(language: LanguageId): string | null {
  if (COLLECTED.includes(language)) return `tree-sitter-wasms/out/tree-sitter-${language}.wasm`;
  return Object.hasOwn(OFFICIAL, language) ? (OFFICIAL[language] ?? null) : null;
}
