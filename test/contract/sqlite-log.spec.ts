import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { BroadcastChannel, Worker } from 'node:worker_threads';
import {
  ClockMismatch,
  LogLocked,
  LogMissing,
  LogStopped,
  noStream,
  openSqliteEventStore,
  openSqliteFeed,
  OutcomeUnknown,
  Overloaded,
  UnknownLogFormat,
  type EventStore,
} from '@jointly/event-store';
import Database from 'better-sqlite3';
import { allOf, exampleAppend, exampleEvent, purchase, sesame } from './example-events';

const built = resolve(__dirname, '../../dist/libs/event-store/src/index.js');

let directory: string;
let open: EventStore[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jointly-log-'));
  open = [];
});

afterEach(async () => {
  for (const store of open) await store.close();
  await rm(directory, { recursive: true });
});

async function openStore(options: { clock?: 'wall' | 'controlled'; queueLimit?: number } = {}): Promise<EventStore> {
  const store = await openSqliteEventStore({ directory, clock: 'controlled', ...options });
  open.push(store);
  return store;
}

function change(sql: string): void {
  const db = new Database(join(directory, 'log.db'));
  db.exec(sql);
  db.close();
}

describe('one writer', () => {
  test('a log that is open is not opened a second time', async () => {
    await openStore();
    await expect(openStore()).rejects.toThrow(LogLocked);
    await expect(openStore()).rejects.toThrow(directory);
  });

  test('another process is kept out as long as the log is open, and let in afterwards', async () => {
    const script = `require(process.argv[1]).openSqliteEventStore({ directory: process.argv[2], clock: 'controlled' })
      .then((store) => store.close(), (fault) => console.log(fault.name))`;
    const elsewhere = async (): Promise<string> =>
      (await promisify(execFile)(process.execPath, ['-e', script, built, directory])).stdout.trim();
    const store = await openStore();
    expect(await elsewhere()).toBe('LogLocked');
    await store.close();
    expect(await elsewhere()).toBe('');
  });

  test('a failed opening leaves no lock', async () => {
    await (await openStore({ clock: 'wall' })).close();
    await expect(openStore({ clock: 'controlled' })).rejects.toThrow(ClockMismatch);
    await (await openStore({ clock: 'wall' })).close();
  });
});

describe('what a log is', () => {
  test('a log keeps the kind of clock that it was made with', async () => {
    const made = await openStore({ clock: 'controlled' });
    await made.close();
    await expect(openStore({ clock: 'wall' })).rejects.toThrow(/keeps controlled time/);
    expect((await openStore()).identity).toEqual(made.identity);
  });

  test('two logs are told apart', async () => {
    const other = await mkdtemp(join(tmpdir(), 'jointly-log-'));
    const second = await openSqliteEventStore({ directory: other, clock: 'controlled' });
    expect((await openStore()).identity.logId).not.toBe(second.identity.logId);
    await second.close();
    await rm(other, { recursive: true });
  });

  test('a log in a form of the future is refused by store and feed', async () => {
    await (await openStore()).close();
    change('PRAGMA user_version = 2');
    await expect(openStore()).rejects.toThrow(UnknownLogFormat);
    expect(() => openSqliteFeed(directory)).toThrow(UnknownLogFormat);
  });

  test('where no log is, a feed makes none', () => {
    expect(() => openSqliteFeed(directory)).toThrow(LogMissing);
  });
});

describe('under load', () => {
  test('what does not fit into the queue is refused with a time to come back, and the rest is written', async () => {
    const store = await openStore({ queueLimit: 4 });
    const many = Array.from({ length: 10 }, (_, index) => store.append(exampleAppend(purchase(`p${index}`))));
    const outcomes = await Promise.allSettled(many);
    expect(outcomes.map(({ status }) => status)).toEqual([...Array(4).fill('fulfilled'), ...Array(6).fill('rejected')]);
    const refused = (outcomes[9] as PromiseRejectedResult).reason as Overloaded;
    expect(refused).toBeInstanceOf(Overloaded);
    expect(refused.retryAfterMs).toBeGreaterThan(0);
    expect(await store.head()).toBe(4n);
    expect(await store.append(exampleAppend(purchase('p9')))).toMatchObject({ revision: 0, duplicate: false });
  });

  test('the queue is bounded in bytes too', async () => {
    const store = await openStore();
    const note = 'x'.repeat(200 * 1024);
    const large = (id: number): Promise<unknown> => {
      const stream = purchase(`p${id}`);
      const events = [0, 1, 2, 3].map((revision) => exampleEvent(stream, revision, 'first', note));
      return store.append({ stream, expected: noStream, events });
    };
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, (_, id) => large(id)));
    const written = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(written).toBe(Math.ceil((64 * 1024) / 801));
    expect(await store.head()).toBe(BigInt(written * 4));
  });

  test('closing waits for what is being written', async () => {
    const store = await openStore();
    const appends = Array.from({ length: 50 }, (_, index) => store.append(exampleAppend(purchase(`p${index}`))));
    await store.close();
    await expect(Promise.all(appends)).resolves.toHaveLength(50);
  });
});

describe('when the writer fails', () => {
  test('what waits has an unknown outcome, and the log takes nothing more until it is opened again', async () => {
    const store = await openStore();
    await store.append(exampleAppend(sesame));
    change('ALTER TABLE events RENAME TO moved');
    const lost = await Promise.allSettled([
      store.append(exampleAppend(sesame, 0)),
      store.append(exampleAppend(sesame, 1)),
    ]);
    for (const outcome of lost) expect((outcome as PromiseRejectedResult).reason).toBeInstanceOf(OutcomeUnknown);
    await expect(store.append(exampleAppend(sesame, 0))).rejects.toThrow(LogStopped);
    await expect(store.append(exampleAppend(sesame, 0))).rejects.toThrow('no such table');

    await store.close();
    change('ALTER TABLE moved RENAME TO events');
    const again = await openStore();
    expect(await again.append(exampleAppend(sesame, 0))).toMatchObject({ revision: 1, duplicate: false });
  });
});

test('a feed in another thread hears of a commit by itself', async () => {
  const store = await openStore();
  const script = `
    const { workerData, parentPort } = require('node:worker_threads');
    const feed = require(workerData.built).openSqliteFeed(workerData.directory);
    (async () => {
      for await (const batch of feed.subscribe({ after: 0n, signal: new AbortController().signal }))
        parentPort.postMessage(batch.events.map((event) => event.eventId));
    })();
    parentPort.on('message', () => {});`;
  const follower = new Worker(script, { eval: true, workerData: { built, directory } });
  expect(await once(follower, 'message')).toEqual([[]]);
  const heard = once(follower, 'message');
  await store.append(exampleAppend(sesame, noStream, 2));
  expect(await heard).toEqual([(await allOf(store.readStream(sesame))).map(({ eventId }) => eventId)]);
  await follower.terminate();
});

test('a commit is announced to all threads at once', async () => {
  const store = await openStore();
  const commits = new BroadcastChannel(`jointly-log-${store.identity.logId}`);
  const heard = new Promise((resolve) => (commits.onmessage = resolve));
  await store.append(exampleAppend(sesame));
  await heard;
  commits.close();
});
