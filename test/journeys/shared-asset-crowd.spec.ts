import { SpawnedServer } from './spawned-server';
import { found, type Village } from './village';
import { local, ofAsset, pressInService, slot } from './workshop';

jest.setTimeout(120_000);

describe('an hour that many want', () => {
  const clients = 200;
  let server: SpawnedServer;
  let village: Village;
  let assetId: string;
  let winner: Village['members'][number];
  let bookingId: string;
  beforeAll(async () => {
    server = await SpawnedServer.start();
    village = await found(server, 'village', clients);
    assetId = await pressInService(village);
  });
  afterAll(() => server.discard());

  const hour = slot(7, '10:00', '11:00');
  const status = async ({ by }: Village['members'][number], id: string) =>
    (
      await by.ask(
        `query ($associationId: ID!, $id: ID!, $atLeast: ConsistencyToken) {
          booking(associationId: $associationId, id: $id, atLeast: $atLeast) { status displacement { cause alternatives { start end } } }
        }`,
        { id },
      )
    ).booking;

  it('goes to one of 200 clients; the others are refused and told what is free next', async () => {
    const answers = await Promise.all(
      village.members.map(({ by, enterpriseId }) =>
        by.say('requestBooking', { assetId, enterpriseId, ...hour }, 'bookingId nextFreeSlots { start end }'),
      ),
    );
    const won = answers.findIndex(({ userErrors }) => userErrors.length === 0);
    winner = village.members[won]!;
    bookingId = answers[won]!.bookingId;
    const refused = answers.filter((_, index) => index !== won);
    expect(refused).toHaveLength(clients - 1);
    for (const { userErrors, bookingId: none, nextFreeSlots } of refused) {
      expect(userErrors).toEqual([expect.objectContaining({ code: 'SLOT_TAKEN', field: 'start' })]);
      expect(none).toBeNull();
      expect(nextFreeSlots).toEqual([
        { start: '2026-01-07T08:00:00.000Z', end: '2026-01-07T09:00:00.000Z' },
        { start: '2026-01-07T09:00:00.000Z', end: '2026-01-07T10:00:00.000Z' },
        { start: '2026-01-07T10:00:00.000Z', end: '2026-01-07T11:00:00.000Z' },
      ]);
    }
  });

  it('is held for whoever waited first when it comes free, and theirs once they confirm', async () => {
    const [first, second] = village.members.filter((member) => member !== winner);
    const wait = async ({ by, enterpriseId }: Village['members'][number]) =>
      (await by.does('joinWaitlist', { assetId, enterpriseId, ...hour }, 'bookingId')).bookingId;
    const [firstPlace, secondPlace] = [await wait(first!), await wait(second!)];
    const { sharedAsset } = await second!.by.ask(ofAsset('waiting waitlist { place booking { id } }'), { id: assetId });
    expect(sharedAsset).toEqual({ waiting: 2, waitlist: [{ place: 2, booking: { id: secondPlace } }] });
    const { enterpriseId } = winner;
    await winner.by.does('releaseBooking', { assetId, bookingId, enterpriseId });
    first!.by.token = winner.by.token;
    expect((await status(first!, firstPlace)).status).toBe('HELD');
    await first!.by.does('confirmBooking', { assetId, bookingId: firstPlace, enterpriseId: first!.enterpriseId });
    expect((await status(first!, firstPlace)).status).toBe('CONFIRMED');
    expect((await status(second!, secondPlace)).status).toBe('WAITLISTED');
    [winner, bookingId] = [first!, firstPlace];
  });

  it('is lost to a downtime: nobody is blamed, and other slots are offered', async () => {
    const { inspector } = village.by;
    await inspector.does('startDowntime', { assetId, expectedEnd: local(8, '18:00'), cause: 'BREAKDOWN' });
    winner.by.token = inspector.token;
    const { status: now, displacement } = await status(winner, bookingId);
    expect(now).toBe('DISPLACED');
    expect(displacement).toMatchObject({
      cause: 'DOWNTIME',
      alternatives: [{ start: '2026-01-09T05:00:00.000Z', end: '2026-01-09T06:00:00.000Z' }, {}, {}],
    });
    const [instead] = displacement.alternatives;
    const { enterpriseId } = winner;
    const { booking } = await winner.by.does(
      'requestBooking',
      { assetId, enterpriseId, ...instead, insteadOf: bookingId },
      'booking { status insteadOf }',
    );
    expect(booking).toEqual({ status: 'CONFIRMED', insteadOf: bookingId });
    await inspector.does('endDowntime', { assetId });
  });

  it('can be part of a series, whose conflicts are named one by one', async () => {
    const other = village.members.find((member) => member !== winner)!;
    const { by, enterpriseId } = other;
    const series = { assetId, enterpriseId, ...slot(8, '08:00', '09:00'), rule: 'FREQ=DAILY;COUNT=4' };
    const refused = await by.say('requestRecurringBooking', { ...series, onConflict: 'REFUSE' });
    expect(refused.userErrors).toMatchObject([{ code: 'SERIES_CONFLICTS', field: 'rule' }]);
    expect(refused.userErrors[0]!.message).toMatch(/3 of 4 .*2026-01-09 08:00.*2026-01-10.*2026-01-11/);
    const { seriesId } = await by.does('requestRecurringBooking', { ...series, onConflict: 'SKIP' }, 'seriesId');
    const { bookingSeries } = await by.ask(
      `query ($associationId: ID!, $id: ID!, $atLeast: ConsistencyToken) {
        bookingSeries(associationId: $associationId, id: $id, atLeast: $atLeast) { bookings { start } skipped { start code } }
      }`,
      { id: seriesId },
    );
    expect(bookingSeries).toEqual({
      bookings: [{ start: '2026-01-08T05:00:00.000Z' }],
      skipped: [
        { start: '2026-01-09T05:00:00.000Z', code: 'SLOT_TAKEN' },
        { start: '2026-01-10T05:00:00.000Z', code: 'OUTSIDE_OPENING_HOURS' },
        { start: '2026-01-11T05:00:00.000Z', code: 'OUTSIDE_OPENING_HOURS' },
      ],
    });
    const mine = `query ($associationId: ID!, $atLeast: ConsistencyToken) {
      myBookings(associationId: $associationId, first: 10, status: CONFIRMED, atLeast: $atLeast) { nodes { seriesId start } }
    }`;
    expect((await by.ask(mine)).myBookings.nodes).toEqual([{ seriesId, start: '2026-01-08T05:00:00.000Z' }]);
    await by.does('releaseSeries', { assetId, seriesId, enterpriseId });
    expect((await by.ask(mine)).myBookings.nodes).toEqual([]);
  });
});
