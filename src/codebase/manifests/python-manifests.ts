import { stringsIn, tomlEntries, type TomlEntry } from './toml-lists.ts';

/** What the manifests of a Python project declare. */
export type PythonManifests = {
  /** The names of distributions, normalised: lower case, with hyphens. */
  readonly names: ReadonlySet<string>;
  /**
   * The folders in which a manifest says what is depended on, each with a slash at its end, the root empty: elsewhere
   * anything may be installed.
   */
  readonly declaring: ReadonlySet<string>;
  /** The texts of those that are programs, or lists within commands: what they mention may be installed. */
  readonly mentions: string;
  /** The texts of all. */
  readonly text: string;
};

type Declared = { readonly names: readonly string[]; readonly isDeclaring: boolean };

const MANIFEST =
  /(?:^|\/)(?:pyproject\.toml|setup\.(?:cfg|py)|Pipfile|[^/]*requirements?[^/]*\.(?:txt|in)|requirements\/[^/]+\.(?:txt|in)|environment[^/]*\.ya?ml|tox\.(?:ini|toml)|noxfile\.py|pixi\.toml)$/;
const LOOSE = /(?:^|\/)(?:setup\.(?:cfg|py)|environment[^/]*|tox\.(?:ini|toml)|noxfile\.py)$/;
const OWN_NAMES = /\b(?:name|packages|py_modules)\s*=\s*(?:\[[^\]]*\]|["'][^"']*["'])/g;
const VENDORED = /(?:^|\/)(?:node_modules|site-packages|vendor|_vendor|third_party)\//;
const NAME = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/;
const REQUIREMENTS = /\.(?:txt|in)$/;

/** Whether a file says which packages a Python project uses. */
export function isPythonManifest(path: string): boolean {
  return MANIFEST.test(path) && !VENDORED.test(path);
}

/** Reads manifests by path: what all of them declare counts, as tests and tools often have one of their own. */
export function readPythonManifests(texts: ReadonlyMap<string, string>): PythonManifests {
  const declared = [...texts].map(([path, text]) => declaredIn(path, text));
  return {
    names: new Set(declared.flatMap(({ names }) => names.map(distributionName))),
    declaring: new Set(
      [...texts.keys()].filter((_, index) => declared[index]?.isDeclaring === true).map(folderOf),
    ),
    mentions: [...texts].flatMap(([path, text]) => (LOOSE.test(path) ? [text] : [])).join('\n'),
    text: [...texts.values()].join('\n'),
  };
}

const SCRIPT_BLOCK = /^# \/\/\/ script[ \t]*\r?\n((?:#(?: .*)?\r?\n)*?)# \/\/\/[ \t]*$/m;

/** What a script says of itself that it needs, in a comment of its own (PEP 723), as names of distributions. */
export function scriptRequirements(text: string): ReadonlySet<string> {
  const block = SCRIPT_BLOCK.exec(text)?.[1] ?? '';
  const entries = tomlEntries(block.replaceAll(/^# ?/gm, '')).filter(({ key }) => key === 'dependencies');
  return new Set(entries.flatMap(({ value }) => namesOf(stringsIn(value))).map(distributionName));
}

/** Of a manifest; a folder may hold nothing but lists of requirements. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1).replace(/(?<=^|\/)requirements\/$/, '');
}

/** The name of a distribution as package indexes compare it: `Ruamel_YAML` is `ruamel-yaml` (PEP 503). */
export function distributionName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

function declaredIn(path: string, text: string): Declared {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'pyproject.toml' || name === 'pixi.toml') return projectTables(tomlEntries(text));
  if (name === 'Pipfile') return pipfileTables(tomlEntries(text));
  if (name === 'setup.cfg')
    return { names: indentedNames(text), isDeclaring: /^install_requires/m.test(text) };
  if (name === 'setup.py') {
    const isDeclaring = /requires\w*["']?\s*[:=]\s*\[/.test(text);
    return { names: namesOf(stringsIn(text.replaceAll(OWN_NAMES, ''))), isDeclaring };
  }
  if (REQUIREMENTS.test(name))
    return { names: text.split(/\r?\n/).flatMap(requirementName), isDeclaring: true };
  if (/\.ya?ml$/.test(name)) return { names: listedNames(text), isDeclaring: true };
  return { names: indentedNames(text), isDeclaring: false };
}

function projectTables(entries: readonly TomlEntry[]): Declared {
  const isDynamic = entries.some(
    ({ table, key, value }) =>
      table === 'project' && key === 'dynamic' && stringsIn(value).includes('dependencies'),
  );
  const isDeclaring = entries.some(
    ({ table }) => table === 'project' || /^(?:dependency-groups$|tool\.poetry\b)/.test(table),
  );
  return { names: entries.flatMap(namesInEntry), isDeclaring: isDeclaring && !isDynamic };
}

const BY_STRINGS =
  /^(?:project\.(?:dependencies|optional-dependencies\b.*)|dependency-groups\..*|build-system\.requires|tool\.(?:pdm|uv|hatch)\b.*dependencies\b.*)$/;
const BY_KEYS =
  /^(?:tool\.poetry\.(?:.*\.)?(?:dev-)?dependencies|tool\.pixi\.(?:.*\.)?[\w-]*dependencies|dependencies)\.([^.]+)/;

function namesInEntry({ table, key, value }: TomlEntry): readonly string[] {
  const path = `${table}.${key}`;
  // Who configures a tool uses it.
  const tool = /^tool\.([\w-]+)/.exec(table)?.[1];
  const used = tool === undefined ? [] : [tool];
  const byKey = BY_KEYS.exec(path)?.[1];
  if (byKey !== undefined) return [...used, byKey];
  return BY_STRINGS.test(path) ? [...used, ...namesOf(stringsIn(value))] : used;
}

function pipfileTables(entries: readonly TomlEntry[]): Declared {
  const listed = entries.filter(({ table }) => !/^(?:source|requires|scripts|pipenv)$/.test(table));
  return { names: listed.map(({ key }) => key), isDeclaring: true };
}

function namesOf(requirements: readonly string[]): readonly string[] {
  return requirements.flatMap((requirement) => NAME.exec(requirement)?.[1] ?? []);
}

/** A line of a requirements file: `name[extra]>=1; marker`, `name @ https://…`, `git+https://…#egg=name`. */
function requirementName(line: string): readonly string[] {
  const egg = /[#&]egg=([\w.-]+)/.exec(line)?.[1];
  if (egg !== undefined) return [egg];
  const repository = /^(?:-e\s+)?git\+\S*\/([\w.-]+?)(?:\.git)?(?:@|$)/.exec(line.trim())?.[1];
  if (repository !== undefined) return [repository];
  return /^\s*[#-]/.test(line) ? [] : namesOf([line]);
}

/** `install_requires =` and its like: each indented line begins with a name. */
function indentedNames(text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => (/^\s+[A-Za-z]/.test(line) ? namesOf([line]) : []));
}

/** `  - numpy=1.26` and `    - pip-package==2`. */
function listedNames(text: string): readonly string[] {
  return namesOf(Array.from(text.matchAll(/^\s*-\s+["']?([^\s"'#]+)/gm), ([, name = '']) => name));
}
