/** Texts for people: they may quote, fence and elide as they like. */
export const PROSE_FILE = /\.(?:md|mdx|mdc|qmd|rmd|typ|org|markdown|rst|txt|adoc)$/i;
