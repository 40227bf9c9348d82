import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UUID } from '@eventstore/db-client/generated/shared_pb';
import type { StreamId } from '@jointly/kernel';
import { noStream, type Append } from '@jointly/event-store';
import { exampleAppend, exampleEvent, kaffa, purchase } from '../contract/example-events';
import { RemoteNode } from './remote-node';
import type { Cut } from './stand-in/faults';
import { startStandIn, type StandIn } from './stand-in/stand-in';

// One process lives through all of this. Whatever the server does: no acknowledged event is lost, none is doubled, their
// order is kept, every append gets its answer, and the process is still there.

jest.setTimeout(30_000);

const streams = 6;
const appends = 10;

let standIn: StandIn;
let node: RemoteNode;
let directory: string;
let round = 0;

beforeAll(async () => {
  standIn = await startStandIn();
  directory = await mkdtemp(join(tmpdir(), 'jointly-faults-'));
  const times = { callTimeout: 1_500, patience: 10_000, quiet: 200 };
  node = await RemoteNode.open({ url: standIn.url, clock: 'controlled', directory, ...times });
}, 20_000);

afterAll(async () => {
  await node.close();
  standIn.stop();
  await rm(directory, { recursive: true });
});

const streamOf = (index: number): StreamId => purchase(`r${round}_${index}`);

/** As the executor does it: what is not known is asked again with the same events. */
async function appendUntilAnswered(append: Append): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return void (await node.append(append));
    } catch (fault) {
      if ((fault as Error).message !== 'OutcomeUnknown' || tries === 5) throw fault;
    }
  }
}

/** Several writers, each appending two events at a time to a stream of its own. */
async function write(duringIt: () => Promise<void> | void): Promise<void> {
  round++;
  const writer = async (index: number): Promise<void> => {
    for (let at = noStream; at < appends * 2 - 1; at += 2)
      await appendUntilAnswered(exampleAppend(streamOf(index), at, 2));
  };
  await Promise.all([...Array.from({ length: streams }, (_, index) => writer(index)), duringIt()]);
}

async function expectAllOnceInOrder(): Promise<void> {
  expect(node.alive).toBe(true);
  for (let index = 0; index < streams; index++) {
    const stream = streamOf(index);
    const there = standIn.log.streams.get(stream)!.map(({ metadata }) => eventIdOf(metadata));
    expect(there).toEqual(Array.from({ length: appends * 2 }, (_, revision) => exampleEvent(stream, revision).eventId));
  }
  const copied = await node.association(kaffa);
  const ours = standIn.log.records.filter(({ stream }) => stream.startsWith('bulkPurchase-kaffa.'));
  expect(copied.map(({ eventId, position }) => [eventId, position])).toEqual(
    ours.map(({ metadata, position }) => [eventIdOf(metadata), position]),
  );
  expect(copied.map(({ sequence }) => sequence)).toEqual(copied.map((_, index) => index + 1));
}

const eventIdOf = (metadata: Uint8Array): string =>
  (JSON.parse(Buffer.from(metadata).toString()) as { eventId: string }).eventId;

describe('appends', () => {
  test.each(['refuse', 'drop the answer', 'time out', 'not leader', 'stall', 'stall after commit'] as const)(
    'that the server answers with "%s"',
    async (fault) => {
      await write(() => standIn.faults.onAppend(fault, 7));
      await expectAllOnceInOrder();
      expect(standIn.faults.pending).toBe(0);
    },
  );

  test('whose answers are lost while reads are refused, cut or not answered too', async () => {
    await write(() => {
      standIn.faults.onAppend('drop the answer', 6);
      for (const fault of ['refuse', 'cut half way', 'stall'] as const) standIn.faults.onRead(fault, 3);
    });
    await expectAllOnceInOrder();
  });

  test('that are answered slowly', async () => {
    await write(async () => {
      standIn.faults.delay = 120;
      await sleep(600);
      standIn.faults.delay = 0;
    });
    await expectAllOnceInOrder();
  });

  test('that are answered later than anybody waits', async () => {
    await write(async () => {
      standIn.faults.delay = 1_000;
      await sleep(1_500);
      standIn.faults.delay = 0;
    });
    await expectAllOnceInOrder();
  });

  test('under way while the server stops and starts again', async () => {
    await write(async () => {
      for (let times = 0; times < 3; times++) {
        await sleep(60);
        standIn.stop();
        await sleep(150);
        await standIn.start();
      }
    });
    await expectAllOnceInOrder();
  });

  test('of many large events, cut while they wait for the network', async () => {
    round++;
    const large = (index: number): Append => {
      const note = 'x'.repeat(200 * 1024);
      const events = Array.from({ length: 4 }, (_, n) => exampleEvent(streamOf(index), n, 'first', note));
      return { stream: streamOf(index), expected: noStream, events };
    };
    const writing = Array.from({ length: streams }, (_, index) => appendUntilAnswered(large(index)));
    await sleep(30);
    await standIn.restart();
    await Promise.all(writing);
    expect(node.alive).toBe(true);
    for (let index = 0; index < streams; index++) expect(standIn.log.streams.get(streamOf(index))).toHaveLength(4);
  });
});

describe('the feed', () => {
  test.each<Cut>(['unavailable', 'cancelled', 'too slow', 'ended without a word'])(
    'goes on where its subscription is cut: %s',
    async (cut) => {
      await write(async () => {
        for (let times = 0; times < 3; times++) {
          await sleep(40);
          standIn.cutSubscriptions(cut);
        }
      });
      await expectAllOnceInOrder();
    },
  );

  test('goes on where subscribing is refused or not answered', async () => {
    await write(() => {
      standIn.faults.onSubscribe('refuse', 2);
      standIn.faults.onSubscribe('stall');
      standIn.cutSubscriptions('unavailable');
    });
    await expectAllOnceInOrder();
  });

  test('notices that a subscription has gone silent', async () => {
    standIn.faults.silence = true;
    await write(async () => {
      await sleep(100);
      standIn.cutSubscriptions('ended without a word');
      await sleep(600);
      standIn.faults.silence = false;
    });
    await expectAllOnceInOrder();
  });

  test('takes an event that is delivered twice once', async () => {
    standIn.faults.deliveries = 2;
    await write(() => undefined);
    await expectAllOnceInOrder();
    standIn.faults.deliveries = 1;
  });

  test('finds out that it was not given an event, and asks again', async () => {
    await write(async () => {
      await sleep(20);
      standIn.faults.withhold = 1;
    });
    await expectAllOnceInOrder();
  });
});

describe('what the client dies of', () => {
  test('a leader that is not named', async () => {
    await write(() => standIn.faults.onAppend('not leader, unexplained', 3));
    await expectAllOnceInOrder();
  });

  test('an identity in gossip that is no UUID', async () => {
    standIn.instanceId = new UUID().setStructured(
      new UUID.Structured().setMostSignificantBits('-1').setLeastSignificantBits('-1'),
    );
    const elsewhere = await mkdtemp(join(tmpdir(), 'jointly-faults-'));
    const url = `esdb+discover://127.0.0.1:${standIn.port}?tls=false`;
    const times = { callTimeout: 300, patience: 1_500 };
    const opening = RemoteNode.open({ url, clock: 'controlled', directory: elsewhere, ...times });
    await expect(opening).rejects.toThrow('LogUnreachable');
    await rm(elsewhere, { recursive: true });
  });

  test('its batch stream and its list of features, which are not used', () => {
    expect(standIn.calls).toMatchObject({ batchAppend: 0, features: 0 });
  });
});
