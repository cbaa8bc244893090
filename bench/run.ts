import { measureIndex, measureOwnGrowth } from './index/own-tree.ts';
import { reportFigures, type Figure } from './measure.ts';
import { measureInstall } from './spine/install.ts';
import { measureModelEdit } from './spine/model-edit.ts';
import { measureRecipe } from './spine/recipe.ts';
import { measureStart } from './spine/start.ts';

const BENCHES: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  start: measureStart,
  recipe: measureRecipe,
  model: measureModelEdit,
  install: measureInstall,
  index: measureIndex,
  growth: measureOwnGrowth,
};

/** `npm run bench [-- start recipe model install index growth]`: prints each figure with its bound; exit 1 when one is over. */
async function main(names: readonly string[]): Promise<void> {
  console.log(
    `node ${process.versions.node}, ${process.platform} ${process.arch}; medians, ratios within this run`,
  );
  for (const name of names.length === 0 ? Object.keys(BENCHES) : names) {
    const bench = BENCHES[name];
    if (bench === undefined)
      throw new Error(`There is no bench ${name}; there are ${Object.keys(BENCHES).join(', ')}.`);
    reportFigures(await bench());
  }
}

await main(process.argv.slice(2));
