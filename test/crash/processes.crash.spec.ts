import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AssociationId } from '@jointly/kernel';
import { openSqliteFeed, type SequencedEvent } from '@jointly/event-store';
import { allOf } from '../contract/example-events';

const rounds = Number(process.env.JOINTLY_SOAK_ROUNDS ?? 6);

let directory: string;
beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), 'jointly-processes-crash-'))));
afterAll(() => rm(directory, { recursive: true }));

/** A market in a process of its own, selling already when this resolves; `settle` sells nothing and finishes what is left. */
async function market(round: string, ready: string): Promise<ChildProcess> {
  const child = fork(resolve(__dirname, 'market-process.cjs'), [directory, round]);
  const died = once(child, 'close').then(([code]) => Promise.reject(new Error(`The market ended by itself: ${code}.`)));
  const [message] = (await Promise.race([once(child, 'message'), died])) as [string];
  died.catch(() => undefined);
  expect(message).toBe(ready);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'close');
}

async function wholeLog(): Promise<SequencedEvent[]> {
  const feed = openSqliteFeed(directory);
  const events = await allOf(feed.readAssociation('village' as AssociationId));
  await feed.close();
  return events;
}

test(
  `after kill -9, ${rounds} times, every sale and every deadline has had its consequence, once`,
  async () => {
    for (let round = 0; round < rounds; round++) {
      const selling = await market(`${round}`, 'sold');
      await pause(20 + Math.random() * 250);
      await kill(selling);
    }
    await kill(await market('settle', 'settled'));

    const log = await wholeLog();
    const of = (type: string): SequencedEvent[] => log.filter((event) => event.type === type);
    const causes = [...of('Sold'), ...of('StallEnded')].map(({ eventId }) => eventId);
    expect(
      of('Credited')
        .map(({ metadata }) => metadata.causationId)
        .sort(),
    ).toEqual(causes.sort());
    expect(
      of('StallEnded')
        .map(({ stream }) => stream)
        .sort(),
    ).toEqual(
      of('StallOpened')
        .map(({ stream }) => stream)
        .sort(),
    );
    expect(of('Sold').length).toBeGreaterThanOrEqual(rounds * 3);
  },
  60_000 + rounds * 5_000,
);
