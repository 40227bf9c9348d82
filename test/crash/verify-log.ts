import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { leafHash } from '@jointly/kernel';
import Database from 'better-sqlite3';

interface Row {
  readonly position: number;
  readonly association: string;
  readonly sequence: number;
  readonly leaf: Buffer;
  readonly body: string;
}

/** What must hold in any SQLite log, whatever happened to its writer. */
export function verifyLog(directory: string): void {
  const db = new Database(join(directory, 'log.db'), { readonly: true });
  const rows = db.prepare<[], Row>('SELECT position, association, sequence, leaf, body FROM events').all();
  const trees = db.prepare<[], { association: string; size: number; frontier: Buffer }>('SELECT * FROM associations');
  const kept = Object.fromEntries(trees.all().map(({ association, ...tree }) => [association, tree]));
  const integrity = db.pragma('integrity_check', { simple: true });
  db.close();

  expect(integrity).toBe('ok');
  expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index + 1));
  for (const { leaf, body } of rows) expect(leaf.equals(leafHash(body))).toBe(true);
  const associations = [...new Set(rows.map(({ association }) => association))];
  const ofAssociation = (id: string): Row[] => rows.filter(({ association }) => association === id);
  expect(kept).toEqual(Object.fromEntries(associations.map((id) => [id, treeOf(ofAssociation(id))])));
}

/** An association's tree made anew of its leaves, once its sequence has been found to have no gap. */
function treeOf(rows: readonly Row[]): { size: number; frontier: Buffer } {
  expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
  const leaves = rows.map(({ leaf }) => leaf);
  const roots: Buffer[] = [];
  for (let from = 0; from < leaves.length;) {
    const complete = 2 ** Math.floor(Math.log2(leaves.length - from));
    roots.push(merkleTreeHash(leaves.slice(from, from + complete)));
    from += complete;
  }
  return { size: leaves.length, frontier: Buffer.concat(roots) };
}

/** RFC 6962 section 2.1 for a complete tree. */
function merkleTreeHash(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!;
  const half = leaves.length / 2;
  const children = [merkleTreeHash(leaves.slice(0, half)), merkleTreeHash(leaves.slice(half))];
  return createHash('sha256').update(Buffer.of(1)).update(Buffer.concat(children)).digest();
}
