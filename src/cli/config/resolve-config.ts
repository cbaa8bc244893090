import { isIP } from 'node:net';
import type {
  Config,
  EngineChoice,
  ModelAccess,
  Profile,
  RoleConfig,
  TestsConfig,
  WorseLimits,
} from '../../domain/config.ts';
import { landingConfig, NO_LANDING, type LandingFlags } from './landing-config.ts';
import { OuroborosError } from '../../domain/errors.ts';
import type { ModelRole } from '../../domain/ports.ts';
import { MOCK_PROFILE, modelProfile } from '../../models/profiles.ts';
import type { WrittenConfig } from './written-config.ts';

/** The flags of `refactor` after parsing; null where the user said nothing. */
export type Flags = {
  readonly profile: Profile | null;
  readonly engine: EngineChoice | null;
  readonly safeMode: boolean | null;
  readonly maxRisk: number | null;
  readonly maxAttempts: number | null;
  readonly dryRun: boolean;
  readonly autoApply: boolean;
  readonly mock: boolean;
  readonly mockScript: string | null;
  readonly snippets: boolean;
  readonly keepApi: boolean;
  readonly tests: 'related' | 'all' | 'none' | null;
  readonly testTimeoutMs: number | null;
  readonly allowUnsandboxedTests: boolean;
  readonly install: boolean;
  readonly requireTests: boolean;
  readonly landing: LandingFlags;
  readonly revertIfWorse: boolean;
  readonly timeoutMs: number | null;
  readonly maxTokens: number | null;
  readonly maxCostUsd: number | null;
  readonly models: Readonly<Record<string, string>>;
};

export const NO_FLAGS: Flags = {
  profile: null,
  engine: null,
  safeMode: null,
  maxRisk: null,
  maxAttempts: null,
  dryRun: false,
  autoApply: false,
  mock: false,
  mockScript: null,
  snippets: false,
  keepApi: false,
  tests: null,
  testTimeoutMs: null,
  allowUnsandboxedTests: false,
  install: false,
  requireTests: false,
  landing: NO_LANDING,
  revertIfWorse: false,
  timeoutMs: null,
  maxTokens: null,
  maxCostUsd: null,
  models: {},
};

export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_RETRY_DELAYS_SECONDS = [2, 5, 10];
const DEFAULT_STALL_SECONDS = 60;
const DEFAULT_TEST_SECONDS = 300;
const CONTEXT_TOKENS: Readonly<Record<Profile, number>> = { fast: 12_000, balanced: 24_000, quality: 60_000 };

/** Flags over environment over `ouroboros.config.json` over defaults. @throws OuroborosError `usage` or `config` */
export function resolveConfig(flags: Flags, environment: Environment, written: WrittenConfig): Config {
  if (flags.dryRun && flags.autoApply) {
    throw new OuroborosError('usage', '--dry-run and --auto-apply exclude each other.', {
      hint: 'Leave one of them out.',
    });
  }
  if ((flags.mock || flags.mockScript !== null) && flags.engine === 'recipe') {
    throw new OuroborosError('usage', '--engine recipe asks no model, and --mock is one.', {
      hint: 'Leave one of them out.',
    });
  }
  const profile = flags.profile ?? written.config ?? 'balanced';
  const isScripted = flags.mock || flags.mockScript !== null;
  const access = resolveAccess(flags, environment);
  const isLocal = access.kind === 'anthropic' && access.isLocal;
  const seconds = (value: number | undefined): number | null => (value === undefined ? null : value * 1000);
  return {
    profile,
    engine: isScripted ? 'model' : (flags.engine ?? written.engine ?? 'auto'),
    safeMode: flags.safeMode ?? written.safeMode ?? true,
    maxRisk: flags.maxRisk ?? written.maxRisk ?? 0.3,
    maxAttempts: flags.maxAttempts ?? written.maxAttempts ?? 3,
    dryRun: flags.dryRun,
    autoApply: flags.autoApply,
    budget: {
      maxTokens: flags.maxTokens ?? written.maxTokens ?? null,
      maxCostUsd: flags.maxCostUsd ?? written.maxCostUsd ?? null,
      timeoutMs: flags.timeoutMs ?? seconds(written.timeoutSeconds),
    },
    access,
    ...(isScripted ? MOCK_PROFILE : resolveModels({ flags, written, isLocal }, profile)),
    retryDelaysMs: retryDelays(environment, written, isScripted),
    stallTimeoutMs: seconds(written.stallTimeoutSeconds) ?? DEFAULT_STALL_SECONDS * 1000,
    contextBudgetTokens: written.contextTokens ?? CONTEXT_TOKENS[profile],
    artifactsDir: written.artifactsDir ?? 'artifacts',
    protectedPaths: written.protectedPaths ?? [],
    sensitivePaths: written.sensitivePaths ?? [],
    disabledGates: written.disabledGates ?? [],
    keepApi: flags.keepApi || (written.keepApi ?? false),
    summaries: written.summaries ?? 'static',
    snippets: flags.snippets,
    tests: testsConfig(flags, written),
    landing: landingConfig(flags, written.git?.branchPrefix ?? null),
    revertIfWorse: worseLimits(flags, written),
  };
}

