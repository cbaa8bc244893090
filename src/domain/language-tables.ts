type Table = Readonly<Record<string, string>>;

/** What a file name ends in, in lower case and without the dot. */
export const LANGUAGE_BY_EXTENSION: Table = {
  ...allAre('python', 'py pyi pyw bzl star'),
  ...allAre('javascript', 'js mjs cjs jsx'),
  ...allAre('typescript', 'ts mts cts'),
  tsx: 'tsx',
  ...allAre('json', 'json jsonc geojson webmanifest'),
  go: 'go',
  rs: 'rust',
  java: 'java',
  ...allAre('c', 'c h'),
  ...allAre('cpp', 'cc cpp cxx hpp hh hxx'),
  ...allAre('c_sharp', 'cs csx'),
  ...allAre('ruby', 'rb rbw rake ru gemspec podspec thor'),
  ...allAre('php', 'php phtml'),
  ...allAre('bash', 'sh bash ebuild eclass'),
  css: 'css',
  ...allAre('html', 'html htm'),
  vue: 'vue',
  svelte: 'svelte',
  astro: 'astro',
  ipynb: 'jupyter',
  toml: 'toml',
  ...allAre('yaml', 'yaml yml'),
  ...allAre('lua', 'lua rockspec'),
  zig: 'zig',
  ...allAre('kotlin', 'kt kts'),
  ...allAre('scala', 'scala sc'),
  dart: 'dart',
  ...allAre('elixir', 'ex exs'),
  ml: 'ocaml',
  m: 'objc',
  sol: 'solidity',
  res: 'rescript',
  el: 'elisp',
  ...allAre('embedded_template', 'ejs erb'),
  rdl: 'systemrdl',
  tla: 'tlaplus',
};

/** Whole file names. Those that may as well be something else, such as a folder's `BUILD` of plain text, are not here. */
export const LANGUAGE_BY_NAME: Table = {
  ...allAre('python', 'BUILD.bazel WORKSPACE.bazel MODULE.bazel SConstruct SConscript wscript Tiltfile'),
  ...allAre('ruby', 'Rakefile Gemfile Guardfile Capfile Podfile Vagrantfile Brewfile Fastfile Appfile'),
  ...allAre('ruby', 'Dangerfile Thorfile Berksfile Steepfile .irbrc .pryrc'),
  ...allAre(
    'bash',
    'PKGBUILD APKBUILD .bashrc .bash_profile .bash_login .bash_logout .bash_aliases .profile',
  ),
  ...allAre('bash', '.envrc .xprofile .xinitrc'),
  ...allAre('toml', 'Pipfile Cargo.lock poetry.lock uv.lock pdm.lock'),
  ...allAre('json', 'composer.lock flake.lock Pipfile.lock deno.lock .watchmanconfig'),
  ...allAre('lua', '.luacheckrc .busted'),
  ...allAre('elisp', '.emacs Cask'),
  Jakefile: 'javascript',
};

/** Programs that a first line `#!` names, without the number of their version. Python 2 is another language. */
export const LANGUAGE_BY_INTERPRETER: Table = {
  ...allAre('python', 'python pypy uv'),
  ...allAre('javascript', 'node nodejs'),
  ...allAre('typescript', 'deno bun ts-node tsx'),
  ...allAre('bash', 'bash sh dash ash'),
  ...allAre('ruby', 'ruby jruby rake'),
  ...allAre('lua', 'lua luajit texlua'),
  php: 'php',
  elixir: 'elixir',
  dart: 'dart',
  scala: 'scala',
  ocaml: 'ocaml',
  emacs: 'elisp',
};

function allAre(language: string, keys: string): Table {
  return Object.fromEntries(keys.split(' ').map((key) => [key, language]));
}
