/** What the licence of a tree is told from: its files, as paths from the root, and their text. */
export type LicensedTree = {
  readonly paths: readonly string[];
  readonly readText: (path: string) => Promise<string | null>;
};

/**
 * The licence of a tree as an SPDX expression: what its manifest declares, else what the text of its licence file is
 * recognised as. `unknown` where there is one that says neither; null where nothing speaks of a licence.
 */
export async function licenceOf(tree: LicensedTree): Promise<string | null> {
  const declared = await declaredLicence(tree);
  if (declared.kind === 'expression') return declared.value;
  // A file that a manifest names counts only where the tree has it: the name is somebody else's text.
  const isMeant = (path: string): boolean =>
    declared.kind === 'file' ? path === declared.path : LICENCE_FILE.test(path);
  const files = tree.paths.filter(isMeant);
  const found = new Set<string>();
  for (const path of files) {
    const text = await tree.readText(path);
    if (text !== null) found.add(recogniseLicence(text) ?? 'unknown');
  }
  const [only] = found;
  if (found.size === 1 && only !== undefined) return only;
  return found.size === 0 && declared.kind === 'none' ? null : 'unknown';
}

const LICENCE_FILE = /^(?:licen[cs]e|copying|unlicense)(?:[.-][^/]*)?$/i;
/** One licence, or several joined by the words of SPDX: nothing else of a manifest may pass for one. */
const EXPRESSION = /^[\w.+-]{1,40}(?: (?:AND|OR|WITH) [\w.+-]{1,40}){0,5}$/;

type Declared =
  | { readonly kind: 'expression'; readonly value: string }
  | { readonly kind: 'file'; readonly path: string }
  /** In words of its own, such as `MIT License`. */
  | { readonly kind: 'words' }
  | { readonly kind: 'none' };

async function declaredLicence({ readText }: LicensedTree): Promise<Declared> {
  const manifests = [
    ['package.json', declaredInPackage],
    ['pyproject.toml', declaredInToml],
    ['Cargo.toml', declaredInToml],
  ] as const;
  for (const [path, read] of manifests) {
    const text = await readText(path);
    const declared = text === null ? null : read(text);
    if (declared !== null) return declared;
  }
  return { kind: 'none' };
}

function declaredInPackage(text: string): Declared | null {
  const { license, licenses }: PackageLicence = parsedOrNull(text) ?? {};
  const first: unknown = Array.isArray(licenses) ? licenses[0] : undefined;
  const value = [license, first].map(nameIn).find((name) => name !== null) ?? null;
  const file = /^SEE LICEN[CS]E IN (.+)$/i.exec(value ?? '')?.[1];
  return file === undefined ? declaredAs(value) : { kind: 'file', path: file };
}

type PackageLicence = { readonly license?: unknown; readonly licenses?: unknown };

function parsedOrNull(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/** Before SPDX it was `{ "type": "MIT", "url": … }`. */
function nameIn(value: unknown): string | null {
  if (typeof value === 'string') return value;
  const isNamed = typeof value === 'object' && value !== null && 'type' in value;
  return isNamed && typeof value.type === 'string' ? value.type : null;
}

const TOML_SECTION = /^\[(?:project|package|tool\.poetry)\][^\n]*\n((?:(?!\[)[^\n]*(?:\n|$))*)/m;
const TOML_LICENCE = /^license\s*=\s*(?:\{\s*(text|file)\s*=\s*)?["']([^"'\n]*)["']/m;

function declaredInToml(text: string): Declared | null {
  const section = TOML_SECTION.exec(text.replaceAll('\r\n', '\n'))?.[1] ?? '';
  const [, key, value] = TOML_LICENCE.exec(section) ?? [];
  if (value === undefined) return null;
  return key === 'file' ? { kind: 'file', path: value } : declaredAs(value);
}

function declaredAs(value: string | null): Declared | null {
  const plain = value?.trim().replace(/^\((.*)\)$/, '$1') ?? '';
  if (plain === '') return null;
  return EXPRESSION.test(plain) ? { kind: 'expression', value: plain } : { kind: 'words' };
}

/** Sentences that stand in one licence alone. The GNU licences speak of each other, so there the title counts. */
const SENTENCES: readonly (readonly [licence: string, sentence: RegExp])[] = [
  ['Apache-2.0', /apache license,? version 2\.0/],
  ['MPL-2.0', /mozilla public license,? version 2\.0/],
  ['Unlicense', /this is free and unencumbered software released into the public domain/],
  [
    'ISC',
    /permission to use, copy, modify,? (?:and|or|and\/or) distribute this software .{0,80}granted, provided that/,
  ],
  [
    'MIT',
    /permission is hereby granted, free of charge, .{0,700}the above copyright notice and this permission notice/,
  ],
  ['BSD', /redistribution and use in source and binary forms, with or without modification, are permitted/],
];
const GNU_TITLE = /gnu (affero |lesser |library )?general public license version (\d)(\.\d)?/;
const GNU_NAMES: Readonly<Record<string, string>> = { affero: 'AGPL', lesser: 'LGPL', library: 'LGPL' };
/** Further conditions make another licence of it. */
const FURTHER_CONDITIONS = /commons clause|advertising materials mentioning/;

/** The SPDX id of the licence whose text this is, the first one where there are several; null for any other text. */
export function recogniseLicence(text: string): string | null {
  const plain = text.toLowerCase().replaceAll(/[^a-z0-9.,/]+/g, ' ');
  if (FURTHER_CONDITIONS.test(plain)) return null;
  const gnu = GNU_TITLE.exec(plain);
  const places = [
    ...SENTENCES.map(([licence, sentence]) => ({ licence, at: plain.search(sentence) })),
    { licence: gnu === null ? '' : gnuLicence(gnu), at: gnu?.index ?? -1 },
  ].filter(({ at }) => at >= 0);
  const [first] = places.toSorted((a, b) => a.at - b.at);
  return first?.licence === 'BSD' ? bsdLicence(plain) : (first?.licence ?? null);
}

function gnuLicence([, kind = '', major = '', minor = '.0']: RegExpExecArray): string {
  return `${GNU_NAMES[kind.trim()] ?? 'GPL'}-${major}${minor}`;
}

function bsdLicence(plain: string): string {
  return /endorse or promote products/.test(plain) ? 'BSD-3-Clause' : 'BSD-2-Clause';
}
