import { posix } from 'node:path';
import type * as z from 'zod';
import { digestOf } from '../../domain/digest.ts';
import { OuroborosError } from '../../domain/errors.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { decodeText } from '../../domain/text.ts';
import type { Rule } from './rule-schema.ts';
import { RULES_FOLDER } from './rules-folder.ts';

/** A rule with the file that holds it, and a mark that changes with every byte of that file. */
export type WrittenRule = { readonly rule: Rule; readonly path: string; readonly version: string };

/** The rules that a project has written, by path. @throws OuroborosError `config` naming the file and the key */
export async function readRules(tree: SourceTree): Promise<readonly WrittenRule[]> {
  const paths = (await tree.list()).filter(isRuleFile);
  const rules: WrittenRule[] = [];
  for (const path of paths) {
    const bytes = await tree.read(path);
    if (bytes !== null) rules.push(...(await rulesIn(path, bytes)));
  }
  const twice = rules.find(({ rule }, index) => rules.findIndex((one) => one.rule.id === rule.id) !== index);
  if (twice !== undefined) throw wrong(twice.path, `another rule has the id ${twice.rule.id} already`);
  return rules;
}

function isRuleFile(path: string): boolean {
  return posix.dirname(path) === RULES_FOLDER && /\.ya?ml$/.test(path);
}

async function rulesIn(path: string, bytes: Uint8Array): Promise<readonly WrittenRule[]> {
  const decoded = decodeText(bytes);
  if (decoded.kind !== 'text') throw wrong(path, 'it is no UTF-8 text');
  const { parseYaml } = await import('../../codebase/languages/yaml.ts');
  const { ruleSchema } = await import('./rule-schema.ts');
  const parsed = await parseYaml(decoded.text);
  if (parsed.kind === 'invalid') throw wrong(path, parsed.reason);
  const version = digestOf(bytes)
    .replace(/^sha256:/, '')
    .slice(0, 12);
  return parsed.documents.map((document) => {
    const rule = ruleSchema.safeParse(document);
    if (!rule.success) throw wrong(path, describe(rule.error));
    return { rule: rule.data, path, version };
  });
}

function describe({ issues: [issue] }: z.ZodError): string {
  const key = issue?.path.join('.') ?? '';
  if (key === 'fix' && issue?.code === 'invalid_union')
    return 'fix is missing: what it finds has to be rewritten';
  return `${key === '' ? 'the rule' : key}: ${issue?.message ?? 'is invalid'}`;
}

function wrong(path: string, reason: string): OuroborosError {
  return new OuroborosError('config', `${path} is no recipe: ${reason}.`, {
    hint: `A file of ${RULES_FOLDER} holds rules of ast-grep with id, language, rule and fix: see docs/own-recipes.md.`,
  });
}
