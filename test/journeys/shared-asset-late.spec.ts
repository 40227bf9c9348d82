import { eventually, moveClock, type Client } from './client';
import { SpawnedServer } from './spawned-server';
import { found, type Village } from './village';
import { local, ofAsset, pressInService, slot } from './workshop';

jest.setTimeout(120_000);

const oneBooking = `query ($associationId: ID!, $id: ID!, $atLeast: ConsistencyToken) {
  booking(associationId: $associationId, id: $id, atLeast: $atLeast) {
    status ending { late } excused { at reason } fee { amount { amount } waivedAt } bill { amount { amount } }
  }
}`;

describe('what custodians write on paper and enter in the evening', () => {
  let server: SpawnedServer;
  let village: Village;
  let assetId: string;
  beforeAll(async () => {
    server = await SpawnedServer.start();
    village = await found(server, 'village', 2);
    assetId = await pressInService(village);
  });
  afterAll(() => server.discard());

  const seen = async (id: string, by: Client = village.by.inspector) => (await by.ask(oneBooking, { id })).booking;
  const owed = async ({ by }: Village['members'][number]) =>
    (await by.ask('{ myObligations(associationId: "village") { open { amount } } }')).myObligations.map(
      ({ open }: { open: { amount: string } }) => open.amount,
    );
  const books = async (member: number, date: number, from: string, until: string) => {
    const { by, enterpriseId } = village.members[member]!;
    const wish = { assetId, enterpriseId, ...slot(date, from, until) };
    return (await by.does('requestBooking', wish, 'bookingId')).bookingId as string;
  };
  const missed = (id: string) =>
    eventually(
      () => seen(id),
      ({ status }) => status === 'NO_SHOW',
    );

  it('makes a use of what looked like a no-show, billed as any other and without a fee', async () => {
    const { inspector } = village.by;
    const bookingId = await books(0, 6, '09:00', '11:00');
    await moveClock(server, '2026-01-06T14:00:00.000Z');
    expect(await missed(bookingId)).toMatchObject({ fee: { amount: { amount: '30.00' }, waivedAt: null } });
    await eventually(
      () => owed(village.members[0]!),
      (amounts) => amounts.includes('30.00'),
    );
    const use = { assetId, bookingId, enterpriseId: village.members[0]!.enterpriseId, condition: 'GOOD' };
    expect(await inspector.isRefused('recordHandOver', use)).toBe('NOT_CONFIRMED');
    await inspector.does('recordHandOver', { ...use, occurredAt: local(6, '09:05') });
    expect(await seen(bookingId)).toMatchObject({
      status: 'IN_USE',
      ending: null,
      excused: null,
      fee: { waivedAt: '2026-01-06T14:00:00.000Z' },
    });
    await inspector.does('recordReturn', { ...use, occurredAt: local(6, '11:00') });
    expect(await seen(bookingId)).toMatchObject({ status: 'BILLED', bill: { amount: { amount: '100.00' } } });
    expect(
      await eventually(
        () => owed(village.members[0]!),
        (amounts) => amounts.includes('100.00') && amounts.length === 1,
      ),
    ).toEqual(['100.00']);
  });

  it('excuses who could not come, once, and gives the fee back', async () => {
    const { inspector } = village.by;
    const bookingId = await books(1, 7, '09:00', '10:00');
    await moveClock(server, '2026-01-07T14:00:00.000Z');
    await missed(bookingId);
    const { enterpriseId } = village.members[1]!;
    const excuse = { assetId, bookingId, enterpriseId, reason: 'The road was flooded.' };
    expect(await village.members[1]!.by.isRefused('excuseBooking', excuse)).toBe('NOT_PERMITTED');
    const { booking } = await inspector.does('excuseBooking', excuse, 'booking { status excused { reason } }');
    expect(booking).toEqual({ status: 'NO_SHOW', excused: { reason: 'The road was flooded.' } });
    expect(await inspector.isRefused('excuseBooking', excuse)).toBe('ALREADY_EXCUSED');
    expect(await seen(bookingId)).toMatchObject({ fee: { waivedAt: '2026-01-07T14:00:00.000Z' } });
    expect(
      await eventually(
        () => owed(village.members[1]!),
        (amounts) => amounts.length === 0,
      ),
    ).toEqual([]);
    const { sharedAsset } = await village.by.coordinator.ask(
      ofAsset(`statement(from: "${local(6, '00:00')}", until: "${local(8, '00:00')}") {
        costRecovery { feeIncome { amount } income { amount } }
      }`),
      { id: assetId, atLeast: inspector.token },
    );
    expect(sharedAsset.statement.costRecovery).toEqual({ feeIncome: { amount: '0.00' }, income: { amount: '100.00' } });
  });

  it('is told whom a downtime displaces, by which step of it, and what there is instead', async () => {
    const { inspector } = village.by;
    const [first, second, third] = [
      await books(0, 8, '09:00', '10:00'),
      await books(1, 9, '09:00', '10:00'),
      await books(1, 13, '09:00', '10:00'),
    ];
    const displaced = 'displaced { id enterpriseId status displacement { cause alternatives { start } } }';
    const start = {
      assetId,
      expectedEnd: local(8, '18:00'),
      cause: 'BREAKDOWN',
      note: 'Noise.',
      idempotencyKey: 'down',
    };
    const started = await inspector.does('startDowntime', start, displaced);
    expect(started.displaced).toMatchObject([
      {
        id: first,
        enterpriseId: village.members[0]!.enterpriseId,
        status: 'DISPLACED',
        displacement: { cause: 'DOWNTIME' },
      },
    ]);
    expect(started.displaced[0].displacement.alternatives).toHaveLength(3);
    const extended = await inspector.does('extendDowntime', { assetId, expectedEnd: local(9, '18:00') }, displaced);
    expect(extended.displaced).toMatchObject([{ id: second, status: 'DISPLACED' }]);
    const again = await inspector.does('startDowntime', start, displaced);
    expect(again.displaced.map(({ id }: { id: string }) => id)).toEqual([first]);
    await inspector.does('endDowntime', { assetId });
    const service = { assetId, title: 'Service', ...slot(13, '08:00', '12:00') };
    const scheduled = await inspector.does('scheduleMaintenance', service, displaced);
    expect(scheduled.displaced).toMatchObject([{ id: third, displacement: { cause: 'MAINTENANCE' } }]);
    const refused = await inspector.say('scheduleMaintenance', service, displaced);
    expect([refused.userErrors[0]?.code, refused.displaced]).toEqual(['MAINTENANCE_OVERLAPS', []]);
    const { sharedAsset } = await inspector.ask(
      ofAsset('downtimes(first: 5) { nodes { start end expectedEnd cause note } }'),
      { id: assetId },
    );
    expect(sharedAsset.downtimes.nodes).toEqual([
      {
        start: '2026-01-07T14:00:00.000Z',
        end: '2026-01-07T14:00:00.000Z',
        expectedEnd: '2026-01-09T15:00:00.000Z',
        cause: 'BREAKDOWN',
        note: 'Noise.',
      },
    ]);
  });
});
