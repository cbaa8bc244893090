import { OuroborosError } from '../domain/errors.ts';

/** A number from 0 to 1, as `--max-risk` takes it. @throws OuroborosError `usage` */
export function parseRisk(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0 && number <= 1)) {
    throw new OuroborosError('usage', `--max-risk takes a number from 0 to 1, not ${JSON.stringify(value)}.`);
  }
  return number;
}

/** A parser for a whole number of at least 1. @throws OuroborosError `usage` */
export function parseCount(option: string): (value: string) => number {
  return (value) => {
    if (!/^[1-9]\d{0,8}$/.test(value)) {
      throw new OuroborosError(
        'usage',
        `${option} takes a whole number from 1, not ${JSON.stringify(value)}.`,
      );
    }
    return Number(value);
  };
}

/** A number of US dollars above 0. @throws OuroborosError `usage` */
export function parseDollars(value: string): number {
  const number = Number(value);
  if (!(number > 0 && Number.isFinite(number))) {
    throw new OuroborosError(
      'usage',
      `--max-cost-usd takes an amount above 0, not ${JSON.stringify(value)}.`,
    );
  }
  return number;
}

const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** A parser for a duration such as `90` (seconds), `500ms`, `90s`, `5m` or `1h`, in milliseconds. @throws OuroborosError `usage` */
export function parseDuration(option: string): (value: string) => number {
  return (value) => {
    const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(value);
    const durationMs = Number(match?.[1]) * (MILLISECONDS[match?.[2] ?? 's'] ?? Number.NaN);
    if (durationMs > 0) return durationMs;
    throw new OuroborosError(
      'usage',
      `${option} takes a duration such as 90s or 5m, not ${JSON.stringify(value)}.`,
    );
  };
}

const BYTES: Readonly<Record<string, number>> = { '': 1, k: 1000, m: 1_000_000, g: 1_000_000_000 };

/** A parser for a size such as `500000`, `500k` or `4M`, in bytes; the letters count in thousands. @throws OuroborosError `usage` */
export function parseSize(option: string): (value: string) => number {
  return (value) => {
    const match = /^(\d+(?:\.\d+)?)([kmg]?)b?$/i.exec(value);
    const sizeBytes = Math.floor(Number(match?.[1]) * (BYTES[match?.[2]?.toLowerCase() ?? ''] ?? Number.NaN));
    if (sizeBytes > 0) return sizeBytes;
    throw new OuroborosError(
      'usage',
      `${option} takes a size such as 500k or 4M, not ${JSON.stringify(value)}.`,
    );
  };
}

/** `role=model` pairs of `--model`; a bare name is the builder's. @throws OuroborosError `usage` */
export function parseModels(values: readonly string[]): Readonly<Record<string, string>> {
  const models: Record<string, string> = {};
  for (const value of values) {
    const [role, name] = value.includes('=') ? splitOnce(value) : ['builder', value];
    if (!['reasoner', 'compressor', 'builder'].includes(role) || name === '') {
      throw new OuroborosError(
        'usage',
        `--model takes NAME, or ROLE=NAME with reasoner, compressor or builder, not ${JSON.stringify(value)}.`,
      );
    }
    models[role] = name;
  }
  return models;
}

function splitOnce(value: string): readonly [string, string] {
  const at = value.indexOf('=');
  return [value.slice(0, at), value.slice(at + 1)];
}
