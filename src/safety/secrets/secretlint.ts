/** A place that secretlint objects to, in UTF-16 code units; `rule` is its id without the package's prefix. */
export type SecretlintMatch = { readonly rule: string; readonly start: number; readonly end: number };

/**
 * What every match of secretlint's enabled rules holds. Loading it takes a tenth of a second and more, so texts
 * without any of this are not shown to it; a test keeps the list of its rules in step.
 */
const HINT = new RegExp(
  [
    'PRIVATE KEY',
    '(?:secret|SECRET|Secret)_?(?:access|ACCESS|Access)_?(?:key|KEY|Key)',
    'x-oauth-basic|_authToken=|npm_\\w{36}',
    'xox[a-z]-|xapp-|hooks\\.slack\\.com/services',
    'SG\\.\\w+\\.\\w|shp(?:pa|ca|at|ss)_|[rs]k_(?:live|test)_',
    'gh[pousr]_\\w{20}|github_pat_|glpat-|glc_|glsa_',
    'sk-[\\w-]{20}|gsk_|hf_[A-Za-z]{34}|lin_api_|ntn_\\d',
    'hv[sbr]\\.|vc[piark]_\\w{20}|dapi[A-Fa-f0-9]{32}|dckr_pat_|figd_|cf(?:k|ut|at)_\\w{48}|tskey-|ops_ey',
  ].join('|'),
  'i',
);

/**
 * Passwords in addresses are judged by a rule of our own, which knows local hosts. Comments may switch nothing off.
 */
const DISABLED = ['basicauth', 'database-connection-string', 'filter-comments'];

const PREFIX = '@secretlint/secretlint-rule-';

/** Whether secretlint could object to anything in a text. */
export function maySecretlintObject(text: string): boolean {
  return HINT.test(text);
}

/** What secretlint's recommended rules object to in a text. Nothing is read from the disk. */
export async function secretlintMatches(text: string): Promise<readonly SecretlintMatch[]> {
  const [{ lintSource }, { creator }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ]);
  // Rule by rule: within a preset `disabled` has no effect.
  const rules = creator.rules.flatMap((rule) => {
    const { id } = rule.meta;
    return DISABLED.includes(id.slice(PREFIX.length)) ? [] : [{ id, rule }];
  });
  const { messages } = await lintSource({
    // Without an ending, the rule of GCP asks for nothing: its keys are private keys like others.
    source: { filePath: 'text', content: text, ext: '', contentType: 'text' },
    options: { config: { rules }, maskSecrets: true, noPhysicFilePath: true },
  });
  return messages.map(({ ruleId, range }) => ({
    rule: ruleId.slice(PREFIX.length),
    start: range[0],
    end: range[1],
  }));
}
