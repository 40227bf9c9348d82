import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Reads one value from a log or a copy that nobody has open. */
function inside<Value>(directory: string, query: string): Value {
  const db = new Database(join(directory, 'log.db'), { readonly: true });
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
