import * as z from 'zod';
import type { SourceTree } from '../../domain/ports.ts';
import { decodeText } from '../../domain/text.ts';
import type { ProjectFiles } from './typescript-files.ts';
import type { TypeScript } from './typescript.ts';

const NAMES = ['tsconfig.json', 'jsconfig.json'];
const links = z.object({
  extends: z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]),
  references: z.array(z.object({ path: z.string() })).catch([]),
});

/** Reads the compiler configurations that may hold for one file: those above it, and what they extend or refer to. */
export async function readConfigsAround(
  ts: typeof TypeScript,
  tree: SourceTree,
  path: string,
): Promise<ProjectFiles> {
  const texts = new Map<string, string>();
  const folders = path.split('/').map((_, depth, parts) =>
    parts
      .slice(0, depth)
      .map((part) => `${part}/`)
      .join(''),
  );
  const waiting = new Set(folders.flatMap((folder) => NAMES.map((name) => folder + name)));
  for (const config of waiting) {
    const bytes = await tree.read(config);
    const decoded = bytes === null ? null : decodeText(bytes);
    if (decoded?.kind !== 'text') continue;
    texts.set(config, decoded.text);
    for (const linked of linkedConfigs(ts, config, decoded.text)) waiting.add(linked);
  }
  return { texts, sources: [], listed: new Set(texts.keys()) };
}

function linkedConfigs(ts: typeof TypeScript, path: string, text: string): readonly string[] {
  const parsed = links.safeParse(ts.parseConfigFileTextToJson(path, text).config);
  if (!parsed.success) return [];
  const { extends: bases, references } = parsed.data;
  const relative = [...bases, ...references.map((reference) => reference.path)].filter((one) =>
    one.startsWith('.'),
  );
  return relative
    .map((one) => new URL(one, `tree:/${path}`).pathname.slice(1).replace(/\/$/, ''))
    .flatMap((one) => (one.endsWith('.json') ? [one] : [`${one}.json`, `${one}/tsconfig.json`]));
}
