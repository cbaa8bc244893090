/** What a manifest says of its package. */
export type Manifest = {
  readonly name: string;
  readonly description: string | null;
  /** Programs that it installs, as `name = what it starts`. */
  readonly commands: readonly string[];
  /** What others may import. */
  readonly entries: readonly string[];
};

/** Reads a package.json, pyproject.toml or Cargo.toml; null where it names no package. */
export function readManifest(path: string, text: string): Manifest | null {
  return path.endsWith('.json') ? readPackageJson(text) : readToml(text.replaceAll('\r\n', '\n'));
}

type PackageJson = {
  readonly name?: unknown;
  readonly description?: unknown;
  readonly bin?: unknown;
  readonly main?: unknown;
  readonly module?: unknown;
  readonly exports?: unknown;
};

function readPackageJson(text: string): Manifest | null {
  const { name, description, bin, main, module, exports }: PackageJson = objectIn(text);
  if (typeof name !== 'string') return null;
  const commands = typeof bin === 'string' ? [[name, bin] as const] : pairsIn(bin);
  const paths = pairsIn(exports).map(([key]) => key);
  const entry = [main, module, exports].find((value) => typeof value === 'string');
  return {
    name,
    description: textOrNull(description),
    commands: commands.flatMap(([key, value]) => (typeof value === 'string' ? [`${key} = ${value}`] : [])),
    // The conditions of a single entry (`import`, `require`) have no dot before them.
    entries: paths.some((key) => key.startsWith('.'))
      ? paths
      : [entry].flatMap((value) => textOrNull(value) ?? []),
  };
}

function objectIn(text: string): object {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function pairsIn(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

const SCRIPT_TABLES = ['project.scripts', 'project.gui-scripts', 'tool.poetry.scripts'];
const STRING_PAIR = /^["']?([\w.-]+)["']?\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)')/gm;

/** The few strings that are wanted: tables of plain pairs, as people write them. */
function readToml(text: string): Manifest | null {
  const about = new Map(['tool.poetry', 'package', 'project'].flatMap((table) => stringsIn(text, table)));
  const name = about.get('name');
  if (name === undefined) return null;
  return {
    name,
    description: about.get('description') ?? null,
    commands: SCRIPT_TABLES.flatMap((table) => stringsIn(text, table)).map(
      ([key, value]) => `${key} = ${value}`,
    ),
    entries: [],
  };
}

function stringsIn(text: string, table: string): readonly (readonly [key: string, value: string])[] {
  const start = text.search(new RegExp(`^\\[${table.replaceAll('.', '\\.')}\\]`, 'm'));
  if (start < 0) return [];
  const body = text.slice(text.indexOf('\n', start) + 1);
  const end = body.search(/^\[/m);
  const pairs = (end < 0 ? body : body.slice(0, end)).matchAll(STRING_PAIR);
  return [...pairs].map(([, key = '', double, single]) => [key, double ?? single ?? '']);
}
