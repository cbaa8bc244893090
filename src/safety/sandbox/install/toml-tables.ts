/** The text of those tables of a TOML file whose name is this one or begins with it; headers stand on lines of their own. */
export function tablesOf(text: string, name: string): string {
  const start = new RegExp(`^\\s*\\[{1,2}\\s*${name.replaceAll('.', '\\s*\\.\\s*')}\\s*[.\\]]`);
  return text
    .split(/\n(?=\s*\[)/)
    .filter((table) => start.test(table))
    .join('\n');
}
