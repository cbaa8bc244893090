import * as z from 'zod';
import { jsonOrNull } from '../../../domain/json.ts';

/** What a compiler configuration says of where sources go and how they are found; folders as written, relative to it. */
export type CompilerOutput = {
  readonly outDir: string | null;
  readonly rootDir: string | null;
  /** Folders that stand for one: a relative import may lead from a file of one to a file of another. */
  readonly rootDirs: readonly string[];
  readonly customConditions: readonly string[];
  readonly baseUrl: string | null;
  /** Patterns of specifiers, with at most one `*`, and where to look for them, relative to `baseUrl`. */
  readonly paths: Readonly<Record<string, readonly string[]>>;
  /** The configurations whose options hold where it has none, as written. */
  readonly extended: readonly string[];
};

const options = z.object({
  outDir: z.string().nullish().catch(null),
  declarationDir: z.string().nullish().catch(null),
  rootDir: z.string().nullish().catch(null),
  rootDirs: z.array(z.string()).nullish().catch(null),
  customConditions: z.array(z.string()).nullish().catch(null),
  baseUrl: z.string().nullish().catch(null),
  paths: z.record(z.string(), z.array(z.string())).nullish().catch(null),
});
const config = z.object({
  compilerOptions: options.nullish().catch(null),
  extends: z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]),
});

// A string goes first, so that what looks like a comment inside one stays.
const JSON_NOISE = /("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=\s*[}\]])/g;

/** Reads a tsconfig.json, comments and trailing commas included; what it extends is named, not followed. */
export function readCompilerOutput(text: string): CompilerOutput {
  const parsed = config.safeParse(jsonOrNull(withoutNoise(text)));
  const found = parsed.success ? parsed.data.compilerOptions : null;
  return {
    outDir: found?.outDir ?? found?.declarationDir ?? null,
    rootDir: found?.rootDir ?? null,
    rootDirs: found?.rootDirs ?? [],
    customConditions: found?.customConditions ?? [],
    baseUrl: found?.baseUrl ?? null,
    paths: found?.paths ?? {},
    extended: parsed.success ? parsed.data.extends : [],
  };
}

/** The comma of `[1, /* two *\/ ]` is seen once the comment is gone, hence the second pass. */
function withoutNoise(text: string): string {
  const keepStrings = (_match: string, quoted: string | undefined): string => quoted ?? '';
  return text.replace(JSON_NOISE, keepStrings).replace(JSON_NOISE, keepStrings);
}
