// How whole kinds of requests are worded, for the patterns of several recipes.

/** What a recipe turns into what; both are patterns. */
export type Conversion = {
  readonly from: string;
  readonly to: string;
  /** Whether the new form alone says what is wanted ("use f-strings"). */
  readonly isToEnough: boolean;
  /** Whether the old form alone does ("get rid of var"). */
  readonly isFromEnough: boolean;
};

/** Requests to write one thing as another. */
export function conversionPatterns({ from, to, isToEnough, isFromEnough }: Conversion): readonly string[] {
  const old = `@all [(use|uses|usage|usages|instance|instances|occurrence|occurrences|places that use) of] @ugly ${from}`;
  const now = `[modern|proper|native|plain|clean] ${to}`;
  const used = `((where|wherever|in places where) [we|you|i|it] [currently|still|now] (use|uses|have|has|check with|rely on|write|see)|(where|wherever)) ${from} [is|are] [used]`;
  const whole = `([this|whole|all] @code|{file}|everything)`;
  const end = '[instead|@possible] [@everywhere]';
  return [
    `@turn ${old} @into ${now} ${end}`,
    `(@turn|express) ${old} (with|by|using|by using|via) ${now} ${end}`,
    `(@turn|go|get) [over|away] from ${old} to [using] ${now} ${end}`,
    `@replace ${old} (with|by|for) ${now} ${end}`,
    `@use ${now} [for everything] @instead [using] ${old} [for everything] ${end}`,
    `@use ${now} (for|to (replace|simplify|shorten|write)) ${old} ${end}`,
    `make ${old} ${now} ${end}`,
    `@turn ${old} [and|by|so [that] (they|it)] (@use|uses|using) ${now} ${end}`,
    `@use ${now} ${used} ${end}`,
    `prefer ${now} to ${old} ${end}`,
    `@turn ${whole} @into ${now} @instead ${old}`,
    `@turn ${whole} from ${old} to ${now}`,
    `(clean up|tidy up|fix|shorten|improve) ${old} (with|by using|using) ${now} ${end}`,
    `@give_up [using] ${old} @in_favor ${now} ${end}`,
    `${old} -> ${now}`,
    ...(isToEnough ? [`(@use|add|(@turn|go) [over|${whole}] @into) ${now} ${end}`] : []),
    ...(isFromEnough
      ? [
          `(get rid of|stop using|move away from|phase out|avoid|eliminate|no more|abandon) [using] ${old} [altogether|completely|entirely] ${end}`,
        ]
      : []),
  ];
}

/** Requests to remove what nothing uses; the code is the rule of linters that finds it. */
export function removalPatterns(things: string, code: string): readonly string[] {
  return [
    `[find and] @remove @all (@unused ${things} [@not_used]|${things} @not_used) [${code}]`,
    `@remove {file} of @all @unused ${things}`,
    `clean up {file} by removing @all (@unused ${things}|${things} @not_used)`,
    `@fix @all ([no] @unused ${things} [@lint_rule]|[ruff|flake8|pyflakes] [rule] ${code} [@warnings])`,
  ];
}

/** Requests to put the rule of a linter into force. */
export function rulePattern(rule: string): string {
  return `(apply|fix|enforce|follow|satisfy|autofix|auto fix|run) @all [eslint 's|eslint] [rule] ${rule} @lint_rule`;
}
