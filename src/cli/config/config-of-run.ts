import type { Config } from '../../domain/config.ts';
import type { RunRecord } from '../../domain/run-record.ts';
import { NO_FLAGS, resolveConfig, type Flags } from './resolve-config.ts';
import type { WrittenConfig } from './written-config.ts';

/** The config of a run that works on an earlier one's results: today's project config, the earlier run's limits. What a mock made stays marked as such. */
export function configOfRun(
  parent: RunRecord,
  written: WrittenConfig,
  flags: Partial<Pick<Flags, 'landing'>> = {},
): Config {
  const { safeMode, maxRisk } = parent.start.options;
  return {
    ...resolveConfig({ ...NO_FLAGS, ...flags, mock: parent.start.mock }, {}, written),
    safeMode,
    maxRisk,
  };
}
