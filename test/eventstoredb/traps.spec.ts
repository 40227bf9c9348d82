import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leafBody, type StoredEvent } from '@jointly/kernel';
import {
  ClockMismatch,
  ForeignEvent,
  InvalidEventStoreUrl,
  LogLocked,
  LogRefused,
  LogUnreachable,
  NotACopy,
  noStream,
  openEventStoreDb,
  openSqliteEventStore,
  openSqliteFeed,
  OutcomeUnknown,
  RevisionConflict,
  type Append,
  type EventStoreDbOptions,
} from '@jointly/event-store';
import { allOf, deliveredAfter, exampleAppend, exampleEvent, kaffa, linseed, sesame } from '../contract/example-events';
import { checkpointIn, treeIn } from './copies';
import { startStandIn, type StandIn } from './stand-in/stand-in';

jest.setTimeout(30_000);

type Log = Awaited<ReturnType<typeof openEventStoreDb>>;

let standIn: StandIn;
let opened: Log[] = [];
let directories: string[] = [];

beforeEach(async () => void (standIn = await startStandIn()));
afterEach(async () => {
  await Promise.all(opened.map((log) => log.close()));
  standIn.stop();
  for (const directory of directories) rmSync(directory, { recursive: true });
  [opened, directories] = [[], []];
});

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'jointly-traps-'));
  directories.push(directory);
  return directory;
}

