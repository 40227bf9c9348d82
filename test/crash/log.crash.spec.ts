import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AssociationId, StreamId } from '@jointly/kernel';
import { noStream, openSqliteFeed } from '@jointly/event-store';
import { allOf, exampleAppend, kaffa, purchase, sidama } from '../contract/example-events';
import { RemoteStore } from './remote-store';
import { verifyLog } from './verify-log';

const rounds = Number(process.env.JOINTLY_SOAK_ROUNDS ?? 6);
const writers = 16;

let directory: string;
beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), 'jointly-crash-'))));
afterAll(() => rm(directory, { recursive: true }));

/** Appends to one stream until the process is killed; returns how many events of it were acknowledged. */
async function appendUntilKilled(store: RemoteStore, stream: StreamId, from: number): Promise<number> {
  for (let revision = from; ;) {
    const outcome = await store.append(exampleAppend(stream, revision, 1 + ((revision + 1) % 3)));
    if ('fault' in outcome) {
      expect(outcome.fault).toBe('Killed');
      return revision + 1;
    }
    revision = outcome.revision;
  }
}

async function idsOf(association: AssociationId): Promise<Map<StreamId, string[]>> {
  const feed = openSqliteFeed(directory);
  const events = await allOf(feed.readAssociation(association));
  await feed.close();
  const ids = new Map<StreamId, string[]>();
  for (const { stream, eventId } of events) ids.set(stream, [...(ids.get(stream) ?? []), eventId]);
  return ids;
}

const streams = Array.from({ length: writers }, (_, index) => purchase(`p${index}`, index % 2 ? kaffa : sidama));

test(
  `after kill -9, ${rounds} times, every acknowledged append is there, without gaps and with the right tree`,
  async () => {
    let lengths = streams.map(() => 0);
    for (let round = 0; round < rounds; round++) {
      const store = await RemoteStore.open(directory);
      const writing = streams.map((stream, index) => appendUntilKilled(store, stream, lengths[index]! - 1));
      await pause(30 + Math.random() * 300);
      await store.kill();
      const acknowledged = await Promise.all(writing);

      verifyLog(directory);
      const kept = new Map([...(await idsOf(kaffa)), ...(await idsOf(sidama))]);
      lengths = streams.map((stream) => kept.get(stream)?.length ?? 0);
      for (const [index, stream] of streams.entries()) {
        expect(lengths[index]).toBeGreaterThanOrEqual(acknowledged[index]!);
        const written = exampleAppend(stream, noStream, lengths[index]).events.map(({ eventId }) => eventId);
        expect(kept.get(stream) ?? []).toEqual(written);
      }
    }
    expect(Math.min(...lengths)).toBeGreaterThan(0);
  },
  60_000 + rounds * 5_000,
);
