import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** The version in the package's own package.json, which stands two folders above both `src/cli` and the chunks of `dist`. */
export function toolVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
