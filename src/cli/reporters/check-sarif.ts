import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckedFile, CheckReport, ShownDiagnostic } from './check-report.ts';
import { terminalJson } from './format.ts';

/** What each kind of diagnostic means; a rule of the report, in this order. */
const RULES: Readonly<Record<string, string>> = {
  syntax: 'The text does not parse.',
  missing: 'A token is missing.',
  'early-error': 'The text parses, but the language forbids it.',
  'not-judged': 'No parser could judge the file.',
  'too-large': 'The file is larger than the limit, so it was not judged.',
  'invalid-utf8': 'The file is not UTF-8.',
  binary: 'The file is binary.',
};
const RULE_IDS = Object.keys(RULES);

/**
 * For code scanning: one SARIF 2.1.0 log, printed when all files are judged (OASIS, errata 01).
 * @param pathOf the path of a file in its repository; absolute where it lies in none
 */
export function checkAsSarif(pathOf: (name: string) => string, version: string): CheckReport {
  return {
    ofFile: () => [],
    ofAll: (files) => [terminalJson(logOf(files, { pathOf, version }), 2)],
  };
}

function logOf(
  files: readonly CheckedFile[],
  { pathOf, version }: { readonly pathOf: (name: string) => string; readonly version: string },
): object {
  const rules = RULE_IDS.map((id) => ({ id, shortDescription: { text: RULES[id] } }));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'ouroboros', version, rules } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
        results: files.flatMap((file) => resultsOf(file, locationOf(pathOf(file.name)))),
      },
    ],
  };
}

const ROOT = '%SRCROOT%';

function resultsOf({ verdict, shown }: CheckedFile, artifactLocation: object): readonly object[] {
  return shown.map((diagnostic) => ({
    ruleId: diagnostic.kind,
    ruleIndex: RULE_IDS.indexOf(diagnostic.kind),
    level: verdict.valid ? 'note' : 'error',
    message: { text: `${diagnostic.message} (${diagnostic.source})` },
    locations: [
      {
        physicalLocation: { artifactLocation, region: regionOf(diagnostic) },
        ...logicalPlaceOf(diagnostic),
      },
    ],
    ...(diagnostic.state === undefined ? {} : { baselineState: BASELINE_STATE[diagnostic.state] }),
  }));
}

const BASELINE_STATE = { new: 'new', old: 'unchanged' } as const;

function logicalPlaceOf({ symbol }: ShownDiagnostic): object {
  return symbol === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: symbol }] };
}

function regionOf({ line, utf16 }: ShownDiagnostic): object {
  return { startLine: line, startColumn: utf16.start, endLine: line, endColumn: utf16.end };
}

/** A URI below the root of the repository; outside of it the file's own. */
function locationOf(path: string): object {
  if (isAbsolute(path)) return { uri: pathToFileURL(path).href };
  const parts = path.split('/').map((part) => encodeURIComponent(part.toWellFormed()));
  return { uri: parts.join('/'), uriBaseId: ROOT };
}
