import { measureGates } from './gates/all.ts';
import { measureIndex, measureOwnGrowth } from './index/own-tree.ts';
import { reportFigures, type Figure } from './measure.ts';
import { measureSandbox } from './sandbox/sandbox.ts';
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
  sandbox: measureSandbox,
  gates: measureGates,
};

// Takes minutes, and corpora that have to be fetched.
const ON_REQUEST = 'gates';

/** `npm run bench [-- start recipe model install index growth sandbox gates]`: prints each figure with its bound; exit 1 when one is over. */
async function main(names: readonly string[]): Promise<void> {
  console.log(
    `node ${process.versions.node}, ${process.platform} ${process.arch}; medians, ratios within this run`,
  );
  const usual = Object.keys(BENCHES).filter((name) => name !== ON_REQUEST);
  for (const name of names.length === 0 ? usual : names) {
    const bench = BENCHES[name];
    if (bench === undefined)
      throw new Error(`There is no bench ${name}; there are ${Object.keys(BENCHES).join(', ')}.`);
    reportFigures(await bench());
  }
}

await main(process.argv.slice(2));
