import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteEventStore, openSqliteFeed } from '@jointly/event-store';
import { allEvents } from '@jointly/joint-actions';
import { EventRegistry, type StoredEvent } from '@jointly/kernel';
import { rebuildProjections, type AnyProjection } from '@jointly/projections';
import { readModels } from '@jointly/read-models';
import Database from 'better-sqlite3';
import { interleaved, perSecond, type Bench, type Figure } from './figures';
import { settledPurchases, write } from './history';

const members = 50;
const purchases = 100;
const rounds = 5;
const registry = new EventRegistry(allEvents);

interface Log {
  readonly directory: string;
  readonly events: number;
}

/** As the command line rebuilds, from an empty directory to the last event. */
async function rebuild({ directory, events }: Log, projections: readonly AnyProjection[]): Promise<number> {
  const feed = openSqliteFeed(directory);
  const target = mkdtempSync(join(tmpdir(), 'jointly-bench-read-'));
  const rate = await perSecond(async () => {
    await rebuildProjections({ feed, registry, directory: target, projections });
    return events;
  });
  await feed.close();
  rmSync(target, { recursive: true });
  return rate;
}

/** Reads every event, parses it and upserts it as its stream's document, a thousand to a transaction. */
async function bareLoop({ directory, events }: Log): Promise<number> {
  const log = new Database(join(directory, 'log.db'), { readonly: true });
  const target = mkdtempSync(join(tmpdir(), 'jointly-bench-bare-'));
  const db = new Database(join(target, 'bare.db'));
  for (const setting of ['journal_mode = WAL', 'synchronous = NORMAL']) db.pragma(setting);
  db.exec('CREATE TABLE documents (key PRIMARY KEY, association, revision, document)');
  const page = log
    .prepare<[number], [number, string]>(
      'SELECT position, body FROM events WHERE position > ? ORDER BY position LIMIT 1000',
    )
    .raw();
  const upsert = db.prepare<[string, string, number, string]>(
    `INSERT INTO documents VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE
     SET association = excluded.association, revision = excluded.revision, document = excluded.document`,
  );
  const commit = db.transaction((bodies: readonly [number, string][]) => {
    for (const [, body] of bodies) {
      const { stream, association, revision, data } = JSON.parse(body) as StoredEvent;
      upsert.run(stream, association, revision, JSON.stringify(data));
    }
  });
  const rate = await perSecond(async () => {
    for (let after = 0; ;) {
      const found = page.all(after);
      if (found.length === 0) return events;
      commit.immediate(found);
      after = found.at(-1)![0];
    }
  });
  log.close();
  db.close();
  rmSync(target, { recursive: true });
  return rate;
}

async function writtenLog(): Promise<Log> {
  const directory = mkdtempSync(join(tmpdir(), 'jointly-bench-log-'));
  const store = await openSqliteEventStore({ directory, clock: 'controlled' });
  const events = await write(store, settledPurchases(members, purchases));
  await store.close();
  return { directory, events };
}

export const bench: Bench = {
  async run(): Promise<readonly Figure[]> {
    const log = await writtenLog();
    const compare = async (name: string, ours: () => Promise<number>): Promise<Figure> => {
      const rates = await interleaved(rounds, ours, () => bareLoop(log));
      return { name, unit: 'events', ...rates };
    };
    const all = await compare(`rebuild of all ${readModels.length} read models`, () => rebuild(log, readModels));
    const figures: Figure[] = [{ ...all, goal: 0.5 }];
    for (const one of readModels) figures.push(await compare(`– of ${one.name} alone`, () => rebuild(log, [one])));
    rmSync(log.directory, { recursive: true });
    return figures;
  },
};
