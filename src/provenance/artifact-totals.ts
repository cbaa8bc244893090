import { isSuccess } from '../domain/outcome.ts';
import type { Artifact } from './artifact-schema.ts';
import { sumOf } from './model-use.ts';

type Parts = Pick<Artifact, 'attempts' | 'models_used' | 'safety_checks' | 'file_modifications'>;

/** The totals of a record: every one is a sum or a count of its parts. */
export function totalsOf(parts: Parts): Artifact['metadata'] {
  const { attempts, models_used: models, safety_checks: checks, file_modifications: files } = parts;
  const passed = checks.filter((check) => check.passed).length;
  return {
    total_tokens_used: sumOf(models, (use) => use.tokens_used),
    total_model_time_ms: sumOf(models, (use) => use.duration_ms),
    num_safety_checks_passed: passed,
    num_safety_checks_failed: checks.length - passed,
    total_lines_added: sumOf(files, (file) => file.lines_added),
    total_lines_removed: sumOf(files, (file) => file.lines_removed),
    num_files_modified: new Set(files.map((file) => file.file_path)).size,
    num_attempts: attempts.length,
    num_retries: attempts.filter((attempt) => attempt.attempt > 1).length,
    total_cost_usd: models.some((use) => use.cost_usd === null)
      ? null
      : sumOf(models, (use) => use.cost_usd ?? 0),
  };
}

/** What contradicts itself in an artifact, a sentence each; a JSON Schema cannot say these things. */
export function contradictionsOf(artifact: Artifact): readonly string[] {
  return [...totalContradictions(artifact), ...riskContradictions(artifact), ...endContradictions(artifact)];
}

function totalContradictions(artifact: Artifact): readonly string[] {
  const written = new Map(Object.entries(artifact.metadata));
  return Object.entries(totalsOf(artifact))
    .filter(([name, expected]) => written.get(name) !== expected)
    .map(([name, expected]) => `metadata.${name} is ${written.get(name)}, but its parts make ${expected}`);
}

function riskContradictions(artifact: Artifact): readonly string[] {
  return artifact.patches.flatMap(({ path, risk }) => {
    const sum = Math.min(
      1,
      sumOf(risk?.factors ?? [], (factor) => factor.contribution),
    );
    if (risk === null || Math.abs(risk.score - sum) < 1e-6) return [];
    return [`the risk of ${path} is ${risk.score}, but its factors make ${sum}`];
  });
}

function endContradictions(artifact: Artifact): readonly string[] {
  const problems: string[] = [];
  if (artifact.success !== isSuccess(artifact.outcome)) {
    problems.push(`success is ${artifact.success}, but the outcome is ${artifact.outcome}`);
  }
  if (artifact.timestamp_end < artifact.timestamp_start) problems.push('the run ends before it starts');
  return problems;
}
