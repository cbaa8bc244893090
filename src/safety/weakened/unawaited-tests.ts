import type { SourceTree } from '../../domain/ports.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';
import { textOf } from '../imports/added-imports.ts';
import { samePairs, type Sides } from './sides.ts';

/** Files in which a project says what it needs and how its tests are run. */
const SETTINGS =
  /(?:^|\/)(?:pyproject\.toml|setup\.(?:py|cfg)|(?:tox|pytest)\.ini|Pipfile|noxfile\.py|conftest\.py|environment\.ya?ml|[^/]*requirements[^/]*\.(?:txt|in)|requirements\/[^/]+\.(?:txt|in))$/;
/** What awaits tests: plugins of pytest, hooks of one's own, classes of unittest and their like. */
const AWAITS =
  /\b(?:asyncio|anyio|trio|curio|tornado|twisted|aiohttp|sanic|pytest_pyfunc_call)\b|asyncio_|_asyncio/i;
const ASYNC_CLASS = /\bAsync\w*(?:Test|Case)\w*|\bIsolatedAsyncio/;

/**
 * Tests of Python that become `async` where nothing awaits them: they are skipped, or hold whatever they say. Only where
 * the project's settings speak of pytest and of nothing that awaits, and the test has no decorator that may.
 */
export async function unawaitedTests(
  sides: Sides,
  changes: readonly TextChange[],
  tree: Pick<SourceTree, 'list' | 'read'>,
): Promise<readonly Finding[]> {
  const texts = new Map(changes.map(({ path, after }) => [path, after ?? '']));
  const turned = samePairs(sides).filter(({ was, is }) => {
    const text = texts.get(is.path) ?? '';
    const isAwaited = AWAITS.test(text) || ASYNC_CLASS.test(text);
    return is.path.endsWith('.py') && !isAsync(was.code) && /^async\s+def\b/.test(is.code) && !isAwaited;
  });
  if (turned.length === 0 || !(await isWithoutPlugin(tree))) return [];
  return turned.map(({ is: { path, line, name } }) => {
    const message = `Nothing awaits \`${name}\`, so that it is not run: the project has no plugin for tests that are \`async\`.`;
    return { path, line, message };
  });
}

function isAsync(code: string): boolean {
  return /^(?:@.*\n\s*)*async\s+def\b/.test(code);
}

async function isWithoutPlugin(tree: Pick<SourceTree, 'list' | 'read'>): Promise<boolean> {
  const paths = (await tree.list()).filter((path) => SETTINGS.test(path));
  const texts = await Promise.all(paths.map(async (path) => textOf(await tree.read(path))));
  return texts.some((text) => /\bpytest\b/.test(text)) && !texts.some((text) => AWAITS.test(text));
}
