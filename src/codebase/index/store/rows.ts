import type { SQLOutputValue } from 'node:sqlite';

/** A row as SQLite gives it. */
export type Row = Readonly<Record<string, SQLOutputValue>>;

/** A row is not as this program writes it: the database is damaged, or someone else's. */
export class DamagedRowError extends Error {
  constructor(column: string) {
    super(`The column ${column} of the code index holds what is never written there.`);
    this.name = 'DamagedRowError';
  }
}

/** The text in a column. @throws DamagedRowError */
export function textIn(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new DamagedRowError(column);
  return value;
}

/** The text in a column that may be empty. @throws DamagedRowError */
export function textOrNullIn(row: Row, column: string): string | null {
  return row[column] === null ? null : textIn(row, column);
}

/** The number in a column; a SQLite integer that a double holds exactly. @throws DamagedRowError */
export function countIn(row: Row, column: string): number {
  const value = row[column];
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'number') throw new DamagedRowError(column);
  return value;
}

/** The truth in a column, which SQLite keeps as 0 or 1. @throws DamagedRowError */
export function flagIn(row: Row, column: string): boolean {
  return countIn(row, column) !== 0;
}

/** The one of some words that is in a column. @throws DamagedRowError */
export function wordIn<const T extends string>(row: Row, column: string, words: readonly T[]): T {
  const value = row[column];
  const word = words.find((word) => word === value);
  if (word === undefined) throw new DamagedRowError(column);
  return word;
}

/** The list of texts that a column holds as JSON. @throws DamagedRowError */
export function textListIn(row: Row, column: string): readonly string[] {
  const list = parsedOrNull(textIn(row, column));
  if (!Array.isArray(list)) throw new DamagedRowError(column);
  return list.map((item: unknown) => {
    if (typeof item !== 'string') throw new DamagedRowError(column);
    return item;
  });
}

/** A list as JSON for a column in which most rows have none. */
export function jsonOrNull(list: readonly unknown[]): string | null {
  return list.length === 0 ? null : JSON.stringify(list);
}

function parsedOrNull(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
