import { join } from 'node:path';
import type { Position } from '@jointly/event-store';
import Database from 'better-sqlite3';

export const copyPath = (directory: string): string => join(directory, 'log.db');

/** Reads one value from a log or a copy that nobody has open. */
function inside<Value>(directory: string, query: string): Value {
  const db = new Database(copyPath(directory), { readonly: true });
  try {
    return db.prepare(query).raw().all() as Value;
  } finally {
    db.close();
  }
}

/** Each association's size and the roots of its complete subtrees. */
export const treeIn = (directory: string): unknown[] =>
  inside(directory, 'SELECT association, size, hex(frontier) FROM associations ORDER BY association');

/** How far a copy has looked through the server's log. */
export const checkpointIn = (directory: string): bigint =>
  BigInt(inside<[[string]]>(directory, 'SELECT "commit" FROM checkpoint')[0][0]);

/** Makes a copy that nobody has open believe that it has looked through the log as far as `position`. */
export function passOver(directory: string, position: Position): void {
  const db = new Database(copyPath(directory));
  db.prepare('INSERT OR REPLACE INTO checkpoint VALUES (1, ?, ?)').run(String(position), String(position));
  db.close();
}
