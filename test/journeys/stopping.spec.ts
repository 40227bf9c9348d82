import { startStandIn, type StandIn } from '../eventstoredb/stand-in/stand-in';
import { Client } from './client';
import { SpawnedServer } from './spawned-server';

jest.setTimeout(60_000);

describe('A server that is told to stop', () => {
  let standIn: StandIn;
  let server: SpawnedServer;

  beforeAll(async () => {
    standIn = await startStandIn();
    server = await SpawnedServer.start(undefined, { JOINTLY_EVENT_STORE_URL: standIn.url });
  });
  afterAll(async () => {
    await server.discard();
    standIn.stop();
  });

  it('answers the mutation that is under way first', async () => {
    const operator = await Client.of(server, 'operator', 'reop');
    const before = standIn.calls.append;
    standIn.faults.delay = 1_000;
    const founded = operator.say('createAssociation', {
      name: 'Right Edible Oil Producers plc',
      currency: 'ETB',
      timeZone: 'Africa/Addis_Ababa',
      coordinator: { name: 'Almaz Tekle', login: { subject: 'almaz' } },
    });
    while (standIn.calls.append === before) await new Promise((resolve) => setTimeout(resolve, 10));
    const ended = server.stop();
    expect((await founded).userErrors).toEqual([]);
    expect(await ended).toBe(0);
  });
});
