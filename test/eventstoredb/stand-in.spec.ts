import {
  BACKWARDS,
  END,
  ErrorType,
  EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  START,
  streamNameFilter,
  type JSONEventData,
  type Position,
} from '@eventstore/db-client';
import { v4 as uuid } from 'uuid';
import { startStandIn, type StandIn } from './stand-in/stand-in';

// Seen through the real client: what is known of the server, the stand-in does.

let standIn: StandIn;
let client: EventStoreDBClient;
const credentials = { username: 'any', password: 'body' };

beforeEach(async () => {
  standIn = await startStandIn();
  client = EventStoreDBClient.connectionString(standIn.url);
});
afterEach(async () => {
  await client.dispose();
  standIn.stop();
});

const event = (n: number, id = uuid()): JSONEventData => jsonEvent({ id, type: 'Counted', data: { n } });
const events = (...ids: string[]): JSONEventData[] => ids.map((id, n) => event(n, id));

async function idsOf(stream: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const { event } of client.readStream(stream)) ids.push(event!.id);
  return ids;
}

/** Both ways of appending: with credentials of its own a call is unary, without them it goes through the batch stream. */
describe.each([
  ['Append', { credentials }],
  ['BatchAppend', {}],
] as const)('%s', (method, options) => {
  test('goes the way it should', async () => {
    await client.appendToStream('s-1', event(1), { ...options, expectedRevision: 'no_stream' });
    expect([standIn.calls.append, standIn.calls.batchAppend]).toEqual(method === 'Append' ? [1, 0] : [0, 1]);
  });

  test('answers with the last revision and a position that grows by bytes', async () => {
    const first = await client.appendToStream('s-1', [event(1), event(2)], {
      ...options,
      expectedRevision: 'no_stream',
    });
    const second = await client.appendToStream('s-1', event(3), { ...options, expectedRevision: 1n });
    expect([first.nextExpectedRevision, second.nextExpectedRevision]).toEqual([1n, 2n]);
    expect(second.position!.commit - first.position!.commit).toBeGreaterThan(96n);
    expect(second.position!.prepare).toBe(second.position!.commit);
  });

  test('a wrong version tells the current one, and no_stream where there is none', async () => {
    await client.appendToStream('s-1', event(1), options);
    const wrong = client.appendToStream('s-1', event(2), { ...options, expectedRevision: 7n });
    await expect(wrong).rejects.toMatchObject({ type: ErrorType.WRONG_EXPECTED_VERSION, actualVersion: 0n });
    const absent = client.appendToStream('s-2', event(2), { ...options, expectedRevision: 7n });
    await expect(absent).rejects.toMatchObject({ actualVersion: 'no_stream' });
  });

  test('behind the current revision the same ids are the first append again', async () => {
    const first = await client.appendToStream('s-1', events('a', 'b'), { ...options, expectedRevision: 'no_stream' });
    await client.appendToStream('s-1', event(3), { ...options, expectedRevision: 1n });
    const again = { ...options, expectedRevision: 'no_stream' } as const;
    expect(await client.appendToStream('s-1', events('a', 'b'), again)).toEqual(first);
    for (const ids of [
      ['b', 'a'],
      ['a', 'c'],
      ['a', 'b', 'c', 'd'],
    ])
      await expect(client.appendToStream('s-1', events(...ids), again)).rejects.toMatchObject({
        type: ErrorType.WRONG_EXPECTED_VERSION,
      });
    expect(await idsOf('s-1')).toHaveLength(3);
  });

  test('at the current revision nobody looks at ids: the same event is there twice', async () => {
    await client.appendToStream('s-1', events('a'), { ...options, expectedRevision: 'no_stream' });
    await client.appendToStream('s-1', events('a'), { ...options, expectedRevision: 0n });
    expect(await idsOf('s-1')).toEqual(['a', 'a']);
  });

  test('a concrete revision is idempotent for ever, any until the server restarts', async () => {
    await client.appendToStream('s-1', events('a'), { ...options, expectedRevision: 'no_stream' });
    await client.appendToStream('s-1', events('a'), { ...options, expectedRevision: 'any' });
    expect(await idsOf('s-1')).toEqual(['a']);
    standIn.log.forgetRecentIds();
    await client.appendToStream('s-1', events('a'), { ...options, expectedRevision: 'no_stream' });
    expect(await idsOf('s-1')).toEqual(['a']);
    await client.appendToStream('s-1', events('a'), { ...options, expectedRevision: 'any' });
    expect(await idsOf('s-1')).toEqual(['a', 'a']);
  });

  test('more than 1 MiB is too much, counted in data alone', async () => {
    const data = { note: 'x'.repeat(1024 * 1024) };
    const large = jsonEvent({ type: 'Large', data });
    await expect(client.appendToStream('s-1', large, options)).rejects.toMatchObject({
      type: ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED,
    });
    const metadata = jsonEvent({ type: 'Large', data: {}, metadata: data });
    expect(await client.appendToStream('s-1', metadata, options)).toMatchObject({ success: true });
  });

  test('a tombstoned stream is deleted', async () => {
    standIn.log.tombstones.add('s-1');
    await expect(client.appendToStream('s-1', event(1), options)).rejects.toMatchObject({
      type: ErrorType.STREAM_DELETED,
    });
  });

  test('an answer can get lost after the commit', async () => {
    await client.appendToStream('s-1', events('a'), { ...options, expectedRevision: 'no_stream' });
    standIn.faults.onAppend('drop the answer');
    const lost = client.appendToStream('s-1', events('b'), { ...options, expectedRevision: 0n });
    await expect(lost).rejects.toMatchObject({ type: ErrorType.UNAVAILABLE });
    expect(await idsOf('s-1')).toEqual(['a', 'b']);
  });

  test('another node may be the leader', async () => {
    standIn.faults.onAppend('not leader');
    await expect(client.appendToStream('s-1', event(1), options)).rejects.toMatchObject({
      type: ErrorType.NOT_LEADER,
      leader: { address: '127.0.0.1', port: standIn.port },
    });
  });
});

