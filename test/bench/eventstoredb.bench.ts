import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { EventStoreDBClient, jsonEvent, type EventStoreDBClient as Client } from '@eventstore/db-client';
import { noStream, openEventStoreDb, type Append } from '@jointly/event-store';
import type { StreamId } from '@jointly/kernel';
import { v5 as uuid } from 'uuid';
import { exampleEvent } from '../contract/example-events';
import { interleaved, perSecond, type Bench, type Figure } from './figures';

const writers = 64;
const perWriter = 40;
const batch = 32;
const rounds = 5;
const namespace = '6b5f0f1e-4c64-5d0b-9a3e-6f8d2f0c7a11';

let round = 0;
const streamOf = (writer: number): StreamId => `bulkPurchase-kaffa.bench${round}_${writer}` as StreamId;

const append = (stream: StreamId, expected: number, count: number): Append => ({
  stream,
  expected,
  events: Array.from({ length: count }, (_, index) => exampleEvent(stream, expected + 1 + index)),
});

/** Each writer sends its next append once the last was answered. */
async function chains(send: (stream: StreamId, expected: number) => Promise<unknown>, count: number): Promise<number> {
  round++;
  const writer = async (stream: StreamId): Promise<void> => {
    for (let turn = 0; turn < perWriter; turn++) await send(stream, turn * count - 1);
  };
  await Promise.all(Array.from({ length: writers }, (_, index) => writer(streamOf(index))));
  return writers * perWriter * count;
}

/** The same events through nothing but the client, the way its documentation shows. */
function bareAppend(client: Client, count: number) {
  return (stream: StreamId, expected: number): Promise<unknown> => {
    const events = append(stream, expected, count).events.map(({ eventId, type, data, metadata }) =>
      jsonEvent({ id: uuid(eventId, namespace), type, data, metadata: { ...metadata } }),
    );
    const expectedRevision = expected === noStream ? ('no_stream' as const) : BigInt(expected);
    return client.appendToStream(stream, events, { expectedRevision });
  };
}

/** The stand-in, in a process of its own: what is compared does not share its thread. */
async function startStandIn(): Promise<{ url: string; stop(): void }> {
  const child = fork(join(__dirname, 'servers/eventstoredb-stand-in.js'));
  const [url] = (await once(child, 'message')) as [string];
  return { url, stop: () => void child.kill() };
}

export const bench: Bench = {
  async run(): Promise<readonly Figure[]> {
    const standIn = await startStandIn();
    const directory = mkdtempSync(join(tmpdir(), 'jointly-bench-'));
    const log = await openEventStoreDb({ url: standIn.url, directory, clock: 'controlled' });
    const client = EventStoreDBClient.connectionString(standIn.url);
    const figure = async (name: string, count: number, note: string): Promise<Figure> => ({
      name,
      unit: 'events',
      note,
      ...(await interleaved(
        rounds,
        () => perSecond(() => chains((stream, expected) => log.append(append(stream, expected, count)), count)),
        () => perSecond(() => chains(bareAppend(client, count), count)),
      )),
    });
    const figures = [
      await figure(`EventStoreDB stand-in, ${writers} writers`, 1, 'the copy of the log is written meanwhile'),
      await figure(`EventStoreDB stand-in, ${writers} writers, ${batch} events at once`, batch, 'as a hot stream does'),
    ];
    await log.close();
    await client.dispose();
    standIn.stop();
    rmSync(directory, { recursive: true });
    return figures;
  },
};