async function open(options: Partial<EventStoreDbOptions> = {}): Promise<Log> {
  const times = { callTimeout: 300, patience: 1_500, quiet: 150 };
  const directory = options.directory ?? newDirectory();
  const log = await openEventStoreDb({ url: standIn.url, clock: 'controlled', ...times, ...options, directory });
  opened.push(log);
  return log;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The same command as another node decided it: the same ids, another salt. */
const decidedElsewhere = ({ events, ...append }: Append): Append => ({
  ...append,
  events: events.map((event) => ({ ...event, metadata: { ...event.metadata, salt: 'BBBBBBBBBBBBBBBBBBBBBB' } })),
});

describe('what has happened, where the answer does not tell', () => {
  test('an append whose answer got lost is found by reading, and told as a repeat', async () => {
    const log = await open();
    standIn.faults.onAppend('drop the answer');
    const result = await log.append(exampleAppend(sesame, noStream, 2));
    expect(result).toEqual({ revision: 1, position: await log.head(), duplicate: true });
  });

  test('a lost answer behind which others went on is no conflict', async () => {
    const [log, other] = [await open(), await open()];
    standIn.faults.onAppend('stall after commit');
    const stalled = log.append(exampleAppend(sesame, noStream, 2));
    await until(() => standIn.log.streams.has(sesame));
    await other.append(exampleAppend(sesame, 1, 1));
    expect(await stalled).toMatchObject({ revision: 1 });
  });

  test('no answer, and somebody else in that place, is a conflict', async () => {
    const [log, other] = [await open(), await open()];
    standIn.faults.onAppend('stall');
    const late = expect(log.append(exampleAppend(sesame, noStream, 1, 'late'))).rejects.toThrow(RevisionConflict);
    await until(() => standIn.faults.pending === 0);
    await other.append(exampleAppend(sesame, noStream, 1, 'first'));
    await late;
  });

  test('where no answer comes at all, the outcome is unknown, in time and by name', async () => {
    const log = await open();
    standIn.faults.onAppend('stall', 50);
    await expect(log.append(exampleAppend(sesame))).rejects.toThrow(OutcomeUnknown);
  });

  test('a node that decided the same command too is told so, and the log keeps the bytes of the first', async () => {
    const [log, other] = [await open(), await open()];
    const append = exampleAppend(sesame, noStream, 2);
    await log.append(append);
    expect(await other.append(decidedElsewhere(append))).toMatchObject({ revision: 1, duplicate: true });
    expect(await allOf(other.readStream(sesame))).toEqual(append.events);
  });

  test('an append that the server remembers after a restart and later events is told as a repeat', async () => {
    const log = await open();
    const append = exampleAppend(sesame, noStream, 2);
    const first = await log.append(append);
    await log.append(exampleAppend(sesame, 1, 1));
    await standIn.restart();
    expect(await log.append(append)).toEqual({ ...first, duplicate: true });
  });
});

describe('a silent server', () => {
  test('ends a read in time', async () => {
    const log = await open();
    standIn.faults.onRead('stall', 50);
    await expect(allOf(log.readStream(sesame))).rejects.toThrow(LogUnreachable);
  });

  test('ends an attempt to open the log in time', async () => {
    standIn.faults.onRead('stall', 50);
    await expect(open()).rejects.toThrow(LogUnreachable);
  });

  test('and one that is not there ends it too', async () => {
    const { url } = standIn;
    standIn.stop();
    await expect(open({ url })).rejects.toThrow(LogUnreachable);
    await standIn.start();
  });
});

describe('who may', () => {
  test('a server with TLS is asked with credentials, and says no to wrong ones for good', async () => {
    const directory = newDirectory();
    const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'certificate.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const files = ['-keyout', key, '-out', certificate];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    execFileSync('openssl', ['req', '-x509', ...kind, ...files, ...subject], { stdio: 'ignore' });
    const tls = { certificate: readFileSync(certificate), key: readFileSync(key) };
    const secure = await startStandIn({ tls, login: 'jointly:p@ss:w/rd' });
    const url = (password: string): string =>
      `esdb://jointly:${encodeURIComponent(password)}@localhost:${secure.port}?tlsCAFile=${certificate}`;

    const log = await open({ url: url('p@ss:w/rd') });
    expect(await log.append(exampleAppend(sesame))).toMatchObject({ revision: 0 });
    expect((await deliveredAfter(log)).events).toHaveLength(1);

    const wrong = await open({ url: url('wrong') }).catch((fault: Error) => fault);
    expect(wrong).toBeInstanceOf(LogRefused);
    expect((wrong as Error).message).not.toContain('wrong');
    secure.stop();
  });

  test('a connection string that the client would misread is refused before anybody is asked', async () => {
    const opening = open({ url: `esdb://admin:p@ss@127.0.0.1:${standIn.port}` });
    await expect(opening).rejects.toThrow(InvalidEventStoreUrl);
    expect(standIn.calls.read).toBe(0);
  });
});

describe('the identity of a log', () => {
  test('is made once, and every node finds it', async () => {
    const [one, other] = await Promise.all([open(), open()]);
    expect(other.identity).toEqual(one.identity);
    expect(standIn.log.streams.get('log-identity')).toHaveLength(1);
  });

  test('holds the kind of clock', async () => {
    await open();
    await expect(open({ clock: 'wall' })).rejects.toThrow(ClockMismatch);
  });

  test('counts how often it was restored', async () => {
    await open();
    const event = { contentType: 'application/json', data: Buffer.from('{}'), metadata: new Uint8Array() };
    standIn.log.append('log-identity', 0, [{ ...event, id: 'a', type: 'LogRestored' }]);
    expect((await open()).identity.restoreEpoch).toBe(1);
  });
});

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
    const directory = newDirectory();
    const log = await open({ directory });
    await deliveredAfter(log);
    standIn.cutSubscriptions('unavailable');
    await log.append(exampleAppend(sesame, noStream, 2));
    expect((await deliveredAfter(log)).events).toHaveLength(2);
    await log.close();
    expect(checkpointIn(directory)).toBeLessThan(2n ** 63n);
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

describe('strangers', () => {
  test("streams that can't be ours are passed over", async () => {
    const log = await open();
    const event = {
      id: 'a',
      type: 'T',
      contentType: 'application/json',
      data: Buffer.from('{}'),
      metadata: new Uint8Array(),
    };
    standIn.log.append('orders-17', 'any', [event]);
    await log.append(exampleAppend(sesame));
    expect((await deliveredAfter(log)).events).toHaveLength(1);
    expect(await log.head()).toBe((await deliveredAfter(log)).events[0]!.position);
  });

  test('an event that somebody else wrote to a stream of ours stops the reader, and says where it stands', async () => {
    const log = await open();
    const event = {
      id: 'a',
      type: 'T',
      contentType: 'application/json',
      data: Buffer.from('{"half'),
      metadata: new Uint8Array(),
    };
    standIn.log.append(sesame, 'no_stream', [event]);
    const reading = allOf(log.readStream(sesame));
    await expect(reading).rejects.toThrow(/bulkPurchase-kaffa\.sesame/);
    await expect(reading).rejects.toThrow(LogRefused);
    expect(new ForeignEvent(sesame, 0n, 'so').message).toContain('a database of its own');
  });
});

test('two logs on one server do not see each other', async () => {
  const [one, other] = [await open({ namespace: 'one.' }), await open({ namespace: 'other.' })];
  expect(one.identity.logId).not.toBe(other.identity.logId);
  await one.append(exampleAppend(sesame, noStream, 2));
  expect(await other.append(exampleAppend(sesame))).toMatchObject({ revision: 0, duplicate: false });
  expect((await deliveredAfter(one)).events).toHaveLength(2);
  expect((await deliveredAfter(other)).events.map(({ sequence }) => sequence)).toEqual([1]);
});

test('closing waits for what is being written', async () => {
  const log = await open();
  standIn.faults.delay = 100;
  const appends = [sesame, linseed].map((stream) => log.append(exampleAppend(stream)));
  await log.close();
  await expect(Promise.all(appends)).resolves.toHaveLength(2);
});

test('an event that comes back holds what it held', async () => {
  const log = await open();
  const note = '\u{1F33E} ቡና "\\"  line\u2028end';
  const event: StoredEvent = { ...exampleEvent(sesame, 0), data: { note, '': [null, { deep: [-1, 0] }], __proto_: 1 } };
  await log.append({ stream: sesame, expected: noStream, events: [event] });
  expect((await allOf(log.readStream(sesame))).map(leafBody)).toEqual([leafBody(event)]);
});