describe('reading', () => {
  test('a stream from a revision, in both directions, without positions', async () => {
    await client.appendToStream('s-1', [event(0), event(1), event(2)]);
    const read = async (options: Parameters<typeof client.readStream>[1]): Promise<bigint[]> => {
      const revisions: bigint[] = [];
      for await (const { event } of client.readStream('s-1', options)) {
        revisions.push(event!.revision);
        expect(event!.position!.commit).toBe(2n ** 64n - 1n);
      }
      return revisions;
    };
    expect(await read({ fromRevision: 1n })).toEqual([1n, 2n]);
    expect(await read({ fromRevision: 1n, direction: BACKWARDS })).toEqual([1n, 0n]);
    expect(await read({ fromRevision: END, direction: BACKWARDS, maxCount: 1 })).toEqual([2n]);
    expect(await read({ fromRevision: 3n })).toEqual([]);
  });

  test('a stream that is not there is not found', async () => {
    await expect(idsOf('s-9')).rejects.toMatchObject({ type: ErrorType.STREAM_NOT_FOUND });
  });

  test('$all from a position: forwards with its event, backwards without, and only at an event', async () => {
    const { position } = await client.appendToStream('s-1', event(0));
    const types = async (fromPosition: Position, backwards = false): Promise<string[]> => {
      const found: string[] = [];
      const direction = backwards ? BACKWARDS : FORWARDS;
      for await (const { event } of client.readAll({ fromPosition, direction })) found.push(event!.type);
      return found;
    };
    expect(await types(position!)).toEqual(['Counted']);
    expect(await types(position!, true)).toEqual(['$User', '$User', '$update']);
    const between = { commit: position!.commit + 1n, prepare: position!.commit + 1n };
    await expect(types(between)).rejects.toMatchObject({
      message: expect.stringContaining('invalid position') as string,
    });
  });
});

