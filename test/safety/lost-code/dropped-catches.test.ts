import { describe, expect, test } from 'vitest';
import { edited, lossesIn } from '../../support/lost-behaviour.ts';

const KOA = `function handle(ctx, run) {
  const onerror = (error) => ctx.onerror(error);
  onFinished(ctx.res, onerror);
  return run(ctx).then(respond).catch(onerror);
}
`;
const EFFECT = `export function List({ url }) {
  useEffect(() => {
    fetch(url)
      .then((r) => r.json())
      .then(setItems)
      .catch((e) => {
        setError(e);
      });
  }, [url]);
  return <ul />;
}
`;

describe('a promise whose errors nobody deals with any more', () => {
  test.each([
    ['a.js', KOA, '.catch(onerror)', ''],
    ['a.jsx', EFFECT, '\n      .catch((e) => {\n        setError(e);\n      })', ''],
    ['a.tsx', EFFECT, '\n      .catch((e) => {\n        setError(e);\n      })', ''],
    ['a.ts', 'start().catch(report);\nstop().catch(report);\n', 'start().catch(report)', 'void start()'],
  ])('is refused in %s', async (path, before, from, to) => {
    expect(await lossesIn({ [path]: [before, edited(before, from, to)] }, 'Tidy it')).toHaveLength(1);
  });

  test('passes where they are dealt with otherwise, the promise goes, or the task says so', async () => {
    const second = edited(KOA, '.then(respond).catch(onerror)', '.then(respond, onerror)');
    expect(await lossesIn({ 'a.js': [KOA, second] }, 'Tidy handle')).toEqual([]);
    const apart = edited(
      KOA,
      'return run(ctx).then(respond).catch(onerror);',
      'const job = run(ctx).then(respond);\n  job.catch(onerror);\n  return job;',
    );
    expect(await lossesIn({ 'a.js': [KOA, apart] }, 'Tidy handle')).toEqual([]);
    const tried =
      'async function handle(ctx, run) {\n  try {\n    return respond(await run(ctx));\n  } catch (error) {\n    ctx.onerror(error);\n  }\n}\n';
    expect(await lossesIn({ 'a.js': [KOA, tried] }, 'Use await in handle')).toEqual([]);
    const without = edited(
      KOA,
      '  return run(ctx).then(respond).catch(onerror);\n',
      '  return respond(ctx);\n',
    );
    expect(await lossesIn({ 'a.js': [KOA, without] }, 'Respond at once')).toEqual([]);
    const inTest = { 'test/a.test.js': [KOA, edited(KOA, '.catch(onerror)', '')] } as const;
    expect(await lossesIn(inTest, 'Tidy handle')).toEqual([]);
    const let_ = edited(KOA, '.catch(onerror)', '');
    expect(await lossesIn({ 'a.js': [KOA, let_] }, 'handle no longer catches errors')).toEqual([]);
  });
});
