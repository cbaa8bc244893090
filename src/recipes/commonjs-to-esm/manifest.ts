import { decodeText } from '../../domain/text.ts';

/** The object of a JSON text; null where there is no such text, or no object in it. */
export function parseJson(bytes: Uint8Array | null): Readonly<Record<string, unknown>> | null {
  if (bytes === null) return null;
  const decoded = decodeText(bytes);
  if (decoded.kind !== 'text') return null;
  try {
    const value: unknown = JSON.parse(decoded.text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** Whether a value is an object whose members can be looked up. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The text of a package.json that says `"type": "module"` and names its main file with its ending, as it is written
 * otherwise; null where the text has no place for it.
 */
export function asModulePackage(text: string, main: string | null): string | null {
  const after = written(text, main);
  const json = after === null ? null : parseJson(new TextEncoder().encode(after));
  const isMeant = json?.['type'] === 'module' && (main === null || json['main'] === main);
  return isMeant ? after : null;
}

function written(text: string, main: string | null): string | null {
  const typed = text.replace(/^([ \t]*"type"\s*:\s*)"commonjs"/m, '$1"module"');
  const withType = typed === text ? withField(text, 'type', 'module') : typed;
  if (withType === null || main === null) return withType;
  const named = withType.replace(/^([ \t]*"main"\s*:\s*)"[^"\n]*"/m, (_, key) => `${String(key)}"${main}"`);
  return /^[ \t]*"main"\s*:/m.test(withType) ? named : withField(withType, 'main', main);
}

/** Written behind the main file or another field that says what the package is, each on a line of its own. */
function withField(text: string, name: string, value: string): string | null {
  for (const key of ['main', 'license', 'version', 'name']) {
    const match = new RegExp(`^([ \\t]*)"${key}"\\s*:\\s*"[^"\\n]*"(,?)`, 'm').exec(text);
    if (match === null) continue;
    const [all, indent = '', comma = ''] = match;
    const end = match.index + all.length;
    const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
    return `${text.slice(0, end)}${comma === '' ? ',' : ''}${lineEnd}${indent}"${name}": "${value}"${comma}${text.slice(end)}`;
  }
  return null;
}
