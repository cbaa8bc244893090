/** Languages with an adapter of their own; every other grammar is named by its id as a plain string. */
export type LanguageId = string;

const LANGUAGE_BY_EXTENSION: Readonly<Record<string, LanguageId>> = {
  py: 'python',
  pyi: 'python',
  pyw: 'python',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
  json: 'json',
  go: 'go',
  rs: 'rust',
  java: 'java',
  c: 'c',
  h: 'c',
  cc: 'cpp',
  cpp: 'cpp',
  cxx: 'cpp',
  hpp: 'cpp',
  hh: 'cpp',
  cs: 'c_sharp',
  rb: 'ruby',
  php: 'php',
  sh: 'bash',
  bash: 'bash',
  css: 'css',
  html: 'html',
  htm: 'html',
  vue: 'vue',
  toml: 'toml',
  lua: 'lua',
  zig: 'zig',
  kt: 'kotlin',
  kts: 'kotlin',
  scala: 'scala',
  sc: 'scala',
  dart: 'dart',
  ex: 'elixir',
  exs: 'elixir',
  ml: 'ocaml',
  m: 'objc',
  sol: 'solidity',
  res: 'rescript',
  el: 'elisp',
  ejs: 'embedded_template',
  erb: 'embedded_template',
  rdl: 'systemrdl',
  tla: 'tlaplus',
};

/** The language of a file by its extension, or null where none is known. */
export function languageOf(path: string): LanguageId | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const extension = name.slice(dot + 1).toLowerCase();
  // An extension such as `constructor` is no key of the table, though every object answers to it.
  if (dot <= 0 || !Object.hasOwn(LANGUAGE_BY_EXTENSION, extension)) return null;
  return LANGUAGE_BY_EXTENSION[extension] ?? null;
}
