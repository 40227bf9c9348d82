import { renameSync } from 'node:fs';
import { UUID } from '@eventstore/db-client/generated/shared_pb';
import Database from 'better-sqlite3';
import { noStream, type EventStoreDbOptions, type LogStanding } from '@jointly/event-store';
import { deliveredAfter, exampleAppend, sesame } from '../contract/example-events';
import { copyPath } from './copies';
import { Nodes, until, type Log } from './nodes';
import { startStandIn, type StandIn } from './stand-in/stand-in';

jest.setTimeout(30_000);

let standIn: StandIn;
let nodes: Nodes;
let mended: string[];
beforeEach(async () => {
  standIn = await startStandIn();
  nodes = new Nodes();
  mended = [];
});
afterEach(async () => {
  await nodes.discard();
  standIn.stop();
});

const open = (options?: Partial<EventStoreDbOptions>): Promise<Log> =>
  nodes.open(standIn, { onMended: (what) => mended.push(what), ...options });

const stateOf = (log: Log): LogStanding['state'] => log.standing().state;

describe('how a copy stands', () => {
  test('it catches up, then follows', async () => {
    const seen: LogStanding['state'][] = [];
    const log = await open({ onStanding: ({ state }) => seen.push(state) });
    await until(() => stateOf(log) === 'following');
    expect(seen[0]).toBe('catching-up');
    expect(log.standing()).toMatchObject({ fruitless: 0 });
    expect(log.standing().error).toBeUndefined();
  });

  test('held up, it says by what and how often it has tried, and calls nothing mended before it gets further', async () => {
    const log = await open();
    await until(() => stateOf(log) === 'following');
    standIn.faults.onSubscribe('refuse', 4);
    standIn.cutSubscriptions('unavailable');
    await until(() => log.standing().fruitless === 4);
    expect(log.standing()).toMatchObject({ state: 'reconnecting', error: expect.stringMatching(/\w/) as string });
    expect(mended).toEqual([]);
    await until(() => stateOf(log) === 'following');
    expect(mended).toHaveLength(1);
    expect(log.standing()).toMatchObject({ fruitless: 0 });
  });

  test('it stops at an event that somebody else wrote to a stream of ours, and names it', async () => {
    const log = await open();
    await until(() => stateOf(log) === 'following');
    const [contentType, metadata] = ['application/json', new Uint8Array()];
    standIn.log.append(sesame, 'no_stream', [
      { id: 'a', type: 'T', contentType, data: Buffer.from('{"half'), metadata },
    ]);
    await until(() => stateOf(log) === 'stopped');
    expect(log.standing().error).toMatch(/Event 0 of bulkPurchase-kaffa\.sesame is not one of this log/);
    expect(mended).toEqual([]);
  });

  test('it stops where its file refuses an event for good, and says where to look', async () => {
    const directory = nodes.newDirectory();
    const log = await open({ directory });
    await until(() => stateOf(log) === 'following');
    const db = new Database(copyPath(directory));
    db.exec("CREATE TRIGGER broken BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'no more'); END");
    db.close();
    await log.append(exampleAppend(sesame));
    await until(() => stateOf(log) === 'stopped');
    expect(log.standing().error).toMatch(/can't be written: no more.*log-copy/);
  });

  test('it stops where the server comes back with another log than it went away with', async () => {
    const log = await open();
    await log.append(exampleAppend(sesame, noStream, 2));
    await deliveredAfter(log);
    standIn.log.restoreTo(standIn.log.records.length - 2);
    await standIn.restart();
    await until(() => stateOf(log) === 'stopped');
    expect(log.standing().error).toMatch(/is damaged.*delete log-copy\//);
    expect(mended).toEqual([]);
  });

  test('it does not follow while its client is dead, and does again with the next one', async () => {
    const log = await open();
    await until(() => stateOf(log) === 'following');
    standIn.faults.onAppend('not leader, unexplained');
    await log.append(exampleAppend(sesame));
    await until(() => mended.some((what) => what.includes('client died')));
    await until(() => stateOf(log) === 'following');
    expect((await deliveredAfter(log)).events).toHaveLength(1);
  });

  test('it is held up where the next client can’t open it, says why, and follows when that one can', async () => {
    const directory = nodes.newDirectory();
    const log = await open({ directory });
    await until(() => stateOf(log) === 'following');
    renameSync(directory, `${directory}-away`);
    standIn.faults.onAppend('not leader, unexplained');
    await log.append(exampleAppend(sesame));
    await until(() => log.standing().fruitless >= 3);
    expect(log.standing()).toMatchObject({
      state: 'reconnecting',
      error: expect.stringMatching(/does not exist/) as string,
    });
    expect(mended).toEqual([]);
    renameSync(`${directory}-away`, directory);
    await until(() => stateOf(log) === 'following');
    expect(mended).toHaveLength(1);
  });

  test('it counts the clients that die one after the other, and calls nothing mended before one of them gets further', async () => {
    const other = await startStandIn({ log: standIn.log });
    const both = [standIn, other];
    const url = `esdb://${both.map(({ port }) => `127.0.0.1:${port}`).join(',')}?tls=false`;
    const log = await nodes.open(standIn, { url, onMended: (what) => mended.push(what) });
    await until(() => stateOf(log) === 'following');
    const good = standIn.instanceId;
    const deadly = new UUID.Structured().setMostSignificantBits('-1').setLeastSignificantBits('-1');
    for (const node of both) node.instanceId = new UUID().setStructured(deadly);
    await Promise.all(both.map((node) => node.restart()));
    await until(() => log.standing().fruitless >= 5);
    expect(log.standing()).toMatchObject({
      state: 'reconnecting',
      error: expect.stringMatching(/client died/) as string,
    });
    expect(mended).toEqual([]);
    for (const node of both) node.instanceId = good;
    await until(() => stateOf(log) === 'following');
    expect(mended).toEqual([expect.stringMatching(/client died/)]);
    other.stop();
  });
});
