import { interleave, LAUNCHER, median, type Figure } from '../measure.ts';

/** How long `--version` takes against a Node that does nothing. */
export async function measureStart(): Promise<readonly Figure[]> {
  const [version = [], nothing = []] = await interleave(
    [
      { args: [LAUNCHER, '--version'], isStartMeasured: true },
      { args: ['-e', '0'], isStartMeasured: true },
    ],
    15,
  );
  const [ours, floor] = [version, nothing].map((runs) => median(runs.map((run) => run.wallMs)));
  const ratio = (ours ?? Number.NaN) / (floor ?? Number.NaN);
  return [
    {
      name: '--version against node -e 0',
      value: ratio,
      unit: 'x',
      bound: 2,
      detail: `${ours?.toFixed(0)} ms / ${floor?.toFixed(0)} ms`,
    },
  ];
}
