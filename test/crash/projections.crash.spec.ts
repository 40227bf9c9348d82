import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { openSqliteEventStore, openSqliteFeed } from '@jointly/event-store';
import { allEvents } from '@jointly/joint-actions';
import { EventRegistry } from '@jointly/kernel';
import { projectionPath, rebuildProjections } from '@jointly/projections';
import { readModels } from '@jointly/read-models';
import { settledPurchases, write } from '../bench/history';

const rounds = Number(process.env.JOINTLY_SOAK_ROUNDS ?? 6);

let directory: string;
beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), 'jointly-crash-'))));
afterAll(() => rm(directory, { recursive: true }));

/** Folds until it is killed so many milliseconds after its first transaction, or is done. Returns whether it was killed. */
async function fold(log: string, read: string, killAfterMs: number): Promise<boolean> {
  const child = fork(join(__dirname, 'projections-process.cjs'), [log, read]);
  const exit = once(child, 'exit') as Promise<[code: number | null]>;
  await Promise.race([once(child, 'message'), exit]);
  const enough = new AbortController();
  const kill = pause(killAfterMs, undefined, { signal: enough.signal }).then(
    () => child.kill('SIGKILL'),
    () => false,
  );
  const [code] = await exit;
  enough.abort();
  await kill;
  if (code !== null) expect(code).toBe(0);
  return code === null;
}

function contents(read: string): unknown {
  return readModels.map((projection) => {
    const database = new Database(projectionPath(read, projection), { readonly: true });
    const tables = ['checkpoint', ...Object.keys(projection.tables)];
    const found = tables.map((table) => database.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2, 3`).all());
    database.close();
    return [projection.name, found];
  });
}

test(
  `after kill -9, ${rounds} times, the read models are those of a rebuild: nothing folded twice, nothing left out`,
  async () => {
    const [log, read, anew] = ['log', 'read', 'anew'].map((name) => join(directory, name)) as [string, string, string];
    const store = await openSqliteEventStore({ directory: log, clock: 'controlled' });
    await write(store, settledPurchases(20, 2 * rounds));
    await store.close();

    let killed = 0;
    for (let round = 0; round < rounds; round++) killed += Number(await fold(log, read, 20 + Math.random() * 150));
    expect(killed).toBeGreaterThan(0);
    expect(await fold(log, read, 300_000)).toBe(false);

    const feed = openSqliteFeed(log);
    const registry = new EventRegistry(allEvents);
    await rebuildProjections({ feed, registry, directory: anew, projections: readModels });
    await feed.close();
    expect(contents(read)).toEqual(contents(anew));
  },
  60_000 + rounds * 10_000,
);
