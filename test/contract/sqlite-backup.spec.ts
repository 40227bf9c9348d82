import { copyFileSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  BackupExists,
  backUpLog,
  LogDamaged,
  LogInTheWay,
  LogLocked,
  LogMissing,
  noStream,
  openSqliteEventStore,
  openSqliteFeed,
  restoreLog,
  type EventStore,
  type LogIdentity,
  type SequencedEvent,
} from '@jointly/event-store';
import { leafBody } from '@jointly/kernel';
import Database from 'better-sqlite3';
import { appendOfBytes, deliveredAfter, exampleAppend, linseed, purchase, sesame } from './example-events';

let base: string;
let open: EventStore[];
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'jointly-backup-'));
  open = [];
});
afterEach(async () => {
  for (const store of open) await store.close();
  rmSync(base, { recursive: true });
});

const at = (name: string): string => join(base, name);
const [log, backup] = ['log', 'backup'];

async function openLog(name = log): Promise<EventStore> {
  const store = await openSqliteEventStore({ directory: at(name), clock: 'controlled' });
  open.push(store);
  return store;
}

async function makeLog(name = log, events = 3): Promise<void> {
  const store = await openLog(name);
  await store.append(exampleAppend(sesame, noStream, events));
  await store.close();
}

async function read(name: string): Promise<{ identity: LogIdentity; events: SequencedEvent[] }> {
  const feed = openSqliteFeed(at(name));
  const { events } = await deliveredAfter(feed);
  await feed.close();
  return { identity: feed.identity, events };
}

/** Leaves the log as a process does that is killed: what was written last is in the write-ahead log alone. */
async function killed(store: EventStore): Promise<void> {
  for (const name of ['log.db', 'log.db-wal']) copyFileSync(join(at(log), name), at(name));
  await store.close();
  for (const name of ['log.db', 'log.db-wal']) renameSync(at(name), join(at(log), name));
}

const backUp = (from = log, to = backup) => backUpLog({ directory: at(from), to: at(to) });
const restore = (to = log, replace = false) => restoreLog({ backup: at(backup), directory: at(to), replace });

describe('A backup', () => {
  test('is the log as it was when it was asked for, though the server goes on writing to it', async () => {
    const store = await openLog();
    for (let n = 0; n < 25; n++) await store.append(appendOfBytes(purchase(`large${n}`), 230 * 1024, leafBody));
    const before = await read(log);
    let steps = 0;
    const written: Promise<unknown>[] = [];
    const onPages = (): void => {
      if (steps++ < 20) written.push(store.append(exampleAppend(sesame, steps - 2)));
    };
    expect(await backUpLog({ directory: at(log), to: at(backup), onPages })).toMatchObject({ events: 25 });
    await Promise.all(written);
    expect(written.length).toBeGreaterThan(1);
    expect(await read(backup)).toEqual(before);
  });

  test('is one file, and says how far it goes', async () => {
    await makeLog();
    expect(await backUp()).toEqual({ events: 3, recordedAt: '2026-03-01T08:00:01.000Z' });
    expect(readdirSync(at(backup))).toEqual(['log.db']);
  });

  test('is never written over another one', async () => {
    await makeLog();
    await backUp();
    await expect(backUp()).rejects.toThrow(BackupExists);
  });

  test('makes nothing where there is no log', async () => {
    await expect(backUp()).rejects.toThrow(LogMissing);
    expect(readdirSync(base)).toEqual([]);
  });

  test('is not made of a log that can’t be read', async () => {
    await makeLog();
    writeFileSync(join(at(log), 'log.db'), 'not a database'.repeat(1_000));
    await expect(backUp()).rejects.toThrow(LogDamaged);
    await expect(openLog()).rejects.toThrow(
      /is damaged \(file is not a database\)\. Move its directory away and restore/,
    );
    expect(existsSync(at(backup))).toBe(false);
  });
});

describe('A restored log', () => {
  test('has the same events in an epoch of its own, and goes on from there', async () => {
    await makeLog();
    await backUp();
    expect(await restore('elsewhere')).toMatchObject({ events: 3, setAside: undefined });
    const [original, restored] = [await read(log), await read('elsewhere')];
    expect(restored.events).toEqual(original.events);
    expect(restored.identity).toEqual({ ...original.identity, restoreEpoch: expect.any(Number) as number });
    expect(restored.identity.restoreEpoch).toBeGreaterThan(original.identity.restoreEpoch);
    const more = exampleAppend(linseed, noStream, 2);
    for (const name of [log, 'elsewhere']) await (await openLog(name)).append(more);
    expect((await read('elsewhere')).events).toEqual((await read(log)).events);
  });

  test('is in another epoch each time, also where nothing of the last time is left', async () => {
    await makeLog();
    await backUp();
    const epochs = new Set<number>();
    for (const name of ['first', 'second', 'third']) {
      await restore(name);
      epochs.add((await read(name)).identity.restoreEpoch);
      await sleep(2);
    }
    expect(epochs.size).toBe(3);
  });

  test('is in a later epoch than the log that it replaces, though the machine’s clock was set back', async () => {
    await makeLog();
    await backUp();
    const future = Date.now() + 1e9;
    const db = new Database(join(at(log), 'log.db'));
    db.prepare('UPDATE meta SET restore_epoch = ?').run(future);
    db.close();
    await restore(log, true);
    expect((await read(log)).identity.restoreEpoch).toBe(future + 1);
  });

  test('takes no log’s place unasked', async () => {
    await makeLog();
    await backUp();
    const before = await read(log);
    await expect(restore()).rejects.toThrow(LogInTheWay);
    await expect(restore()).rejects.toThrow(/holds a log of 3 events/);
    expect(await read(log)).toEqual(before);
  });

  test('keeps the log that it replaces, to its last event, though its server was killed', async () => {
    await makeLog();
    await backUp();
    const store = await openLog();
    await store.append(exampleAppend(sesame, 2, 4));
    await killed(store);
    const { setAside } = await restore(log, true);
    expect((await read(log)).events).toHaveLength(3);
    const kept = new Database(setAside, { readonly: true });
    expect(kept.prepare('SELECT count(*) FROM events').pluck().get()).toBe(7);
    kept.close();
  });

  test('does not take the place of one that is written to, or read, and leaves nothing beside it', async () => {
    await makeLog();
    await backUp();
    const feed = openSqliteFeed(at(log));
    await expect(restore(log, true)).rejects.toThrow(LogLocked);
    await feed.close();
    await openLog();
    await expect(restore(log, true)).rejects.toThrow(LogLocked);
    expect((await read(log)).identity.restoreEpoch).toBe(0);
    expect(readdirSync(at(log)).filter((file) => file.includes('restor'))).toEqual([]);
  });

  test('is there whole, though an earlier try was cut off', async () => {
    await makeLog();
    await backUp();
    const before = await read(log);
    writeFileSync(join(at(log), 'log.db.restoring'), 'half of it');
    await restore(log, true);
    expect((await read(log)).events).toEqual(before.events);
  });

  test('comes from a backup: without one nothing is made', async () => {
    await expect(restore()).rejects.toThrow(LogMissing);
    expect(readdirSync(base)).toEqual([]);
  });

  test('may be the log itself, which somebody put back by other means', async () => {
    await makeLog();
    const before = await read(log);
    await restoreLog({ backup: at(log), directory: at(log), replace: true });
    const after = await read(log);
    expect(after.events).toEqual(before.events);
    expect(after.identity.restoreEpoch).toBeGreaterThan(0);
  });
});
