import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../domain/config.ts';
import { messageOf, OuroborosError } from '../domain/errors.ts';
import { parseMockScript } from '../models/mock-script.ts';
import { requirePrices } from '../models/prices.ts';
import { createRunModel } from '../models/run-model.ts';
import { CLOCK, type RunOptions } from './compose.ts';
import { apiKeyOf } from './config/resolve-config.ts';
import type { Io } from './io.ts';

/**
 * What makes the model of a run once the run is on record. All that can be wrong with its options is found here,
 * before a run begins.
 * @throws OuroborosError `usage` for a bad script, `config` for a cost limit on a model without a price
 */
export function createModelFactory(
  config: Config,
  io: Pick<Io, 'environment' | 'cwd'>,
): RunOptions['createModel'] {
  const { access, budget, roles, fallbackModel } = config;
  const scriptText = access.kind === 'script' ? readScript(resolve(io.cwd, access.path)) : null;
  if (access.kind === 'anthropic') {
    const models = Object.values(roles).map((role) => role.model);
    requirePrices(fallbackModel === null ? models : [...models, fallbackModel], budget.maxCostUsd);
  }
  const key = access.kind === 'anthropic' ? apiKeyOf(io.environment) : null;
  return async ({ emit, files, record, factors }) => {
    const place = (): { stepId: string | null; attempt: number } => {
      const last = record().attempts.at(-1);
      return { stepId: last?.stepId ?? null, attempt: last?.attempt ?? 1 };
    };
    return createRunModel({
      config,
      key,
      scriptText,
      factors,
      recorder: { emit, storeBlob: (text) => files.storeBlob(text), clock: CLOCK, place },
    });
  };
}

function readScript(path: string): string {
  try {
    const text = readFileSync(path, 'utf8');
    parseMockScript(text);
    return text;
  } catch (error) {
    if (error instanceof OuroborosError) throw error;
    throw new OuroborosError('usage', `The mock script cannot be read: ${messageOf(error)}`, {
      hint: 'Name a JSON file with --mock-script; docs/replay.md shows its form.',
      cause: error,
    });
  }
}
