import { exampleAppend, sesame } from '../contract/example-events';
import { Nodes } from './nodes';
import { startStandIn, type StandIn } from './stand-in/stand-in';

jest.setTimeout(60_000);

const patient = { callTimeout: 5_000, patience: 30_000 };

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

describe('the end of our part of a log that others write to too', () => {
  test('is found behind far more events of others than one read gives, in a few reads', async () => {
    const first = await nodes.open(standIn, patient);
    const { position } = await first.append(exampleAppend(sesame));
    await first.close();
    standIn.log.writeSystemEvents(40_000);
    const before = standIn.calls.read;
    const log = await nodes.open(standIn, { ...patient, quiet: 60_000 });
    expect(await log.head()).toBe(position);
    expect(standIn.calls.read - before).toBeLessThan(250);
  });

  test('is not looked for again where it was looked for before', async () => {
    const log = await nodes.open(standIn, { ...patient, quiet: 60_000 });
    const { position } = await log.append(exampleAppend(sesame));
    standIn.log.writeSystemEvents(5_000);
    await log.head();
    const before = standIn.calls.read;
    expect(await log.head()).toBe(position);
    expect(standIn.calls.read - before).toBe(1);
  });

  test('is looked for once for all who ask while somebody else’s search runs, and is never older than the question', async () => {
    const log = await nodes.open(standIn, { ...patient, quiet: 60_000 });
    standIn.faults.delay = 50;
    const before = standIn.calls.read;
    const early = log.head();
    const { position } = await log.append(exampleAppend(sesame));
    const heads = await Promise.all(Array.from({ length: 10 }, () => log.head()));
    expect(heads).toEqual(heads.map(() => position));
    await early;
    expect(standIn.calls.read - before).toBeLessThanOrEqual(3);
  });
});
