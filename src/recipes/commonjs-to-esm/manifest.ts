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
  const json = parseJson(new TextEncoder().encode(after));
  const isMeant = json?.['type'] === 'module' && (main === null || json['main'] === main);
  return isMeant ? after : null;
}

function written(text: string, main: string | null): string {
  const withType = withValue(text, 'type', 'module');
  return main === null ? withType : withValue(withType, 'main', main);
}

function withValue(text: string, name: string, value: string): string {
  const json = parseJson(new TextEncoder().encode(text));
  if (json === null || json[name] === value) return text;
  if (json[name] === undefined) return withField(text, name, value) ?? withLastField(text, name, value);
  const field = String.raw`"${name}"\s*:\s*)"[^"\n]*"`;
  const ofLine = new RegExp(String.raw`^([ \t]*${field}`, 'm');
  const of = ofLine.test(text) ? ofLine : new RegExp(`(${field}`);
  return text.replace(of, (_, key) => `${String(key)}"${value}"`);
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

/** Written as the last field, on a line of its own where the others are. */
function withLastField(text: string, name: string, value: string): string {
  const close = text.lastIndexOf('}');
  const body = text.slice(0, close).trimEnd();
  const comma = body.endsWith('{') ? '' : ',';
  const [newLine] = /\r?\n[ \t]+(?=")/.exec(body) ?? [];
  const isSpaced = !/":\S/.test(text);
  const space = newLine ?? (comma !== '' && isSpaced ? ' ' : '');
  const rest = text.slice(body.length);
  return `${body}${comma}${space}"${name}":${isSpaced ? ' ' : ''}"${value}"${rest}`;
}
