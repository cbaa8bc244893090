import * as z from 'zod';
import type { MatchRule } from '../../codebase/languages/ast-grep.ts';
import type { LanguageId } from '../../domain/language.ts';

/** The names by which ast-grep knows the languages that its rules can be used for here. */
const LANGUAGES: Readonly<Record<string, LanguageId>> = {
  python: 'python',
  py: 'python',
  javascript: 'javascript',
  js: 'javascript',
  jsx: 'javascript',
  typescript: 'typescript',
  ts: 'typescript',
  tsx: 'tsx',
  html: 'html',
  css: 'css',
};

type Part<K extends keyof MatchRule> = NonNullable<MatchRule[K]>;

// What they hold is for ast-grep to judge, which names what is wrong.
const isObject = (value: unknown): boolean => z.record(z.string(), z.unknown()).safeParse(value).success;
const objectOf = <T>(): z.ZodType<T> => z.custom<T>(isObject, 'must be an object');

const expansion = objectOf<Part<'rule'>>();
const fixSchema = z.union([
  z.string().transform((template) => ({ template, expandStart: null, expandEnd: null })),
  z.strictObject({
    template: z.string(),
    expandStart: expansion.nullable().default(null),
    expandEnd: expansion.nullable().default(null),
  }),
]);

// A sentence is a pattern of the router in which words stand for themselves.
const PLAIN_SENTENCE = /^[^()[\]{}<>|]+$/;

/** A rule of ast-grep that rewrites what it finds, with what it says of itself. */
export const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z\d]*(?:-[a-z\d]+)*$/, 'must be words in lower case, joined by hyphens'),
  language: z.string().transform((name, context) => {
    const language = LANGUAGES[name.toLowerCase()];
    if (language !== undefined) return language;
    context.addIssue(`must be one of ${Object.keys(LANGUAGES).join(', ')}`);
    return z.NEVER;
  }),
  rule: objectOf<Part<'rule'>>(),
  constraints: objectOf<Part<'constraints'>>().optional(),
  utils: objectOf<Part<'utils'>>().optional(),
  transform: z.record(z.string(), z.unknown()).optional(),
  fix: fixSchema,
  message: z.string().optional(),
  note: z.string().optional(),
  files: z.array(z.string()).optional(),
  ignores: z.array(z.string()).optional(),
  metadata: z
    .looseObject({
      /** Sentences that ask for it. */
      sentences: z
        .array(z.string().regex(PLAIN_SENTENCE, 'must be plain words, without brackets'))
        .optional(),
      effect: z.enum(['preserves', 'may-differ', 'changes']).optional(),
    })
    .optional(),
  severity: z.unknown().optional(),
  labels: z.unknown().optional(),
  url: z.unknown().optional(),
});

export type Rule = z.infer<typeof ruleSchema>;

/** A name in a rule: `$$$MANY` stands for several nodes, `$ONE` for one or for a transformed text. */
export const VARIABLE = /\$(?:\$\$)?([A-Z_][A-Z\d_]*)/g;

/** The names that a rule binds. */
export function namesIn({ rule, constraints, utils, transform }: Rule): ReadonlySet<string> {
  const written = JSON.stringify([rule, constraints, utils]);
  const matched = [...written.matchAll(VARIABLE)].map(([, name = '']) => name);
  return new Set([...matched, ...Object.keys(transform ?? {})]);
}
