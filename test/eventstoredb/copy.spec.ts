import { leafBody } from '@jointly/kernel';
import {
  LogLocked,
  NotACopy,
  noStream,
  openSqliteEventStore,
  openSqliteFeed,
  type EventStoreDbOptions,
} from '@jointly/event-store';
import { allOf, deliveredAfter, exampleAppend, kaffa, linseed, sesame } from '../contract/example-events';
import { checkpointIn, treeIn } from './copies';
import { Nodes, type Log } from './nodes';
import { startStandIn, type StandIn } from './stand-in/stand-in';

jest.setTimeout(30_000);

let standIn: StandIn;
let nodes: Nodes;
beforeEach(async () => {
  standIn = await startStandIn();
  nodes = new Nodes();
});
afterEach(async () => {
  await nodes.discard();
  standIn.stop();
});

const open = (options?: Partial<EventStoreDbOptions>): Promise<Log> => nodes.open(standIn, options);
const newDirectory = (): string => nodes.newDirectory();

describe('the copy', () => {
  test('gives two nodes the same sequences, positions and trees, whatever befell their subscriptions', async () => {
    const [here, there] = [newDirectory(), newDirectory()];
    const [one, other] = [await open({ directory: here }), await open({ directory: there })];
    for (let at = -1; at < 40; at++) {
      await Promise.all([one.append(exampleAppend(sesame, at)), other.append(exampleAppend(linseed, at))]);
      if (at % 10 === 5) standIn.cutSubscriptions('unavailable');
      if (at % 10 === 7) standIn.log.writeSystemEvent();
    }
    const places = await allOf(one.readAssociation(kaffa));
    expect(places).toHaveLength(82);
    expect(await allOf(other.readAssociation(kaffa))).toEqual(places);
    await Promise.all([one.close(), other.close()]);
    expect(treeIn(here)).toEqual(treeIn(there));
  });

  test('has the leaves and the tree that an embedded log of the same events has', async () => {
    const [here, embedded] = [newDirectory(), newDirectory()];
    const [log, sqlite] = [
      await open({ directory: here }),
      await openSqliteEventStore({ directory: embedded, clock: 'controlled' }),
    ];
    for (const store of [log, sqlite])
      for (const stream of [sesame, linseed]) await store.append(exampleAppend(stream, noStream, 5));
    const leaves = async (reader: Pick<Log, 'readAssociation'>): Promise<string[]> =>
      (await allOf(reader.readAssociation(kaffa))).map((event) => leafBody(event));
    expect(await leaves(log)).toEqual(await leaves(sqlite));
    await Promise.all([log.close(), sqlite.close()]);
    expect(treeIn(here)).toEqual(treeIn(embedded));
  });

  test('is gone on with after a restart, and made again where it is lost or of another log', async () => {
    const directory = newDirectory();
    const log = await open({ directory });
    await log.append(exampleAppend(sesame, noStream, 3));
    await deliveredAfter(log);
    await log.close();

    const other = await startStandIn();
    const elsewhere = await open({ url: other.url, directory });
    expect((await deliveredAfter(elsewhere)).events).toEqual([]);
    await elsewhere.close();
    other.stop();

    const again = await open({ directory });
    expect((await deliveredAfter(again)).events).toHaveLength(3);
  });

  test('is made again where the server was restored to an earlier state', async () => {
    const directory = newDirectory();
    const log = await open({ directory });
    await log.append(exampleAppend(sesame, noStream, 3));
    await deliveredAfter(log);
    await log.close();
    standIn.log.records.splice(-2);
    standIn.log.streams.get(sesame)!.splice(-2);
    const again = await open({ directory });
    expect((await deliveredAfter(again)).events).toHaveLength(1);
  });

  test('never takes the place of a log', async () => {
    const directory = newDirectory();
    const embedded = await openSqliteEventStore({ directory, clock: 'controlled' });
    await embedded.append(exampleAppend(sesame));
    await embedded.close();
    await expect(open({ directory })).rejects.toThrow(NotACopy);
    const again = await openSqliteEventStore({ directory, clock: 'controlled' });
    expect(await allOf(again.readStream(sesame))).toHaveLength(1);
    await again.close();
  });

  test('belongs to one process', async () => {
    const directory = newDirectory();
    await open({ directory });
    await expect(open({ directory })).rejects.toThrow(LogLocked);
  });

  test('is not behind for long where nothing of ours happens: how far it has looked goes along', async () => {
    const directory = newDirectory();
    const log = await open({ directory });
    await log.append(exampleAppend(sesame));
    await deliveredAfter(log);
    for (let n = 0; n < 5; n++) standIn.log.writeSystemEvent();
    const last = standIn.log.records.at(-1)!.position;
    await new Promise((resolve) => setTimeout(resolve, 500));
    await log.close();
    expect(checkpointIn(directory)).toBe(last);
  });

  test('does not go on from a position that no log has, as 24.10.0 may tell it', async () => {
    standIn.stop();
    standIn = await startStandIn({ version: '24.10.0' });
    standIn.faults.brokenCheckpoint = true;
    const directory = newDirectory();
    const log = await open({ directory });
    await deliveredAfter(log);
    standIn.cutSubscriptions('unavailable');
    await log.append(exampleAppend(sesame, noStream, 2));
    expect((await deliveredAfter(log)).events).toHaveLength(2);
    await log.close();
    expect(checkpointIn(directory)).toBeLessThan(2n ** 63n);
  });

  test('takes an event that is delivered twice once, and does not begin again for it', async () => {
    const mended: string[] = [];
    const log = await open({ onMended: (what) => mended.push(what) });
    standIn.faults.deliveries = 2;
    await log.append(exampleAppend(sesame, noStream, 5));
    expect((await deliveredAfter(log)).events).toHaveLength(5);
    expect(mended).toEqual([]);
  });

  test('feeds readers in other threads and connections too', async () => {
    const directory = newDirectory();
    const log = await open({ directory });
    await log.append(exampleAppend(sesame, noStream, 2));
    await deliveredAfter(log);
    const feed = openSqliteFeed(directory);
    expect(feed.identity).toEqual(log.identity);
    expect((await deliveredAfter(feed)).events).toEqual((await deliveredAfter(log)).events);
    await feed.close();
  });
});
