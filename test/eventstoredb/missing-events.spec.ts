import { noStream, type EventStoreDbOptions } from '@jointly/event-store';
import { allOf, deliveredAfter, exampleAppend, kaffa, linseed, purchase, sesame } from '../contract/example-events';
import { passOver } from './copies';
import { Nodes, until, type Log } from './nodes';
import { startStandIn, type StandIn } from './stand-in/stand-in';

// A server with a defect leaves events out of its feed. Nothing that it acknowledged may be missing from what is read.

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

const open = (options?: Partial<EventStoreDbOptions>): Promise<Log> =>
  nodes.open(standIn, { callTimeout: 3_000, patience: 15_000, ...options });

/** Stream and revision of what a new reader is given, in the order of the server's log where all is well. */
const read = async (log: Log): Promise<string[]> =>
  (await deliveredAfter(log)).events.map(({ stream, revision }) => `${stream}/${revision}`);
const written = (): string[] =>
  standIn.log.records
    .filter(({ stream }) => stream.startsWith('bulkPurchase-'))
    .map(({ stream, revision }) => `${stream}/${revision}`);

describe('an acknowledged event that the feed leaves out', () => {
  test('is asked for again before anything behind it is taken, though its stream does not go on', async () => {
    const log = await open();
    await until(() => log.standing().state === 'following');
    standIn.faults.withhold = 1;
    await log.append(exampleAppend(sesame));
    await log.append(exampleAppend(linseed));
    expect(await read(log)).toEqual([`${sesame}/0`, `${linseed}/0`]);
  });

  test('is not missing where everybody writes at once and the feed leaves out one again and again', async () => {
    const log = await open();
    await until(() => log.standing().state === 'following');
    const writer = async (id: number): Promise<void> => {
      for (let at = noStream; at < 11; at++) {
        if ((at + id) % 4 === 0) standIn.faults.withhold = 1;
        await log.append(exampleAppend(purchase(`w${id}`), at));
      }
    };
    await Promise.all(Array.from({ length: 5 }, (_, id) => writer(id)));
    const copied = await allOf(log.readAssociation(kaffa));
    expect(copied.map(({ stream, revision }) => `${stream}/${revision}`)).toEqual(written());
    expect(written()).toHaveLength(60);
    expect(copied.map(({ sequence }) => sequence)).toEqual(copied.map((_, index) => index + 1));
  });

  test('stops the copy loudly where it was acknowledged only after what follows was read; the next start has all', async () => {
    const directory = nodes.newDirectory();
    const log = await open({ directory });
    await until(() => log.standing().state === 'following');
    standIn.faults.withhold = 1;
    standIn.faults.delay = 1_500;
    const late = log.append(exampleAppend(sesame));
    await until(() => standIn.log.streams.has(sesame));
    standIn.faults.delay = 0;
    await log.append(exampleAppend(linseed));
    await late;
    await until(() => log.standing().state === 'stopped');
    expect(log.standing().error).toMatch(/lacks revision 0 of bulkPurchase-kaffa\.sesame.*delete log-copy\//);
    await log.close();
    const again = await open({ directory });
    expect(await read(again)).toEqual(written());
  });

  test('is asked for again where its answer was lost and it was found by reading', async () => {
    const log = await open();
    await until(() => log.standing().state === 'following');
    standIn.faults.withhold = 1;
    standIn.faults.onAppend('drop the answer');
    await log.append(exampleAppend(sesame));
    await log.append(exampleAppend(linseed));
    expect(await read(log)).toEqual(written());
  });
});

describe('an event of another node that the feed has left out', () => {
  test('behind the copy’s last one is found when the copy is opened', async () => {
    const directory = nodes.newDirectory();
    const [log, other] = [await open({ directory }), await open()];
    await log.append(exampleAppend(sesame));
    await read(log);
    await log.close();
    const { position } = await other.append(exampleAppend(linseed));
    passOver(directory, position);
    expect(await read(await open({ directory }))).toEqual(written());
  });

  test('between others makes the copy be made again when it is opened, and that is told', async () => {
    const directory = nodes.newDirectory();
    const log = await open({ directory });
    const other = await open();
    await Promise.all([log, other].map((node) => until(() => node.standing().state === 'following')));
    standIn.faults.withhold = 2; // one for each node; the other one knows that it is owed it
    await other.append(exampleAppend(sesame));
    await until(() => standIn.faults.withhold === 0);
    await other.append(exampleAppend(linseed));
    expect(await read(log)).toEqual([`${linseed}/0`]);
    await log.close();
    const told: string[] = [];
    const again = await open({ directory, onMended: (what) => told.push(what) });
    expect(await read(again)).toEqual(written());
    expect(told).toEqual([expect.stringMatching(/is made again.*delete read/)]);
  });

  test('before others of its stream stops the copy, which does not try for ever', async () => {
    const [log, other] = [await open(), await open()];
    await Promise.all([log, other].map((node) => until(() => node.standing().state === 'following')));
    standIn.faults.withhold = 2;
    await other.append(exampleAppend(sesame));
    await until(() => standIn.faults.withhold === 0);
    await other.append(exampleAppend(linseed, noStream, 310)); // more than is compared when it subscribes again
    await read(log);
    await other.append(exampleAppend(sesame, 0));
    await until(() => log.standing().state === 'stopped');
    expect(log.standing().error).toMatch(/gave revision 1 of bulkPurchase-kaffa\.sesame where 0 was due/);
  });
});
