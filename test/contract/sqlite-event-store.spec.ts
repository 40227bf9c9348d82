import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteEventStore, openSqliteFeed } from '@jointly/event-store';
import { describeEventStoreContract } from './event-store.contract';
import type { OpenLog } from './open-log';

const directories = new WeakMap<OpenLog, string>();

async function openIn(directory: string): Promise<OpenLog> {
  const store = await openSqliteEventStore({ directory, clock: 'controlled' });
  const feed = openSqliteFeed(directory);
  const dispose = async (): Promise<void> => {
    await close(log);
    await rm(directory, { recursive: true });
  };
  const log = { store, feed, dispose };
  directories.set(log, directory);
  return log;
}

async function close({ store, feed }: OpenLog): Promise<void> {
  await feed.close();
  await store.close();
}

async function reopen(log: OpenLog): Promise<OpenLog> {
  await close(log);
  return openIn(directories.get(log)!);
}

describeEventStoreContract('SQLite', async () => openIn(await mkdtemp(join(tmpdir(), 'jointly-contract-'))), {
  reopen,
  idsAreUnique: true,
});
