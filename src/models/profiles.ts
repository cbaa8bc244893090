import type { Profile, RoleConfig } from '../domain/config.ts';
import type { ModelRole } from '../domain/ports.ts';

/** The models of a profile by role, and the one that stands in for a builder that cannot be reached. */
export type ModelProfile = {
  readonly roles: Readonly<Record<ModelRole, RoleConfig>>;
  readonly fallbackModel: string | null;
};

const HAIKU = 'claude-haiku-5-5';
const SONNET = 'claude-sonnet-5-5';
const OPUS = 'claude-opus-5-5';

const COMPRESSOR: RoleConfig = { model: HAIKU, effort: 'low' };

const PROFILES: Readonly<Record<Profile, ModelProfile>> = {
  fast: {
    roles: {
      reasoner: { model: HAIKU, effort: 'medium' },
      compressor: COMPRESSOR,
      generator: { model: SONNET, effort: 'low' },
    },
    fallbackModel: HAIKU,
  },
  balanced: {
    roles: {
      reasoner: { model: SONNET, effort: 'high' },
      compressor: COMPRESSOR,
      generator: { model: SONNET, effort: 'medium' },
    },
    fallbackModel: OPUS,
  },
  quality: {
    roles: {
      reasoner: { model: OPUS, effort: 'high' },
      compressor: COMPRESSOR,
      generator: { model: OPUS, effort: 'high' },
    },
    fallbackModel: SONNET,
  },
};

/** The defaults of `--config`; any role may be given another model, known here or not. */
export function modelProfile(profile: Profile): ModelProfile {
  return PROFILES[profile];
}

/** The name under which the mock and the scripts stand in records. */
export const MOCK_MODEL = 'mock';

const MOCK_ROLE: RoleConfig = { model: MOCK_MODEL, effort: null };

/** The roles of `--mock` and `--mock-script`. There is no fallback: each element of a script is one call. */
export const MOCK_PROFILE: ModelProfile = {
  roles: { reasoner: MOCK_ROLE, compressor: MOCK_ROLE, generator: MOCK_ROLE },
  fallbackModel: null,
};

/** Older models refuse a request that sets the effort; of a name that is not known here, the newest is assumed. */
export function acceptsEffort(model: string): boolean {
  return !/^claude-(?:[23]|haiku-4|(?:sonnet|opus)-4(?:-[01]|-20\d{6})?$|sonnet-4-5|opus-4-1)/.test(model);
}
