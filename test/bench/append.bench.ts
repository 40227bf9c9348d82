import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leafBody, leafHash } from '@jointly/kernel';
import type { AssociationId, EventId, StoredEvent, StreamId } from '@jointly/kernel';
import { openSqliteEventStore, type Append, type EventStore } from '@jointly/event-store';
import Database from 'better-sqlite3';
import { v5 as uuid } from 'uuid';
import { interleaved, perSecond, type Bench, type Figure } from './figures';

const writers = 64;
const perWriter = 150;
const rounds = 7;
const association = 'kaffa' as AssociationId;
const namespace = '6b5f0f1e-4c64-5d0b-9a3e-6f8d2f0c7a11';

/** A demand as an enterprise's delegate registers it: some 300 bytes of data with a sealed name, and its metadata. */
function demand(stream: StreamId, revision: number): StoredEvent {
  const command = uuid(`${stream} ${revision}`, namespace);
  return {
    eventId: uuid(command, namespace) as EventId,
    stream,
    association,
    revision,
    type: 'DemandRegistered',
    schemaVersion: 1,
    occurredAt: '2026-03-01T08:00:00.000Z' as StoredEvent['occurredAt'],
    recordedAt: '2026-03-01T08:00:00.214Z' as StoredEvent['recordedAt'],
    data: {
      enterprise: 'ent_5b0e8c7a6c9d4f1e8a2b3c4d5e6f7081',
      line: 'sesame-white',
      quantity: { value: '1250.5', unit: 'kg' },
      contactName: {
        v: 1,
        class: 'personal',
        keyId: 'key_5b0e8c7a6c9d4f1e',
        path: '/contactName',
        schemaVersion: 1,
        nonce: 'AAECAwQFBgcICQoL',
        ciphertext: 'c2VhbGVkIG5hbWUgb2YgYSBwZXJzb24gd2l0aCBpdHMgdGFn',
      },
    },
    metadata: {
      actor: 'per_1f0e8c7a6c9d4f1e8a2b3c4d5e6f7081' as StoredEvent['metadata']['actor'],
      onBehalfOf: 'ent_5b0e8c7a6c9d4f1e8a2b3c4d5e6f7081',
      authority: [{ stream: 'enterprise-kaffa.ent_5b0e8c7a6c9d4f1e' as StreamId, revision: 3 }],
      commandId: command as NonNullable<StoredEvent['metadata']['commandId']>,
      commandFingerprint: 'q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6j7k8l9z0x1c',
      correlationId: command,
      causationId: command,
      clock: 'wall',
      salt: 'AAECAwQFBgcICQoLDA0ODw',
    },
  };
}

const streamOf = (writer: number): StreamId => `bulkPurchase-kaffa.bench_${writer}` as StreamId;

const one = (stream: StreamId, revision: number): Append => ({
  stream,
  expected: revision - 1,
  events: [demand(stream, revision)],
});

/** What each writer appends, one after another: made beforehand, what is measured is the log. */
const onManyStreams = Array.from({ length: writers }, (_, writer) =>
  Array.from({ length: perWriter }, (_, revision) => one(streamOf(writer), revision)),
);

/** The same number of events on one stream, as the executor appends what is queued there: as many at once as callers wait. */
const onOneStream: Append[] = Array.from({ length: perWriter }, (_, batch) => {
  const stream = streamOf(writers);
  const revisions = Array.from({ length: writers }, (_, index) => batch * writers + index);
  return { stream, expected: revisions[0]! - 1, events: revisions.map((revision) => demand(stream, revision)) };
});

async function inDirectory<Result>(work: (directory: string) => Promise<Result>): Promise<Result> {
  const directory = mkdtempSync(join(tmpdir(), 'jointly-bench-'));
  return work(directory).finally(() => rmSync(directory, { recursive: true }));
}

/** Each chain waits for one append to be on disk before it sends the next. */
const throughStore = (chains: readonly (readonly Append[])[]): Promise<number> =>
  inDirectory(async (directory) => {
    const store = await openSqliteEventStore({ directory, clock: 'wall' });
    await store.append(one(streamOf(writers + 1), 0));
    const rate = await perSecond(async () => {
      await Promise.all(chains.map((chain) => sendInTurn(store, chain)));
      return writers * perWriter;
    });
    await store.close();
    return rate;
  });

async function sendInTurn(store: EventStore, chain: readonly Append[]): Promise<void> {
  for (const append of chain) await store.append(append);
}

type Row = [sequence: number, stream: StreamId, revision: number, id: EventId, leaf: Uint8Array, body: string];

/** The very rows that the store writes, ready made, in groups as large as those that it commits. */
function rowsOf(appends: readonly Append[]): Row[][] {
  const events = appends.flatMap((append) => append.events);
  const rows = events.map((event, index): Row => {
    const body = leafBody(event);
    return [index + 1, event.stream, event.revision, event.eventId, leafHash(body), body];
  });
  return Array.from({ length: perWriter }, (_, group) => rows.slice(group * writers, (group + 1) * writers));
}

const columns = `position INTEGER PRIMARY KEY, association TEXT NOT NULL, sequence INTEGER NOT NULL, stream TEXT NOT NULL,
  revision INTEGER NOT NULL, event_id TEXT NOT NULL UNIQUE, leaf BLOB NOT NULL, body TEXT NOT NULL,
  UNIQUE (stream, revision), UNIQUE (association, sequence)`;

/** The same table with the same indexes and settings, filled by nothing but a prepared INSERT. */
const bareLoop = (groups: readonly (readonly Row[])[]): Promise<number> =>
  inDirectory(async (directory) => {
    const db = new Database(join(directory, 'bare.db'));
    for (const setting of ['journal_mode = WAL', 'synchronous = FULL', 'wal_autocheckpoint = 1000']) db.pragma(setting);
    db.exec(`CREATE TABLE events (${columns}) STRICT`);
    const insert = db.prepare<Row>(
      `INSERT INTO events (association, sequence, stream, revision, event_id, leaf, body)
       VALUES ('${association}', ?, ?, ?, ?, ?, ?)`,
    );
    const commit = db.transaction((group: readonly Row[]) => group.forEach((row) => insert.run(...row)));
    const rate = await perSecond(async () => {
      for (const group of groups) commit.immediate(group);
      return writers * perWriter;
    });
    db.close();
    return rate;
  });

export const bench: Bench = {
  async run(): Promise<readonly Figure[]> {
    const turns = Array.from({ length: perWriter }, (_, turn) => onManyStreams.map((chain) => chain[turn]!));
    const many = rowsOf(turns.flat());
    const single = rowsOf(onOneStream);
    return [
      {
        name: `append, ${writers} writers on as many streams`,
        unit: 'events',
        goal: 0.2,
        ...(await interleaved(
          rounds,
          () => throughStore(onManyStreams),
          () => bareLoop(many),
        )),
      },
      {
        name: `append, one stream, ${writers} events at once`,
        unit: 'events',
        ...(await interleaved(
          rounds,
          () => throughStore([onOneStream]),
          () => bareLoop(single),
        )),
      },
    ];
  },
};
