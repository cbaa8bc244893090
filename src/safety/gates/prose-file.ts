/** Texts for people: they may quote, fence and elide as they like. */
export const PROSE_FILE = /\.(?:md|mdx|markdown|rst|txt|adoc)$/i;
