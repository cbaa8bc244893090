import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { messageOf, OuroborosError, systemCodeOf } from '../../domain/errors.ts';
import { whyPathIsUnsafe } from '../../domain/repo-path.ts';

/** At the root of a work tree. */
export const CONFIG_FILE = 'ouroboros.config.json';

const models = z.strictObject({
  reasoner: z.string().min(1).optional(),
  compressor: z.string().min(1).optional(),
  builder: z.string().min(1).optional(),
  fallback: z.string().min(1).optional(),
});

const tests = z.strictObject({
  run: z.enum(['related', 'all', 'none']).optional(),
  command: z.string().min(1).optional(),
  required: z.boolean().optional(),
  timeoutSeconds: z.number().positive().optional(),
});

const git = z.strictObject({ branchPrefix: z.string().min(1).optional() });
const revertIfWorse = z.strictObject({
  errors: z.int().nonnegative().optional(),
  complexity: z.int().nonnegative().optional(),
  coverage: z.number().min(0).max(1).optional(),
  testTime: z.number().min(1).optional(),
});

const root = z.strictObject({
  name: z.string().regex(/^(?!\.+$)[\w.-]+$/, 'a name of letters, digits, _, - and dots'),
  path: z.string().min(1),
});

function haveOwnNames(roots: readonly { readonly name: string }[]): boolean {
  return new Set(roots.map(({ name }) => name)).size === roots.length;
}

/**
 * What a user may write into `ouroboros.config.json`. Where requests are sent is not among it: a repository that was
 * cloned must not be able to redirect a key.
 */
const writtenConfigSchema = z.strictObject({
  $schema: z.string().optional(),
  config: z.enum(['fast', 'balanced', 'quality']).optional(),
  engine: z.enum(['auto', 'recipe', 'model']).optional(),
  safeMode: z.boolean().optional(),
  maxRisk: z.number().min(0).max(1).optional(),
  maxAttempts: z.int().min(1).optional(),
  maxTokens: z.int().min(1).optional(),
  maxCostUsd: z.number().positive().optional(),
  timeoutSeconds: z.number().positive().optional(),
  contextTokens: z.int().min(500).optional(),
  retryDelaysSeconds: z.array(z.number().nonnegative()).max(10).optional(),
  stallTimeoutSeconds: z.number().positive().optional(),
  models: models.optional(),
  artifactsDir: z
    .string()
    .refine((path) => whyPathIsUnsafe(path) === null, 'a folder below the root, such as build/runs')
    .optional(),
  protectedPaths: z.array(z.string()).optional(),
  sensitivePaths: z.array(z.string()).optional(),
  disabledGates: z.array(z.string()).optional(),
  keepApi: z.boolean().optional(),
  summaries: z.enum(['static', 'model']).optional(),
  tests: tests.optional(),
  git: git.optional(),
  revertIfWorse: z.union([z.boolean(), revertIfWorse]).optional(),
  roots: z.array(root).refine(haveOwnNames, 'every root has a name of its own').optional(),
});

export type WrittenConfig = z.infer<typeof writtenConfigSchema>;

/** Reads `ouroboros.config.json` at the root; no file is an empty config. @throws OuroborosError `config` naming the key */
export function readWrittenConfig(root: string): WrittenConfig {
  const path = join(root, CONFIG_FILE);
  const text = readIfPresent(path);
  if (text === null) return {};
  const parsed = writtenConfigSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  throw new OuroborosError('config', `${CONFIG_FILE}${where}: ${issue?.message ?? 'wrong form'}`, {
    hint: `Known keys: ${Object.keys(writtenConfigSchema.shape).join(', ')}.`,
  });
}

function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return null;
    throw new OuroborosError('config', `${CONFIG_FILE} cannot be read: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new OuroborosError('config', `${CONFIG_FILE} is not JSON: ${messageOf(error)}`, { cause: error });
  }
}
