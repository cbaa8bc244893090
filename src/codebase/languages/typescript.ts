import type TypeScript from 'typescript-lib';
import * as z from 'zod';
import type { LanguageId } from '../../domain/language.ts';
import { messageOf } from '../../domain/errors.ts';
import { repeatedNames, type RepeatedName } from './repeated-names.ts';
import { shortMessage, type ParserReport, type SyntaxProblem } from './syntax-problem.ts';
import { withinTime } from './within-time.ts';

export type { default as TypeScript } from 'typescript-lib';

// Not in the public types, but where every public way to syntactic diagnostics ends; absent, the text is not judged.
const withParseDiagnostics = z.object({
  parseDiagnostics: z.array(
    z.object({
      start: z.number(),
      code: z.number(),
      messageText: z.string(),
    }),
  ),
});

// To look the package up once more takes as long as to parse a short file.
let loaded: typeof TypeScript | null = null;

/** The JavaScript API of TypeScript 6, loaded on the first call: it costs 200 ms and 60 MB. */
export async function loadTypeScript(): Promise<typeof TypeScript> {
  if (loaded !== null) return loaded;
  // By `require`, since `import` first reads the nine megabytes once more to find out what kind of module they are.
  const { createRequire } = await import('node:module');
  const typescript: typeof TypeScript = createRequire(import.meta.url)('typescript-lib');
  loaded = typescript;
  return typescript;
}

/** Judges TypeScript text, with JSX where the language is `tsx`, by the parser of TypeScript 6. */
export async function typescriptSyntax(source: {
  readonly language: LanguageId;
  readonly path: string;
  readonly text: string;
  /** When it must be done, on the clock of `performance.now()`. */
  readonly deadline?: number;
}): Promise<ParserReport> {
  try {
    const typescript = await loadTypeScript();
    const { ScriptKind, ScriptTarget, JSDocParsingMode } = typescript;
    const kind = source.language === 'tsx' ? ScriptKind.TSX : ScriptKind.TS;
    const options = { languageVersion: ScriptTarget.Latest, jsDocParsingMode: JSDocParsingMode.ParseNone };
    const limitMs = (source.deadline ?? Infinity) - performance.now();
    const parse = (text: string): TypeScript.SourceFile =>
      typescript.createSourceFile(source.path, text, options, false, kind);
    // Its parser looks ahead: a line such as `async(async(async(…` takes it twice as long for each bracket.
    const parsed = withinTime(limitMs, () => parse(source.text));
    if (parsed.kind === 'stopped') {
      // The parser keeps what it was doing until it is done once.
      parse('');
      return { kind: 'broken', reason: 'it took too long' };
    }
    const { parseDiagnostics } = withParseDiagnostics.parse(parsed.value);
    if (parseDiagnostics.length === 0) {
      const repeated = repeatedNames(typescript, parsed.value);
      return { kind: 'parsed', problems: repeated.map(problemOfRepeated) };
    }
    return {
      kind: 'parsed',
      problems: parseDiagnostics.map(({ start, code, messageText }) => ({
        offset: start,
        kind: 'syntax',
        code: `TS${code}`,
        message: shortMessage(messageText),
      })),
    };
  } catch (error) {
    return { kind: 'broken', reason: shortMessage(messageOf(error)) };
  }
}

function problemOfRepeated({ name, start, code }: RepeatedName): SyntaxProblem {
  const message = shortMessage(`\`${name}\` stands here twice`);
  return { offset: start, kind: 'early-error', code: `TS${code}`, message };
}
