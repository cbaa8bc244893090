/** Where a project keeps recipes of its own. */
export const RULES_FOLDER = 'ouroboros.recipes';
