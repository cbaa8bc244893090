import { styleText } from 'node:util';

/** Ways to set text apart. Each is the identity without colour, so no meaning may rest on them alone. */
export type Style = {
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly accent: (text: string) => string;
};

/** Colours that read on light and dark grounds alike: the terminal's own green, red and cyan, and no yellow. */
export function createStyle(color: boolean): Style {
  const paint =
    (format: 'bold' | 'dim' | 'green' | 'red' | 'cyan') =>
    (text: string): string =>
      color && text !== '' ? styleText(format, text, { validateStream: false }) : text;
  return {
    strong: paint('bold'),
    dim: paint('dim'),
    good: paint('green'),
    bad: paint('red'),
    accent: paint('cyan'),
  };
}

/** How output is laid out: a terminal has a width and glyphs; plain text is never cut and has neither. */
export type Look = {
  readonly kind: 'terminal' | 'plain';
  readonly columns: number;
  readonly style: Style;
};

const MOST_TEXT_COLUMNS = 100;

/** The width of running text: long lines are hard to read on a wide terminal, and plain text is not broken at all. */
export function textColumns({ kind, columns }: Look): number {
  return kind === 'plain' ? columns : Math.min(columns, MOST_TEXT_COLUMNS);
}

/** Plain text for pipes and CI logs, where a reader searches and nothing may be cut. */
export function plainLook(): Look {
  return { kind: 'plain', columns: Number.POSITIVE_INFINITY, style: createStyle(false) };
}
