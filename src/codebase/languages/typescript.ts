import type TypeScript from 'typescript-lib';
import * as z from 'zod';
import type { LanguageId } from '../../domain/language.ts';
import { messageOf } from '../../domain/errors.ts';
import { shortMessage, type ParserReport } from './syntax-problem.ts';

export type { default as TypeScript } from 'typescript-lib';

// Not in the public types, but where every public way to syntactic diagnostics ends; absent, the text is not judged.
const withParseDiagnostics = z.object({
  parseDiagnostics: z.array(
    z.object({
      start: z.number(),
      code: z.number(),
      messageText: z.union([z.string(), z.custom<TypeScript.DiagnosticMessageChain>(isChain)]),
    }),
  ),
});

/** The JavaScript API of TypeScript 6, loaded on the first call: it costs 200 ms and 60 MB. */
export async function loadTypeScript(): Promise<typeof TypeScript> {
  // By `require`, since `import` first reads the nine megabytes once more to find out what kind of module they are.
  const { createRequire } = await import('node:module');
  const typescript: typeof TypeScript = createRequire(import.meta.url)('typescript-lib');
  return typescript;
}

/** Judges TypeScript text, with JSX where the language is `tsx`, by the parser of TypeScript 6. */
export async function typescriptSyntax(source: {
  readonly language: LanguageId;
  readonly path: string;
  readonly text: string;
}): Promise<ParserReport> {
  try {
    const typescript = await loadTypeScript();
    const { ScriptKind, ScriptTarget, JSDocParsingMode } = typescript;
    const kind = source.language === 'tsx' ? ScriptKind.TSX : ScriptKind.TS;
    const options = { languageVersion: ScriptTarget.Latest, jsDocParsingMode: JSDocParsingMode.ParseNone };
    const file = typescript.createSourceFile(source.path, source.text, options, false, kind);
    const { parseDiagnostics } = withParseDiagnostics.parse(file);
    return {
      kind: 'parsed',
      problems: parseDiagnostics.map(({ start, code, messageText }) => ({
        offset: start,
        kind: 'syntax',
        code: `TS${code}`,
        message: shortMessage(typescript.flattenDiagnosticMessageText(messageText, ' ')),
      })),
    };
  } catch (error) {
    return { kind: 'broken', reason: shortMessage(messageOf(error)) };
  }
}

function isChain(value: unknown): value is TypeScript.DiagnosticMessageChain {
  return typeof value === 'object' && value !== null && 'messageText' in value;
}
