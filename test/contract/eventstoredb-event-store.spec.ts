import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventStoreDb } from '@jointly/event-store';
import { startStandIn, type StandIn } from '../eventstoredb/stand-in/stand-in';
import { describeEventStoreContract } from './event-store.contract';
import type { OpenLog } from './open-log';

jest.setTimeout(30_000);

/** Where a log is: on a stand-in of its own, or among others on a server that is there. */
interface Place {
  readonly directory: string;
  readonly url: string;
  readonly namespace?: string;
  readonly standIn?: StandIn;
}

const places = new WeakMap<OpenLog, Place>();

async function openAt(place: Place): Promise<OpenLog> {
  const { standIn, ...options } = place;
  const store = await openEventStoreDb({ ...options, clock: 'controlled' });
  const dispose = async (): Promise<void> => {
    await store.close();
    standIn?.stop();
    await rm(place.directory, { recursive: true });
  };
  const log = { store, feed: store, dispose };
  places.set(log, place);
  return log;
}

async function reopen(log: OpenLog): Promise<OpenLog> {
  await log.store.close();
  return openAt(places.get(log)!);
}

const directory = (): Promise<string> => mkdtemp(join(tmpdir(), 'jointly-contract-'));

async function openOnStandIn(): Promise<OpenLog> {
  const standIn = await startStandIn();
  return openAt({ standIn, url: standIn.url, directory: await directory() });
}

describeEventStoreContract('EventStoreDB (stand-in)', openOnStandIn, { reopen });

// With a server at hand: EVENTSTOREDB_URL='esdb://localhost:2113?tls=false' npm test -- test/contract/eventstoredb
const url = process.env.EVENTSTOREDB_URL;
const openOnServer = async (server: string): Promise<OpenLog> =>
  openAt({ url: server, namespace: `t${randomBytes(6).toString('hex')}.`, directory: await directory() });
if (url)
  describeEventStoreContract('EventStoreDB (the server at EVENTSTOREDB_URL)', () => openOnServer(url), { reopen });