/** Who lets a change in without looking at it has the project's tests look at it. */
function testsConfig(flags: Flags, written: WrittenConfig): TestsConfig {
  const { tests = {} } = written;
  const measuresBoth = worseLimits(flags, written) !== null;
  return {
    run: flags.tests ?? tests.run ?? (measuresBoth ? 'if-declared' : defaultTests(flags)),
    command: tests.command ?? null,
    timeoutMs: flags.testTimeoutMs ?? (tests.timeoutSeconds ?? DEFAULT_TEST_SECONDS) * 1000,
    allowUnsandboxed: flags.allowUnsandboxedTests,
    installsMissing: flags.install,
    isRequired: flags.requireTests || tests.required === true,
    measuresBoth,
  };
}

const WORSE_LIMITS: WorseLimits = { errors: 0, complexity: 5, coverage: 0.05, testTime: 2 };

function worseLimits(flags: Flags, { revertIfWorse }: WrittenConfig): WorseLimits | null {
  if (revertIfWorse === undefined || typeof revertIfWorse === 'boolean')
    return flags.revertIfWorse || revertIfWorse === true ? WORSE_LIMITS : null;
  const { errors, complexity, coverage, testTime } = revertIfWorse;
  return {
    errors: errors ?? WORSE_LIMITS.errors,
    complexity: complexity ?? WORSE_LIMITS.complexity,
    coverage: coverage ?? WORSE_LIMITS.coverage,
    testTime: testTime ?? WORSE_LIMITS.testTime,
  };
}

/** A merge needs the word of the tests, and says so where there is none. */
function defaultTests({ landing, autoApply }: Flags): TestsConfig['run'] {
  if (landing.merge !== null) return 'all';
  return autoApply ? 'if-declared' : 'none';
}

function resolveAccess(flags: Flags, environment: Environment): ModelAccess {
  if (flags.mockScript !== null) return { kind: 'script', path: flags.mockScript };
  if (flags.mock) return { kind: 'mock' };
  const baseUrl = environment['ANTHROPIC_BASE_URL'] || null;
  const isLocal = baseUrl !== null && isLoopback(baseUrl);
  if (apiKeyOf(environment) === null && !isLocal) return { kind: 'none' };
  return { kind: 'anthropic', baseUrl, isLocal };
}

/** The key that requests carry, or null; it is handed to the adapter and kept nowhere else. */
export function apiKeyOf(
  environment: Environment,
): { readonly kind: 'key' | 'token'; readonly value: string } | null {
  const key = headerValue('ANTHROPIC_API_KEY', environment);
  if (key !== null) return { kind: 'key', value: key };
  const token = headerValue('ANTHROPIC_AUTH_TOKEN', environment);
  return token === null ? null : { kind: 'token', value: token };
}

/** What a header cannot hold would be refused by the client in words that repeat it: it is refused here instead. */
function headerValue(name: string, environment: Environment): string | null {
  const value = environment[name]?.trim() ?? '';
  if (/^[\u0021-\u007e]*$/.test(value)) return value === '' ? null : value;
  throw new OuroborosError(
    'config',
    `${name} holds a character that no key has: a space, a line break, or one outside of ASCII.`,
    { hint: 'Set it again; it may have been pasted with quotes or a second line.' },
  );
}

function isLoopback(address: string): boolean {
  const url = URL.parse(address);
  // The address itself is not repeated: it may hold a password.
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new OuroborosError('config', 'ANTHROPIC_BASE_URL is not an http address without a user name.', {
      hint: 'It looks like http://127.0.0.1:8080, without /v1; a key goes into ANTHROPIC_API_KEY.',
    });
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function resolveModels(
  {
    flags,
    written,
    isLocal,
  }: { readonly flags: Flags; readonly written: WrittenConfig; readonly isLocal: boolean },
  profile: Profile,
): Pick<Config, 'roles' | 'fallbackModel'> {
  const defaults = modelProfile(profile);
  const roleOf = (role: ModelRole, name: 'reasoner' | 'compressor' | 'builder'): RoleConfig => ({
    ...defaults.roles[role],
    model: flags.models[name] ?? written.models?.[name] ?? defaults.roles[role].model,
  });
  return {
    roles: {
      reasoner: roleOf('reasoner', 'reasoner'),
      compressor: roleOf('compressor', 'compressor'),
      generator: roleOf('generator', 'builder'),
    },
    // A local server knows no models of ours.
    fallbackModel: written.models?.fallback ?? (isLocal ? null : defaults.fallbackModel),
  };
}

function retryDelays(
  environment: Environment,
  written: WrittenConfig,
  isScripted: boolean,
): readonly number[] {
  const fromEnvironment = environment['OUROBOROS_RETRY_DELAYS'];
  if (fromEnvironment !== undefined && fromEnvironment !== '') {
    const delays = fromEnvironment.split(',').map((part) => Number(part.trim()) * 1000);
    if (delays.some((delayMs) => !(delayMs >= 0))) {
      throw new OuroborosError(
        'config',
        `OUROBOROS_RETRY_DELAYS takes seconds such as 2,5,10, not ${JSON.stringify(fromEnvironment)}.`,
      );
    }
    return delays;
  }
  // A script plays its faults; waiting between them would prove nothing.
  if (isScripted) return [0, 0, 0];
  return (written.retryDelaysSeconds ?? DEFAULT_RETRY_DELAYS_SECONDS).map((delay) => delay * 1000);
}