describe('subscriptions to $all', () => {
  interface Seen {
    readonly events: string[];
    readonly checkpoints: bigint[];
    caughtUp: number;
    error?: unknown;
    ended: boolean;
  }

  function subscribe(fromPosition: Position | typeof START | typeof END = START, checkpointInterval = 1): Seen {
    const seen: Seen = { events: [], checkpoints: [], caughtUp: 0, ended: false };
    const checkpointReached = (_: unknown, position: Position): void => void seen.checkpoints.push(position.commit);
    const filter = streamNameFilter({ prefixes: ['s-'], maxSearchWindow: 2, checkpointInterval, checkpointReached });
    client
      .subscribeToAll({ fromPosition, filter })
      .on('data', ({ event }) => seen.events.push(event!.id))
      .on('caughtUp', () => seen.caughtUp++)
      .on('error', (error) => (seen.error = error))
      .on('end', () => (seen.ended = true));
    return seen;
  }

  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  test('deliver what is there, say that they have caught up, deliver what comes', async () => {
    await client.appendToStream('s-1', events('a', 'b'));
    const seen = subscribe();
    await until(() => seen.caughtUp === 1);
    expect(seen.events).toEqual(['a', 'b']);
    await client.appendToStream('s-1', events('c'));
    await until(() => seen.events.length === 3);
  });

  test('start behind the position that they are given', async () => {
    const { position } = await client.appendToStream('s-1', events('a'));
    await client.appendToStream('s-1', events('b'));
    const seen = subscribe(position);
    await until(() => seen.caughtUp === 1);
    expect(seen.events).toEqual(['b']);
  });

  test('tell how far they have looked where nothing matches', async () => {
    const seen = subscribe();
    await until(() => seen.caughtUp === 1);
    const before = seen.checkpoints.length;
    for (let n = 0; n < 4; n++) standIn.log.writeSystemEvent();
    await until(() => seen.checkpoints.length >= before + 2);
    expect(seen.checkpoints.at(-1)).toBeGreaterThan(standIn.log.records.at(-3)!.position);
    expect(seen.events).toEqual([]);
  });

  test('of 24.10.0 can tell a position that no log has', async () => {
    standIn.stop();
    standIn = await startStandIn({ version: '24.10.0' });
    client = EventStoreDBClient.connectionString(standIn.url);
    const seen = subscribe(START, 10);
    await until(() => seen.caughtUp === 1);
    expect(seen.checkpoints).toEqual([2n ** 64n - 1n]);
  });

  test.each([
    ['unavailable', ErrorType.UNAVAILABLE],
    ['cancelled', ErrorType.CANCELLED],
    ['too slow', ErrorType.TIMEOUT],
  ] as const)('that are cut as %s fail with %s', async (cut, type) => {
    const seen = subscribe();
    await until(() => seen.caughtUp === 1);
    standIn.cutSubscriptions(cut);
    await until(() => seen.error !== undefined);
    expect(seen.error).toMatchObject({ type });
  });

  test('can end without a word', async () => {
    const seen = subscribe();
    await until(() => seen.caughtUp === 1);
    standIn.cutSubscriptions('ended without a word');
    await until(() => seen.ended);
    expect(seen.error).toBeUndefined();
  });
});

test('a restart keeps the log and cuts every connection', async () => {
  await client.appendToStream('s-1', events('a'), { credentials });
  await standIn.restart();
  const again = EventStoreDBClient.connectionString(standIn.url);
  expect(await again.readStream('s-1').toArray()).toHaveLength(1);
  await again.dispose();
});

test('gossip leads a client to the leader', async () => {
  const discovering = EventStoreDBClient.connectionString(`esdb+discover://127.0.0.1:${standIn.port}?tls=false`);
  expect(await discovering.appendToStream('s-1', event(1), { credentials })).toMatchObject({ success: true });
  expect(standIn.calls.gossip).toBe(1);
  await discovering.dispose();
});
