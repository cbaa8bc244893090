/** The numeric code of anything that node:sqlite threw, or null. */
export function sqliteCodeOf(error: unknown): number | null {
  const isSqlite = error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
  return isSqlite && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null;
}
