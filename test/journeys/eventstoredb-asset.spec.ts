import { startStandIn, type StandIn } from '../eventstoredb/stand-in/stand-in';
import { SpawnedServer } from './spawned-server';
import './shared-asset.spec';

// The journey of an asset with one setting changed: the log is on EventStoreDB.

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
  SpawnedServer.settings.JOINTLY_EVENT_STORE_URL = standIn.url;
});
afterAll(() => standIn.stop());

test('all of it is in the log on the server', () => {
  const types = standIn.log.records.map(({ type }) => type);
  expect(types).toEqual(
    expect.arrayContaining(['LogCreated', 'AssociationFounded', 'BookingRequested', 'UsageBilled']),
  );
});
