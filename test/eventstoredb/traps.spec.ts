import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { leafBody, type StoredEvent } from '@jointly/kernel';
import {
  ClockMismatch,
  ForeignEvent,
  InvalidEventStoreUrl,
  LogRefused,
  LogUnreachable,
  noStream,
  OutcomeUnknown,
  Overloaded,
  RevisionConflict,
  type Append,
  type EventStoreDbOptions,
} from '@jointly/event-store';
import {
  allOf,
  deliveredAfter,
  exampleAppend,
  exampleEvent,
  linseed,
  purchase,
  sesame,
} from '../contract/example-events';
import { Nodes, until, type Log } from './nodes';
import { startStandIn, type StandIn } from './stand-in/stand-in';

jest.setTimeout(30_000);

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

const open = (options?: Partial<EventStoreDbOptions>): Promise<Log> => nodes.open(standIn, options);
const newDirectory = (): string => nodes.newDirectory();

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
    const reading = allOf(log.readStream(sesame));
    await expect(reading).rejects.toThrow(LogUnreachable);
    const cause = { message: expect.stringContaining('nothing came within 2000 ms') as string };
    await expect(reading).rejects.toMatchObject({ cause });
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

  test('a client that can never be started fails the opening with its reason, and hangs nobody', async () => {
    const url = `esdb://jointly:secret@localhost:${standIn.port}?tlsCAFile=/nowhere/ca.pem`;
    const opening = open({ url, callTimeout: 300, patience: 600 });
    const fault = (await opening.catch((error: unknown) => error)) as Error;
    expect(String(fault.cause)).toMatch(/certificate file/);
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

  test('begins an epoch that it never had each time it is told of a restore, also of one backup twice', async () => {
    await open();
    const epochs = new Set<number>();
    for (let times = 0; times < 3; times++) {
      const log = await open({ clock: undefined, restored: true, patience: 10_000 });
      epochs.add(log.identity.restoreEpoch);
      await log.close();
      expect((await open({ patience: 10_000 })).identity).toEqual(log.identity);
      // The backup knows nothing of it.
      standIn.log.streams.get('log-identity')!.splice(1);
      await until(() => Date.now() > log.identity.restoreEpoch);
    }
    expect(epochs.size).toBe(3);
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

test('what does not fit into the queue is refused with a time to come back, and the rest is written', async () => {
  const log = await open({ queueLimit: 3 });
  const many = Array.from({ length: 5 }, (_, id) => log.append(exampleAppend(purchase(`p${id}`))));
  const outcomes = await Promise.allSettled(many);
  expect(outcomes.map(({ status }) => status)).toEqual([...Array(3).fill('fulfilled'), ...Array(2).fill('rejected')]);
  expect((outcomes[4] as PromiseRejectedResult).reason).toBeInstanceOf(Overloaded);
  expect(await log.append(exampleAppend(purchase('p4')))).toMatchObject({ revision: 0 });
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
