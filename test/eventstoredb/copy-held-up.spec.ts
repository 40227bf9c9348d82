import { allOf, deliveredAfter, exampleAppend, kaffa, linseed, sesame } from '../contract/example-events';
import { Nodes, until } from './nodes';
import { startStandIn, type StandIn } from './stand-in/stand-in';

jest.setTimeout(60_000);

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

describe('whoever reads a log from its copy', () => {
  test('is told why the copy has stopped, instead of waiting for it', async () => {
    const log = await nodes.open(standIn, { callTimeout: 3_000, patience: 20_000 });
    await log.append(exampleAppend(sesame));
    await deliveredAfter(log);
    standIn.log.append(sesame, 0, [
      { id: 'a', type: 'T', contentType: 'application/json', data: Buffer.from('{}'), metadata: new Uint8Array() },
    ]);
    await until(() => log.standing().state === 'stopped');
    await log.append(exampleAppend(linseed));
    const why = /has stopped: Event 1 of bulkPurchase-kaffa\.sesame is not one of this log/;
    await expect(deliveredAfter(log)).rejects.toThrow(why);
    await expect(allOf(log.readAssociation(kaffa))).rejects.toThrow(why);
  });

  test('waits no longer than the copy gets further', async () => {
    standIn.faults.silence = true;
    const log = await nodes.open(standIn, { callTimeout: 3_000, patience: 3_000, quiet: 60_000 });
    await log.append(exampleAppend(sesame));
    await expect(deliveredAfter(log)).rejects.toThrow('The event log does not answer');
    standIn.faults.silence = false;
    standIn.cutSubscriptions('unavailable');
    expect((await deliveredAfter(log)).events).toHaveLength(1);
  });
});
