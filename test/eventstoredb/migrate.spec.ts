import { copyLog, noStream, openSqliteEventStore, openSqliteFeed, type Append } from '@jointly/event-store';
import { leafBody } from '@jointly/kernel';
import { deliveredAfter, exampleAppend, linseed, purchase, sesame, sidama } from '../contract/example-events';
import { treeIn } from './copies';
import { Nodes } from './nodes';
import { startStandIn, type StandIn } from './stand-in/stand-in';

jest.setTimeout(60_000);

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

type Feed = ReturnType<typeof openSqliteFeed>;
type End = Pick<Parameters<typeof copyLog>[0], 'to' | 'target'>;

const appends = 28;
const events = 84;

/** Two associations whose streams take turns. */
function* history(): Generator<Append> {
  const streams = [sesame, purchase('seed', sidama), linseed, purchase('oil', sidama)];
  for (let at = 0; at < appends; at++)
    yield exampleAppend(streams[at % streams.length]!, noStream + 3 * Math.floor(at / streams.length), 3);
}

async function embeddedLog(directory: string): Promise<Feed> {
  const store = await openSqliteEventStore({ directory, clock: 'controlled' });
  for (const append of history()) await store.append(append);
  await store.close();
  return openSqliteFeed(directory);
}

/** What a reader of the whole log sees, but for the positions, which are each engine's own. */
const seenIn = async (feed: Parameters<typeof deliveredAfter>[0]): Promise<unknown[]> =>
  (await deliveredAfter(feed)).events.map((event) => [event.sequence, leafBody(event)]);

/** Copies, and is stopped before each append and after each, so that half of the answers are lost. */
async function copyWithStops(from: Feed, { to, target }: End): Promise<void> {
  for (let stop = 0; stop < 2 * appends; stop++) {
    const pulled = async (append: Append) => {
      if (stop % 2 === 1) await to.append(append);
      throw new Error('pulled');
    };
    await expect(copyLog({ from, target, to: { append: pulled } })).rejects.toThrow('pulled');
  }
  expect(await copyLog({ from, target, to })).toBe(events);
}

test('a log that moves there and back gives the same events in the same order, though it was stopped everywhere', async () => {
  const [first, copy, back] = [nodes.newDirectory(), nodes.newDirectory(), nodes.newDirectory()];
  const from = await embeddedLog(first);
  const there = await nodes.open(standIn, { directory: copy });
  await copyWithStops(from, { to: there, target: there });
  expect(await seenIn(there)).toEqual(await seenIn(from));

  const returned = await openSqliteEventStore({ directory: back, clock: 'controlled' });
  const feed = openSqliteFeed(back);
  await copyWithStops(there, { to: returned, target: feed });
  expect(await seenIn(feed)).toEqual(await seenIn(from));

  await Promise.all([there.close(), feed.close(), from.close()]);
  await returned.close();
  expect([treeIn(copy), treeIn(back)]).toEqual([treeIn(first), treeIn(first)]);
});

test('a copy tells how far it is, in the positions of the log that is copied', async () => {
  const from = await embeddedLog(nodes.newDirectory());
  const there = await nodes.open(standIn);
  const positions: bigint[] = [];
  await copyLog({ from, to: there, target: there, onProgress: (position) => positions.push(position) });
  expect([positions[0], positions.at(-1)]).toEqual([0n, BigInt(events)]);
  await from.close();
});

test('a log that holds other events is not copied to', async () => {
  const from = await embeddedLog(nodes.newDirectory());
  const there = await nodes.open(standIn);
  await there.append(exampleAppend(purchase('other'), noStream, 3));
  const head = await there.head();
  await expect(copyLog({ from, to: there, target: there })).rejects.toThrow(
    /The two logs differ: .*bulkPurchase-kaffa\.other/,
  );
  expect(await there.head()).toBe(head);
  await from.close();
});
