/** One `key = value` of a TOML text, with the table it stands in; the value as written, over all its lines. */
export type TomlEntry = { readonly table: string; readonly key: string; readonly value: string };

const TABLE = /^\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$/;
const ENTRY = /^\s*("[^"]*"|'[^']*'|[\w.-]+)\s*=\s*(.*)$/;
const QUOTED = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/g;
const QUOTED_OR_COMMENT = /("(?:[^"\\\n]|\\.)*"|'[^'\n]*')|#.*$/g;

/** Reads as much TOML as manifests of packages use: tables, keys, and lists of strings over several lines. */
export function tomlEntries(text: string): readonly TomlEntry[] {
  const entries: TomlEntry[] = [];
  let table = '';
  let open: TomlEntry | null = null;
  for (const written of text.split(/\r?\n/)) {
    const line = written.replace(QUOTED_OR_COMMENT, (_match, quoted: string | undefined) => quoted ?? '');
    if (open !== null) open = continued(open, line);
    else if (TABLE.test(line)) table = (TABLE.exec(line)?.[1] ?? '').replaceAll(/["'\s]/g, '');
    else open = entryIn(table, line);
    if (open === null || isOpen(open.value)) continue;
    entries.push(open);
    open = null;
  }
  return open === null ? entries : [...entries, open];
}

/** The strings in a value. */
export function stringsIn(value: string): readonly string[] {
  return (value.match(QUOTED) ?? []).map((quoted) => quoted.slice(1, -1));
}

function continued({ table, key, value }: TomlEntry, line: string): TomlEntry {
  return { table, key, value: `${value}\n${line}` };
}

function entryIn(table: string, line: string): TomlEntry | null {
  const [all, key = '', value = ''] = ENTRY.exec(line) ?? [];
  return all === undefined ? null : { table, key: key.replaceAll(/["']/g, ''), value };
}

function isOpen(value: string): boolean {
  const bare = value.replaceAll(QUOTED, '');
  return (bare.match(/[[{]/g) ?? []).length > (bare.match(/[\]}]/g) ?? []).length;
}
