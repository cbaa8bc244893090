import type * as YamlLibrary from 'yaml';
import type { Document, Node, YAMLParseError } from 'yaml';
import { messageOf } from '../../domain/errors.ts';
import { shortMessage, type ParserReport, type SyntaxProblem } from './syntax-problem.ts';
import { withinTime } from './within-time.ts';

type Yaml = Pick<typeof YamlLibrary, 'isScalar' | 'parseAllDocuments' | 'visit'>;

const MERGE_KEY = '<<';
const MAX_PROBLEMS = 50;

/**
 * Judges every document of a YAML text by the rules of YAML 1.2: keys are unique, merge keys may come again, and tags
 * that only an application knows (`!Ref`, `!vault`) are allowed. Aliases are not followed, but each needs its anchor.
 */
export async function yamlSyntax(source: {
  readonly text: string;
  /** When it must be done, on the clock of `performance.now()`. */
  readonly deadline: number;
}): Promise<ParserReport> {
  try {
    const yaml = await import('yaml');
    const judged = withinTime(source.deadline - performance.now(), () => faultsIn(source.text, yaml));
    if (judged.kind === 'stopped') return { kind: 'broken', reason: 'it took too long' };
    const { errors, strayAliases } = judged.value;
    if (errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION'))
      return { kind: 'broken', reason: 'it is nested too deeply' };
    const problems = [...errors.map(problemOf), ...strayAliases];
    return { kind: 'parsed', problems: problems.slice(0, MAX_PROBLEMS) };
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

type Faults = {
  readonly errors: readonly YAMLParseError[];
  readonly strayAliases: readonly SyntaxProblem[];
};

function faultsIn(text: string, { isScalar, parseAllDocuments, visit }: Yaml): Faults {
  const valueOf = (key: unknown): unknown => (isScalar(key) ? key.value : key);
  const isRepeated = (one: Node, other: Node): boolean =>
    valueOf(one) === valueOf(other) && valueOf(one) !== MERGE_KEY;
  const options = { strict: true, uniqueKeys: isRepeated, merge: true, prettyErrors: false } as const;
  const documents = parseAllDocuments(text, { ...options, logLevel: 'silent' });
  if ('empty' in documents) return { errors: documents.errors, strayAliases: [] };
  const errors = documents.flatMap((document) => document.errors);
  return { errors, strayAliases: errors.length > 0 ? [] : documents.flatMap((one) => strayIn(one, visit)) };
}

/** Aliases before which their document has no such anchor. */
function strayIn(document: Document, visit: Yaml['visit']): readonly SyntaxProblem[] {
  const anchors = new Set<string>();
  const stray: SyntaxProblem[] = [];
  visit(document, {
    Value: (_key, { anchor }) => void (anchor !== undefined && anchors.add(anchor)),
    Alias: (_key, { source, range }) => {
      if (anchors.has(source)) return;
      const message = shortMessage(`The alias *${source} has no anchor before it`);
      stray.push({ offset: range?.[0] ?? 0, kind: 'early-error', code: null, message });
    },
  });
  return stray;
}

function problemOf({ code, message, pos: [offset] }: YAMLParseError): SyntaxProblem {
  const kind = code === 'DUPLICATE_KEY' ? 'early-error' : 'syntax';
  return { offset, kind, code, message: shortMessage(message) };
}
