/** What can be proved together, and what cannot, each with the reason as the end of a sentence. */
export type MostProved<One, Proven> = {
  readonly best: { readonly ones: readonly One[]; readonly proven: Proven } | null;
  readonly left: readonly { readonly one: One; readonly why: string }[];
};

/** Proves as many changes of one file as can be: what cannot be proved together is halved until those at fault are found. */
export async function mostProved<One, Proven extends object>(
  ones: readonly One[],
  prove: (ones: readonly One[]) => Promise<Proven | string>,
): Promise<MostProved<One, Proven>> {
  const [first] = ones;
  if (first === undefined) return { best: null, left: [] };
  const proven = await prove(ones);
  if (typeof proven !== 'string') return { best: { ones, proven }, left: [] };
  if (ones.length === 1) return { best: null, left: [{ one: first, why: proven }] };
  const middle = Math.ceil(ones.length / 2);
  const [one, other] = [
    await mostProved(ones.slice(0, middle), prove),
    await mostProved(ones.slice(middle), prove),
  ];
  const left = [...one.left, ...other.left];
  if (one.best === null || other.best === null) return { best: one.best ?? other.best, left };
  const both = [...one.best.ones, ...other.best.ones];
  const together = await prove(both);
  if (typeof together !== 'string') return { best: { ones: both, proven: together }, left };
  return {
    best: one.best,
    left: [...left, ...other.best.ones.map((late) => ({ one: late, why: together }))],
  };
}
