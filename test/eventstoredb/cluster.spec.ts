import { exampleAppend, sesame } from '../contract/example-events';
import { Nodes } from './nodes';
import { startStandIn, type StandIn } from './stand-in/stand-in';

jest.setTimeout(90_000);

describe('Three nodes of one log', () => {
  const nodes = new Nodes();
  let cluster: [StandIn, StandIn, StandIn];

  beforeEach(async () => {
    const first = await startStandIn();
    const others = [await startStandIn({ log: first.log }), await startStandIn({ log: first.log })] as const;
    cluster = [first, ...others];
    const together = { nodes: cluster, leader: first };
    for (const node of cluster) node.cluster = together;
  });

  afterEach(async () => {
    await nodes.discard();
    for (const node of cluster) node.stop();
  });

  const url = (): string => `esdb://${cluster.map(({ port }) => `127.0.0.1:${port}`).join(',')}?tls=false`;

  it('go on when another becomes the leader', async () => {
    const log = await nodes.open(cluster[0], { url: url(), patience: 30_000 });
    await log.append(exampleAppend(sesame));
    cluster[0].cluster.leader = cluster[1];
    const { revision } = await log.append(exampleAppend(sesame, 0));
    expect(revision).toBe(1);
    expect(cluster[1].calls.append).toBeGreaterThan(0);
  });

  it('go on when the leader dies and another is elected', async () => {
    const log = await nodes.open(cluster[0], { url: url(), patience: 30_000 });
    await log.append(exampleAppend(sesame));
    cluster[0].stop();
    cluster[1].cluster.leader = cluster[2];
    expect((await log.append(exampleAppend(sesame, 0))).revision).toBe(1);
    expect(cluster[2].calls.append).toBeGreaterThan(0);
  });
});
