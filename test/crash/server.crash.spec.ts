import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { openSqliteFeed } from '@jointly/event-store';
import { allEvents } from '@jointly/joint-actions';
import { EventRegistry } from '@jointly/kernel';
import { projectionPath, rebuildProjections } from '@jointly/projections';
import { readModels } from '@jointly/read-models';
import { Client } from '../journeys/client';
import { SpawnedServer } from '../journeys/spawned-server';
import { found } from '../journeys/village';

const rounds = Number(process.env.JOINTLY_SOAK_ROUNDS ?? 4);
const writers = 8;

/** A mutation that was sent, and the id in its answer where one came back. */
interface Sent {
  readonly key: string;
  acknowledged?: string;
}

/** Sends one mutation after another until the server no longer answers. */
async function writeUntilKilled(coordinator: Client, writer: string, sent: Sent[]): Promise<void> {
  for (let n = 0; ; n++) {
    const mutation: Sent = { key: `${writer}-${n}` };
    sent.push(mutation);
    try {
      const input = { name: `Supplier ${mutation.key}`, idempotencyKey: mutation.key };
      mutation.acknowledged = (await coordinator.does('registerSupplier', input, 'supplierId')).supplierId as string;
    } catch {
      return;
    }
  }
}

async function suppliersOf(coordinator: Client): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const { suppliers } = await coordinator.ask(
      `query ($associationId: ID!, $after: String, $atLeast: ConsistencyToken) {
        suppliers(associationId: $associationId, first: 100, after: $after, atLeast: $atLeast) {
          nodes { id } pageInfo { hasNextPage endCursor }
        }
      }`,
      { after },
    );
    ids.push(...suppliers.nodes.map(({ id }: { id: string }) => id));
    if (!suppliers.pageInfo.hasNextPage) return ids;
    after = suppliers.pageInfo.endCursor;
  }
}

function contents(read: string): unknown {
  return readModels.map((projection) => {
    const database = new Database(projectionPath(read, projection), { readonly: true });
    const tables = Object.keys(projection.tables);
    const rows = tables.map((table) => database.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2, 3`).all());
    database.close();
    return [projection.name, rows];
  });
}

test(
  `after kill -9, ${rounds} times, every acknowledged mutation is there once, and the read models equal a rebuild`,
  async () => {
    let server = await SpawnedServer.start();
    const { directory } = server;
    await found(server, 'village', 1);
    const sent: Sent[] = [];
    for (let round = 0; round < rounds; round++) {
      const coordinator = await Client.of(server, 'coordinator@village', 'village');
      const names = Array.from({ length: writers }, (_, writer) => `r${round}w${writer}`);
      const writing = Promise.all(names.map((name) => writeUntilKilled(coordinator, name, sent)));
      await pause(100 + Math.random() * 300);
      await server.stop('SIGKILL');
      await writing;
      server = await SpawnedServer.start(directory);
    }
    const coordinator = await Client.of(server, 'coordinator@village', 'village');
    // What was in flight is sent again with its key: done once, whether or not it had been done.
    for (const mutation of sent.filter(({ acknowledged }) => acknowledged === undefined)) {
      const input = { name: `Supplier ${mutation.key}`, idempotencyKey: mutation.key };
      mutation.acknowledged = (await coordinator.does('registerSupplier', input, 'supplierId')).supplierId as string;
    }
    const there = await suppliersOf(coordinator);
    expect(sent.length).toBeGreaterThan(rounds * writers);
    expect(there.length).toBe(new Set(there).size);
    expect(new Set(there)).toEqual(new Set([there[0], ...sent.map(({ acknowledged }) => acknowledged)]));
    await server.stop();

    const [log, read, anew] = ['log', 'read', 'anew'].map((name) => join(directory, name)) as [string, string, string];
    const feed = openSqliteFeed(log);
    await rebuildProjections({
      feed,
      registry: new EventRegistry(allEvents),
      directory: anew,
      projections: readModels,
    });
    await feed.close();
    expect(contents(read)).toEqual(contents(anew));
    rmSync(directory, { recursive: true });
  },
  60_000 + rounds * 15_000,
);
