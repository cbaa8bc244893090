import type { GoFile } from '../codebase/go/go-file.ts';
import type { FileFacts } from '../codebase/index/file-facts.ts';
import type { NameProblem } from '../codebase/languages/script-names.ts';
import type { LintProblem } from '../codebase/languages/ruff-lint.ts';
import type { OfferedNames } from '../codebase/offered-names/names-of-text.ts';
import { languageOf } from '../domain/language.ts';
import { remembering, type TextReader } from '../codebase/remembering.ts';
import type { PythonCalls } from '../codebase/python-calls/python-calls.ts';
import type { Sightings } from '../codebase/test-suites/suite.ts';

/** The rules of ruff that tell mistakes and unused names. */
const LINTED = ['F', 'PLE', 'B'];

/** What gates ask of the texts of a change, each by a parser. */
export type TextReaders = {
  readonly facts: TextReader<FileFacts | null>;
  readonly offered: TextReader<OfferedNames>;
  readonly suite: TextReader<Sightings>;
  /** The names of JavaScript or TypeScript that are wrong; null where they cannot be told. */
  readonly names: TextReader<readonly NameProblem[] | null>;
  /** What ruff has against Python. */
  readonly pythonLint: TextReader<readonly LintProblem[]>;
  readonly security: TextReader<readonly LintProblem[]>;
  readonly pythonCalls: TextReader<PythonCalls>;
  /** The names of a file of Go; null where it does not parse. */
  readonly goNames: TextReader<GoFile | null>;
};

/** Readers for the gates of one run: a text is parsed once for all that ask for the same, and not again in the next attempt. */
export function createTextReaders(): TextReaders {
  const python = remembering(async (path, text) => {
    const { readPythonModule } = await import('../codebase/python-module.ts');
    return readPythonModule(path, text);
  });
  return {
    facts: remembering(async (path, text) => {
      if (languageOf(path) === 'python') return (await python(path, text)).facts;
      const { readFacts } = await import('../codebase/index/facts/read-facts.ts');
      return readFacts(path, text);
    }),
    offered: remembering(async (path, text) => {
      if (languageOf(path) === 'python') return (await python(path, text)).offered;
      const { offeredNames } = await import('../codebase/offered-names/offered-names.ts');
      return offeredNames(path, text);
    }),
    suite: remembering(async (path, text) => {
      const { readSuite } = await import('../codebase/test-suites/read-suite.ts');
      return readSuite(path, text);
    }),
    names: remembering(async (path, text) => {
      const { namesIn } = await import('../codebase/languages/script-names.ts');
      return namesIn({ path, text });
    }),
    pythonLint: remembering(async (_path, text) => {
      const { lintPython } = await import('../codebase/languages/ruff-lint.ts');
      return lintPython(text, { select: LINTED });
    }),
    security: remembering(async (path, text) => {
      const { securityProblems } = await import('../codebase/security/security-problems.ts');
      return securityProblems(path, text);
    }),
    pythonCalls: remembering(async (_path, text) => {
      const { pythonCalls } = await import('../codebase/python-calls/python-calls.ts');
      return pythonCalls(text);
    }),
    goNames: remembering(async (_path, text) => {
      const { readGoFile } = await import('../codebase/go/go-file.ts');
      return readGoFile(text);
    }),
  };
}
