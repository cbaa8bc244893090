import { languageOf } from '../../domain/language.ts';
import { readGoSuite } from './go-suite.ts';
import { readMarkedSuite } from './marked-suite.ts';
import type { PythonNames } from './python-names.ts';
import { readPythonSuite } from './python-suite.ts';
import { readScriptSuite } from './script-suite.ts';
import { NOTHING_SEEN, type Sightings } from './suite.ts';

/** Reads the tests of a Python, JavaScript, TypeScript, Go, Ruby, Java, PHP, Rust or C# file; of any other nothing is seen. Python may have names of its own. */
export async function readSuite(path: string, text: string, names?: PythonNames): Promise<Sightings> {
  if (text === '') return NOTHING_SEEN;
  const language = languageOf(path);
  switch (language) {
    case 'python':
      return readPythonSuite(text, names);
    case 'javascript':
    case 'typescript':
    case 'tsx':
      return readScriptSuite(path, text);
    case 'go':
      return readGoSuite(text);
    default:
      return language === null ? NOTHING_SEEN : readMarkedSuite(language, text);
  }
}
