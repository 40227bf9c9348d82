import { createSecretKey, type KeyObject } from 'node:crypto';
import { chmodSync, existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { canonicalJson, type AssociationId } from '@jointly/kernel';
import { unwrap, wrap } from './gcm';
import { newDataKey, SubjectErased, UnknownKey, type DataKey, type KeyStore } from './key-store';

/** The key store was written with another master key: nothing in it can be opened. */
export class WrongMasterKey extends Error {
  constructor(path: string) {
    super(`${path} belongs to another master key. Put back the master key it was made with.`);
    this.name = 'WrongMasterKey';
  }
}

// A destroyed key leaves its row without the key: an erased field can be told from one whose key was lost.
const schema = `
  CREATE TABLE IF NOT EXISTS keys (
    association TEXT NOT NULL,
    subject TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    wrapped BLOB,
    PRIMARY KEY (association, subject)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS seal (only INTEGER PRIMARY KEY CHECK (only = 1), value BLOB NOT NULL) STRICT;`;

const proof = 'jointly key store';
const cachedKeys = 10_000;

interface Row {
  readonly association: AssociationId;
  readonly subject: string;
  readonly id: string;
  readonly wrapped: Buffer | null;
}

/** One SQLite file of data keys, each wrapped by the installation's wrapping key and bound to its row. */
export class SqliteKeyStore implements KeyStore {
  private readonly db: Database.Database;
  private readonly opened = new LRUCache<string, DataKey>({ max: cachedKeys });
  private readonly bySubject: Database.Statement<[AssociationId, string], Row>;
  private readonly byId: Database.Statement<[string], Row>;
  private readonly insert: Database.Statement<[AssociationId, string, string, Buffer | null]>;
  private readonly blank: Database.Statement<[AssociationId, string, string]>;

  /** @throws WrongMasterKey */
  constructor(
    path: string,
    private readonly wrapping: KeyObject,
  ) {
    const isNew = !existsSync(path);
    this.db = new Database(path);
    if (isNew) chmodSync(path, 0o600);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = FULL');
    // Freed pages are overwritten: a destroyed key must not be found in the file's slack.
    this.db.pragma('secure_delete = ON');
    this.db.exec(schema);
    this.proveMasterKey(path);
    this.bySubject = this.db.prepare('SELECT * FROM keys WHERE association = ? AND subject = ?');
    this.byId = this.db.prepare('SELECT * FROM keys WHERE id = ?');
    this.insert = this.db.prepare('INSERT INTO keys VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
    this.blank = this.db.prepare(
      'INSERT INTO keys VALUES (?, ?, ?, NULL) ON CONFLICT (association, subject) DO UPDATE SET wrapped = NULL',
    );
  }

  keyFor(association: AssociationId, subject: string): DataKey {
    const row = this.bySubject.get(association, subject) ?? this.create(association, subject);
    const key = this.open(row);
    if (key === 'destroyed') throw new SubjectErased(association, subject);
    return key;
  }

  find(keyId: string): DataKey | 'destroyed' {
    const cached = this.opened.get(keyId);
    if (cached) return cached;
    const row = this.byId.get(keyId);
    if (!row) throw new UnknownKey(keyId);
    return this.open(row);
  }

  destroy(association: AssociationId, subject: string): void {
    const known = this.bySubject.get(association, subject);
    if (known) this.opened.delete(known.id);
    this.blank.run(association, subject, newDataKey().id);
    // Until it is emptied, the write-ahead log still holds the page with the key.
    this.db.pragma('wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    this.opened.clear();
    this.db.close();
  }

  private create(association: AssociationId, subject: string): Row {
    const { id, secret } = newDataKey();
    const wrapped = wrap(this.wrapping, secret.export(), boundTo({ association, subject, id }));
    this.insert.run(association, subject, id, wrapped);
    // Another process may have come first; its key is the subject's key then.
    return this.bySubject.get(association, subject)!;
  }

  private open(row: Row): DataKey | 'destroyed' {
    if (!row.wrapped) return 'destroyed';
    const cached = this.opened.get(row.id);
    if (cached) return cached;
    const key = { id: row.id, secret: createSecretKey(unwrap(this.wrapping, row.wrapped, boundTo(row))) };
    this.opened.set(key.id, key);
    return key;
  }

  private proveMasterKey(path: string): void {
    const mark = wrap(this.wrapping, Buffer.from(proof), proof);
    this.db.prepare('INSERT INTO seal VALUES (1, ?) ON CONFLICT DO NOTHING').run(mark);
    const kept = this.db.prepare<[], { value: Buffer }>('SELECT value FROM seal').get()!;
    try {
      unwrap(this.wrapping, kept.value, proof);
    } catch {
      this.db.close();
      throw new WrongMasterKey(path);
    }
  }
}

/** A wrapped key opens only in the row it was made for. */
const boundTo = ({ association, subject, id }: Omit<Row, 'wrapped'>): string =>
  canonicalJson([association, subject, id]);
