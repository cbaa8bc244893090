import type { CodeKnowledge } from '../codebase/index/code-knowledge.ts';
import { graphOfIndex } from '../codebase/index/graph/graph-of-index.ts';
import { testCoverageOf } from '../codebase/index/graph/test-coverage.ts';
import type { MeasuredCoverage } from '../codebase/measured-coverage/measured-coverage.ts';
import { hasTestsByName } from '../codebase/test-files.ts';
import { languageOf } from '../domain/language.ts';
import type { SourceTree } from '../domain/ports.ts';
import type { RiskInput } from './risk-factors.ts';

/** A file, and what knows of its tests; without an index names alone tell. */
export type TestsQuestion = {
  readonly path: string;
  readonly tree: Pick<SourceTree, 'list'>;
  readonly coverage: MeasuredCoverage;
  readonly index: CodeKnowledge | null;
};

/** Languages of data and layout: nobody writes tests for such a file. */
const WITHOUT_TESTS = new Set(['json', 'toml', 'yaml', 'html', 'css', 'embedded_template']);

/** How near tests are to a file; null where nobody writes any. What was measured says more than imports and names. */
export async function testsOfFile({
  path,
  tree,
  coverage,
  index,
}: TestsQuestion): Promise<RiskInput['tests']> {
  const language = languageOf(path);
  if (language === null || WITHOUT_TESTS.has(language)) return null;
  const measured = await coverage.of(path);
  if (measured !== null) return measured;
  if (hasTestsByName(path, await tree.list())) return 'named';
  if (index === null) return 'unnamed';
  return index.ask((queries) => testCoverageOf(graphOfIndex(queries), path));
}
