import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { associationId } from '@jointly/kernel';
import { deriveSecrets, MemoryKeyStore, SqliteKeyStore, SubjectErased, UnknownKey, WrongMasterKey } from '.';

const reop = associationId('reop');
const samara = associationId('samara');
const { wrapping } = deriveSecrets(Buffer.alloc(32, 1));

const directory = mkdtempSync(join(tmpdir(), 'jointly-keys-'));
afterAll(() => rmSync(directory, { recursive: true }));
let files = 0;
const newPath = (): string => join(directory, `keys-${files++}.db`);

describe.each([
  ['in memory', () => new MemoryKeyStore()],
  ['in SQLite', () => new SqliteKeyStore(newPath(), wrapping)],
])('a key store %s', (_, open) => {
  it('gives a subject the same key each time it is asked', () => {
    const store = open();
    const key = store.keyFor(reop, 'person_1');
    expect(store.keyFor(reop, 'person_1').secret.export()).toEqual(key.secret.export());
    expect(store.find(key.id)).toMatchObject({ id: key.id });
    store.close();
  });

  it('gives each subject and each association a key of its own', () => {
    const store = open();
    const keys = [store.keyFor(reop, 'person_1'), store.keyFor(reop, 'person_2'), store.keyFor(samara, 'person_1')];
    expect(new Set(keys.map((key) => key.id)).size).toBe(3);
    expect(new Set(keys.map((key) => key.secret.export().toString('hex'))).size).toBe(3);
    store.close();
  });

  it('names keys without a trace of the subject', () => {
    const store = open();
    expect(store.keyFor(reop, 'person_1').id).toMatch(/^[\w-]{22}$/);
    store.close();
  });

  it('forgets the key of a destroyed subject alone', () => {
    const store = open();
    const gone = store.keyFor(reop, 'person_1');
    const kept = store.keyFor(samara, 'person_1');
    store.destroy(reop, 'person_1');
    store.destroy(reop, 'person_1');
    expect(store.find(gone.id)).toBe('destroyed');
    expect(store.find(kept.id)).toMatchObject({ id: kept.id });
    store.close();
  });

  it('makes no new key for an erased subject, not even for one that never had a key', () => {
    const store = open();
    store.keyFor(reop, 'person_1');
    store.destroy(reop, 'person_1');
    store.destroy(reop, 'person_2');
    expect(() => store.keyFor(reop, 'person_1')).toThrow(SubjectErased);
    expect(() => store.keyFor(reop, 'person_2')).toThrow(SubjectErased);
    store.close();
  });

  it('tells a key it never held from a destroyed one', () => {
    const store = open();
    expect(() => store.find('AAAAAAAAAAAAAAAAAAAAAA')).toThrow(UnknownKey);
    store.close();
  });
});

describe('a key store on disk', () => {
  it('meets the key again that was made just before a crash left no event', () => {
    const path = newPath();
    const crashed = new SqliteKeyStore(path, wrapping);
    const key = crashed.keyFor(reop, 'person_1');
    const reopened = new SqliteKeyStore(path, wrapping);
    expect(reopened.keyFor(reop, 'person_1').secret.export()).toEqual(key.secret.export());
    expect(reopened.find(key.id)).toMatchObject({ id: key.id });
    reopened.close();
    crashed.close();
  });

  it('keeps an erasure over a restart', () => {
    const path = newPath();
    const store = new SqliteKeyStore(path, wrapping);
    const { id } = store.keyFor(reop, 'person_1');
    store.destroy(reop, 'person_1');
    store.close();
    const reopened = new SqliteKeyStore(path, wrapping);
    expect(reopened.find(id)).toBe('destroyed');
    expect(() => reopened.keyFor(reop, 'person_1')).toThrow(SubjectErased);
    reopened.close();
  });

  it('never writes a key in the clear', () => {
    const path = newPath();
    const store = new SqliteKeyStore(path, wrapping);
    const { secret } = store.keyFor(reop, 'person_1');
    expect(bytesOf(path).includes(secret.export())).toBe(false);
    store.close();
  });

  it('leaves nothing of a destroyed key in its files, wrapped or not', () => {
    const path = newPath();
    const store = new SqliteKeyStore(path, wrapping);
    for (let number = 1; number <= 40; number++) store.keyFor(reop, `person_${number}`);
    const before = wrappedKey(path, 'person_1');
    expect(bytesOf(path).includes(before)).toBe(true);
    store.destroy(reop, 'person_1');
    expect(bytesOf(path).includes(before)).toBe(false);
    store.close();
  });

  it('refuses a row whose key was moved to another subject', () => {
    const path = newPath();
    const store = new SqliteKeyStore(path, wrapping);
    store.keyFor(reop, 'person_1');
    store.keyFor(reop, 'person_2');
    store.close();
    withDatabase(path, (db) =>
      db.exec(`UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE subject = 'person_1')`),
    );
    const tampered = new SqliteKeyStore(path, wrapping);
    expect(() => tampered.keyFor(reop, 'person_2')).toThrow();
    tampered.close();
  });

  it('refuses to open with another master key', () => {
    const path = newPath();
    new SqliteKeyStore(path, wrapping).close();
    expect(() => new SqliteKeyStore(path, deriveSecrets(Buffer.alloc(32, 2)).wrapping)).toThrow(WrongMasterKey);
  });
});

/** The database with its write-ahead log. */
const bytesOf = (path: string): Buffer =>
  Buffer.concat(
    readdirSync(directory)
      .filter((name) => join(directory, name).startsWith(path))
      .map((name) => readFileSync(join(directory, name))),
  );

function wrappedKey(path: string, subject: string): Buffer {
  let wrapped: Buffer = Buffer.alloc(0);
  withDatabase(path, (db) => {
    wrapped = db
      .prepare<[string], { wrapped: Buffer }>('SELECT wrapped FROM keys WHERE subject = ?')
      .get(subject)!.wrapped;
  });
  return wrapped;
}

function withDatabase(path: string, use: (db: Database.Database) => void): void {
  const db = new Database(path);
  try {
    use(db);
  } finally {
    db.close();
  }
}
