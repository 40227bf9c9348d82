import { getEventListeners } from 'node:events';
import type { FeedBatch, Position, SequencedEvent } from './port';
import { Bell, follow, type Source } from './follow';

/** A log that is only as long as we say: what follows it looks at positions alone. */
class Growing {
  length = 0n;
  reads = 0;

  read = (after: Position, limit: number): FeedBatch => {
    this.reads++;
    const through = after + BigInt(limit) < this.length ? after + BigInt(limit) : this.length;
    const count = Number(through - after);
    return {
      events: Array<SequencedEvent>(count).fill({} as SequencedEvent),
      through,
      caughtUp: through === this.length,
    };
  };
}

const start = (log: Growing, more: Partial<Source> = {}) => {
  const stop = new AbortController();
  const bell = new Bell();
  const source = { read: log.read, bell, ...more };
  return { stop, bell, batches: follow(source, { after: 0n, signal: stop.signal, batchSize: 2 }) };
};

const through = async (batches: AsyncGenerator<FeedBatch>): Promise<Position | undefined> =>
  ((await batches.next()).value as FeedBatch | undefined)?.through;

test('whoever waits at the head is woken by the bell, and by nothing else', async () => {
  const log = new Growing();
  const { bell, batches, stop } = start(log);
  expect(await through(batches)).toBe(0n);
  const next = through(batches);
  log.length = 3n;
  await new Promise(setImmediate);
  expect(log.reads).toBe(2);
  bell.ring();
  expect(await next).toBe(2n);
  expect(await through(batches)).toBe(3n);
  stop.abort();
  expect(await through(batches)).toBeUndefined();
});

test('a ring that got lost costs no more than the patience', async () => {
  const log = new Growing();
  const { batches, stop } = start(log, { patience: 5 });
  expect(await through(batches)).toBe(0n);
  const next = through(batches);
  log.length = 1n;
  // The timer does not keep a process alive by itself; this does.
  const alive = setInterval(() => undefined, 1_000);
  expect(await next).toBe(1n);
  clearInterval(alive);
  stop.abort();
});

test('waiting a hundred times leaves no listener behind', async () => {
  const log = new Growing();
  const { bell, batches, stop } = start(log);
  await through(batches);
  for (let round = 1; round <= 100; round++) {
    const next = through(batches);
    log.length++;
    bell.ring();
    await next;
  }
  expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
});
