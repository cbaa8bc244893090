import type { Config } from '../domain/config.ts';
import { OuroborosError } from '../domain/errors.ts';
import type { Model } from '../domain/ports.ts';
import { createAnthropicModel, type AnthropicOptions } from './anthropic.ts';
import { createMeter } from './metered.ts';
import type { TokenFactors } from '../domain/tokens.ts';
import { createLearningModel } from './learning.ts';
import { parseMockScript } from './mock-script.ts';
import { createRedactingModel } from './redacting.ts';
import { createResilientModel, type CallRecorder } from './resilient.ts';
import { createMockModel, createScriptModel } from './scripted.ts';

/** A server that asks for a longer pause is not waited for. */
const MAX_RETRY_AFTER_MS = 60_000;

export type RunModelOptions = {
  readonly config: Pick<Config, 'access' | 'budget' | 'fallbackModel' | 'retryDelaysMs' | 'stallTimeoutMs'>;
  /** Null for the mock, a script, and a local server that asks for none. */
  readonly key: AnthropicOptions['key'];
  /** The text of the `--mock-script` file; null without one. */
  readonly scriptText: string | null;
  readonly factors: TokenFactors;
  readonly recorder: Omit<CallRecorder, 'meter'>;
};

/**
 * The model of one run, null where there is none to ask: redacted before anything is recorded, recorded and metered with
 * every try, retried, then sent; its replies teach how it counts.
 * @throws OuroborosError `usage` for a script that cannot be played
 */
export function createRunModel(options: RunModelOptions): Model | null {
  const { config, key, factors, recorder } = options;
  const backend = createBackend(options);
  if (backend === null) return null;
  const policy = {
    delaysMs: config.retryDelaysMs,
    maxRetryAfterMs: MAX_RETRY_AFTER_MS,
    fallbackModel: config.fallbackModel,
  };
  const meter = createMeter(config.budget);
  return createRedactingModel(
    createResilientModel(createLearningModel(backend, factors), policy, { ...recorder, meter }),
    key === null ? [] : [key.value],
  );
}

function createBackend({ config, key, scriptText, recorder }: RunModelOptions): Model | null {
  const { access, stallTimeoutMs } = config;
  switch (access.kind) {
    case 'none':
      return null;
    case 'mock':
      return createMockModel();
    case 'script':
      if (scriptText === null)
        throw new OuroborosError('usage', `The mock script ${access.path} was not read.`);
      return createScriptModel(parseMockScript(scriptText), stallTimeoutMs);
    case 'anthropic': {
      const { baseUrl, isLocal } = access;
      return createAnthropicModel({ key, baseUrl, isLocal, stallTimeoutMs, clock: recorder.clock });
    }
  }
}
