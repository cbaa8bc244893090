import { shortMessage } from './syntax-problem.ts';

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
