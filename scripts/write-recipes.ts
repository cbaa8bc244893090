// Writes docs/recipes.md from the catalogue; a test holds the two together.
import { writeFileSync } from 'node:fs';
import { RECIPES } from '../src/recipes/catalog.ts';
import { describeRecipes } from '../src/recipes/describe.ts';

writeFileSync(new URL('../docs/recipes.md', import.meta.url), describeRecipes(RECIPES));
