import type * as YamlLibrary from 'yaml';
import type { Node, YAMLParseError } from 'yaml';
import { messageOf } from '../../domain/errors.ts';
import { shortMessage, type ParserReport, type SyntaxProblem } from './syntax-problem.ts';
import { withinTime } from './within-time.ts';

type Yaml = Pick<typeof YamlLibrary, 'isScalar' | 'parseAllDocuments'>;

const MERGE_KEY = '<<';
const MAX_PROBLEMS = 50;

/**
 * Judges every document of a YAML text by the rules of YAML 1.2: keys are unique, merge keys may come again, and tags
 * that only an application knows (`!Ref`, `!vault`) are allowed. Aliases are not followed.
 */
export async function yamlSyntax(source: {
  readonly text: string;
  /** When it must be done, on the clock of `performance.now()`. */
  readonly deadline: number;
}): Promise<ParserReport> {
  try {
    const yaml = await import('yaml');
    const judged = withinTime(source.deadline - performance.now(), () => errorsIn(source.text, yaml));
    if (judged.kind === 'stopped') return { kind: 'broken', reason: 'it took too long' };
    return { kind: 'parsed', problems: judged.value.slice(0, MAX_PROBLEMS).map(problemOf) };
  } catch (error) {
    return { kind: 'broken', reason: shortMessage(messageOf(error)) };
  }
}

/** The values of a YAML text, a document each; or its first error, in one line. */
export async function parseYaml(
  text: string,
): Promise<
  | { readonly kind: 'parsed'; readonly documents: readonly unknown[] }
  | { readonly kind: 'invalid'; readonly reason: string }
> {
  const { parseAllDocuments } = await import('yaml');
  const documents = [...parseAllDocuments(text, { logLevel: 'silent' })];
  const error = documents.flatMap(({ errors }) => errors)[0];
  if (error !== undefined) return { kind: 'invalid', reason: shortMessage(error.message) };
  // An alias that stands for itself many times over is not followed to the end.
  return {
    kind: 'parsed',
    documents: documents.map((document): unknown => document.toJS({ maxAliasCount: 100 })),
  };
}

function errorsIn(text: string, { isScalar, parseAllDocuments }: Yaml): readonly YAMLParseError[] {
  const valueOf = (key: unknown): unknown => (isScalar(key) ? key.value : key);
  const isRepeated = (one: Node, other: Node): boolean =>
    valueOf(one) === valueOf(other) && valueOf(one) !== MERGE_KEY;
  const options = { strict: true, uniqueKeys: isRepeated, merge: true, prettyErrors: false } as const;
  const documents = parseAllDocuments(text, { ...options, logLevel: 'silent' });
  return 'empty' in documents ? documents.errors : documents.flatMap(({ errors }) => errors);
}

function problemOf({ code, message, pos: [offset] }: YAMLParseError): SyntaxProblem {
  const kind = code === 'DUPLICATE_KEY' ? 'early-error' : 'syntax';
  return { offset, kind, code, message: shortMessage(message) };
}
