import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noStream } from '@jointly/event-store';
import { exampleAppend, exampleEvent, kaffa, linseed, sesame } from '../contract/example-events';
import { FrozenNetwork } from './frozen-network';
import { Nodes, until } from './nodes';
import { RemoteNode } from './remote-node';
import { startStandIn, type StandIn } from './stand-in/stand-in';

jest.setTimeout(60_000);

let standIn: StandIn;
beforeEach(async () => {
  standIn = await startStandIn();
});
afterEach(() => standIn.stop());

describe('a network that takes connections and lets nothing through', () => {
  let network: FrozenNetwork;
  let directory: string;
  const times = { clock: 'controlled' as const, callTimeout: 1_500, patience: 4_000, quiet: 200 };
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'jointly-frozen-'));
    network = new FrozenNetwork(standIn);
    await network.open();
  });
  afterEach(async () => {
    network.close();
    await rm(directory, { recursive: true });
  });

  test('hangs no call and ends no process, and what was asked meanwhile is done once when it thaws', async () => {
    const node = await RemoteNode.open({ url: network.url, directory, ...times });
    await node.append(exampleAppend(sesame));
    network.freeze();
    await expect(node.append(exampleAppend(sesame, 0))).rejects.toThrow('OutcomeUnknown');
    await expect(node.stream(sesame)).rejects.toThrow('LogUnreachable');
    await expect(node.association(kaffa)).rejects.toThrow('LogUnreachable');
    expect(node.alive).toBe(true);
    expect(await node.standing()).toMatchObject({ state: 'reconnecting', error: expect.any(String) as string });
    network.thaw();
    expect(await node.append(exampleAppend(sesame, 0))).toMatchObject({ revision: 1 });
    expect((await node.association(kaffa)).map(({ revision }) => revision)).toEqual([0, 1]);
    await node.close();
  });

  test('ends an attempt to open the log in time', async () => {
    network.freeze();
    await expect(RemoteNode.open({ url: network.url, directory, ...times })).rejects.toThrow('LogUnreachable');
  });
});

describe('a node that is not the leader any more', () => {
  let nodes: Nodes;
  beforeEach(() => (nodes = new Nodes()));
  afterEach(() => nodes.discard());

  test('names the one that is, and commands and the feed go on there', async () => {
    const leader = await startStandIn({ log: standIn.log });
    const log = await nodes.open(standIn);
    await log.append(exampleAppend(sesame));
    standIn.faults.leaderIsNow = leader;
    expect(await log.append(exampleAppend(sesame, 0))).toMatchObject({ revision: 1 });
    expect(leader.calls.append).toBe(1);
    await log.append(exampleAppend(linseed, noStream, 2));
    expect(leader.calls.append).toBe(2);
    standIn.stop();
    await until(() => log.standing().state === 'following' && leader.subscriptions.size === 1);
    await log.append(exampleAppend(linseed, 1));
    const events = [];
    for await (const page of log.readAssociation(kaffa)) events.push(...page);
    expect(events).toHaveLength(5);
    leader.stop();
  });
});

test('a BigInt in an event is refused before it reaches the client, whose JSON would hang on it', async () => {
  const nodes = new Nodes();
  const log = await nodes.open(standIn);
  const event = exampleEvent(sesame, 0);
  const spoilt = [
    { ...event, data: { quantity: 5n } },
    { ...event, data: { deep: [{ quantity: 5n }] } },
    { ...event, metadata: { ...event.metadata, position: 5n } },
  ] as unknown as (typeof event)[];
  for (const events of spoilt.map((one) => [one]))
    await expect(log.append({ stream: sesame, expected: noStream, events })).rejects.toThrow(/bigint/i);
  expect(standIn.calls.append).toBe(1); // the log's identity
  expect(await log.append(exampleAppend(sesame))).toMatchObject({ revision: 0, duplicate: false });
  await nodes.discard();
});
