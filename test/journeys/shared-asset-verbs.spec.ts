import { eventually, moveClock, type Client } from './client';
import { SpawnedServer } from './spawned-server';
import { birr, evidence, found, guest, kg, type Village } from './village';
import {
  accessRules,
  hourly,
  local,
  ofAsset,
  paysInFull,
  personOf,
  press,
  pressInService,
  slot,
  testingRun,
} from './workshop';

jest.setTimeout(120_000);

const statusOf = `query ($associationId: ID!, $id: ID!, $atLeast: ConsistencyToken) {
  booking(associationId: $associationId, id: $id, atLeast: $atLeast) {
    status ending { late cause reason } fee { cause amount { amount } }
  }
}`;

describe('what else is done with shared assets', () => {
  let server: SpawnedServer;
  let village: Village;
  beforeAll(async () => {
    server = await SpawnedServer.start();
    village = await found(server, 'village', 3);
  });
  afterAll(() => server.discard());

  const seen = async (by: Client, id: string, after: Client) => {
    by.token = after.token;
    return (await by.ask(statusOf, { id })).booking;
  };

  it('a booking waits for approval, which nobody gives in a matter of their own', async () => {
    const { coordinator, inspector } = village.by;
    const assetId = await pressInService(village, { approval: 'REQUIRED' });
    const { by, enterpriseId, personId } = village.members[0]!;
    const wish = { assetId, enterpriseId };
    const book = async (from: string, until: string) =>
      (await by.does('requestBooking', { ...wish, ...slot(6, from, until) }, 'bookingId booking { status }')).bookingId;
    const [first, second] = [await book('09:00', '10:00'), await book('10:00', '11:00')];
    expect((await seen(by, first, by)).status).toBe('REQUESTED');
    await coordinator.does('nameCustodians', { assetId, custodians: [personId, await personOf(inspector)] });
    expect(await by.isRefused('approveBooking', { ...wish, bookingId: first })).toBe('OWN_MATTER');
    await inspector.does('approveBooking', { ...wish, bookingId: first });
    await inspector.does('declineBooking', { ...wish, bookingId: second, reason: 'Cleaning.' });
    expect((await seen(by, first, inspector)).status).toBe('CONFIRMED');
    expect(await seen(by, second, inspector)).toMatchObject({ status: 'DECLINED', ending: { reason: 'Cleaning.' } });
    expect(await by.isRefused('holdBooking', { ...wish, ...slot(6, '14:00', '15:00') })).toBe('APPROVAL_REQUIRED');
    await by.does('releaseBooking', { ...wish, bookingId: first, reason: 'No seed.' });
  });

  it('a hold is confirmed, or runs out by itself', async () => {
    const assetId = await pressInService(village);
    const { by, enterpriseId } = village.members[0]!;
    const hold = async (date: number) =>
      (await by.does('holdBooking', { assetId, enterpriseId, ...slot(date, '09:00', '10:00') }, 'bookingId')).bookingId;
    const [kept, lost] = [await hold(7), await hold(8)];
    await by.does('confirmBooking', { assetId, enterpriseId, bookingId: kept });
    await moveClock(server, '2026-01-05T10:00:00.000Z');
    const later = await eventually(
      () => seen(by, lost, by),
      ({ status }) => status !== 'HELD',
    );
    expect(later).toMatchObject({ status: 'LAPSED', ending: { cause: 'HOLD_EXPIRED' } });
    expect((await seen(by, kept, by)).status).toBe('CONFIRMED');
  });

  it('a place on the waitlist is left, and rules are changed from the version that was read', async () => {
    const assetId = await pressInService(village);
    const { coordinator } = village.by;
    const [first, second] = village.members;
    const hour = { assetId, ...slot(9, '09:00', '10:00') };
    await first!.by.does('requestBooking', { ...hour, enterpriseId: first!.enterpriseId });
    const waiting = { ...hour, enterpriseId: second!.enterpriseId };
    const { bookingId } = await second!.by.does('joinWaitlist', waiting, 'bookingId');
    await second!.by.does('leaveWaitlist', { assetId, bookingId, enterpriseId: second!.enterpriseId });
    expect((await seen(second!.by, bookingId, second!.by)).ending.cause).toBe('LEFT');
    const rules = { ...accessRules, nonMembers: true };
    await coordinator.does('changeAccessRules', { assetId, rulesVersion: 1, rules });
    expect(await coordinator.isRefused('changeAccessRules', { assetId, rulesVersion: 1, rules })).toBe('STALE_RULES');
  });

  it('a delegate of several enterprises pages through all their bookings in the order of time', async () => {
    const assetId = await pressInService(village);
    const { coordinator } = village.by;
    const [first, second] = village.members;
    await coordinator.does('appointDelegate', {
      enterpriseId: second!.enterpriseId,
      personId: first!.personId,
      scopes: ['BOOK'],
    });
    const { by } = first!;
    for (const [index, date] of [21, 19, 22, 20].entries()) {
      const { enterpriseId } = village.members[index % 2]!;
      await by.does('requestBooking', { assetId, enterpriseId, ...slot(date, '09:00', '10:00') });
    }
    const page = async (after: string | null) =>
      (
        await by.ask(
          `query ($associationId: ID!, $after: String, $from: DateTime, $atLeast: ConsistencyToken) {
            myBookings(associationId: $associationId, first: 1, after: $after, from: $from, atLeast: $atLeast) {
              nodes { start } pageInfo { hasNextPage endCursor }
            }
          }`,
          { after, from: local(19, '00:00') },
        )
      ).myBookings;
    const starts: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { nodes, pageInfo } = await page(after);
      starts.push(...nodes.map(({ start }: { start: string }) => start.slice(8, 10)));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(starts).toEqual(['19', '20', '21', '22']);
  });

  it('use is paid by the meter, by others than members too; a wrong reading is corrected, and the bill with it', async () => {
    const { coordinator, inspector } = village.by;
    const { assetId } = await coordinator.does(
      'registerAsset',
      { ...press(village, await personOf(inspector), { nonMembers: true, reviewDays: 2 }), meterUnit: 'kg' },
      'assetId',
    );
    await coordinator.does('recordAcquisition', { assetId, price: birr(0), salvage: birr(0), lifeYears: 1 });
    await coordinator.does('commissionAsset', { assetId, reading: '0' });
    await coordinator.does('setTariff', {
      assetId,
      ...hourly,
      basis: 'METER',
      member: birr('2'),
      nonMember: birr('3'),
    });
    const visitor = await guest(server, village);
    const { by, enterpriseId } = visitor;
    const { bookingId, booking } = await by.does(
      'requestBooking',
      { assetId, enterpriseId, ...slot(6, '09:00', '10:00') },
      'bookingId booking { member expectedCharge { amount } }',
    );
    // By a meter of kilograms only the minimum charge is known before the use.
    expect(booking).toEqual({ member: false, expectedCharge: { amount: '40.00' } });
    await moveClock(server, '2026-01-06T06:00:00.000Z');
    const use = { assetId, bookingId, enterpriseId, condition: 'GOOD' };
    await inspector.does('recordHandOver', { ...use, reading: '0' });
    await moveClock(server, '2026-01-06T07:00:00.000Z');
    const { booking: returned } = await inspector.does(
      'recordReturn',
      { ...use, reading: '150', condition: 'DAMAGED', note: 'A belt is torn.' },
      'booking { status bill { chargeId } return { readingId note } }',
    );
    expect(returned).toMatchObject({ status: 'RETURNED', bill: null, return: { note: 'A belt is torn.' } });
    await inspector.does('reportDamage', { assetId, bookingId, summary: 'Torn belt', evidence }, 'damageId');
    await inspector.does('billBooking', { assetId, bookingId });
    const { readingId } = returned.return;
    await inspector.does('recordMeterReading', { assetId, reading: '155.5' }, 'readingId');
    const wrong = { assetId, readingId, reading: '160', reason: 'Misread.' };
    expect(await inspector.isRefused('correctMeterReading', wrong)).toBe('READING_ABOVE_NEXT');
    await inspector.does('correctMeterReading', { ...wrong, reading: '140' });
    by.token = inspector.token;
    const { booking: billed } = await by.ask(
      `query ($associationId: ID!, $id: ID!, $atLeast: ConsistencyToken) {
        booking(associationId: $associationId, id: $id, atLeast: $atLeast) {
          status bill { amount { amount } quantity { value unit } corrections { difference { amount } } }
        }
      }`,
      { id: bookingId },
    );
    expect(billed).toEqual({
      status: 'BILLED',
      bill: {
        amount: { amount: '420.00' },
        quantity: kg('140'),
        corrections: [{ difference: { amount: '-30.00' } }],
      },
    });
    const { sharedAsset } = await inspector.ask(
      ofAsset('meter damages { summary } readings(first: 5) { nodes { of reading corrections { was } } }'),
      { id: assetId },
    );
    expect(sharedAsset).toMatchObject({
      meter: '155.5',
      damages: [{ summary: 'Torn belt' }],
      readings: { nodes: [{ of: 'READING' }, { of: 'RETURN', reading: '140', corrections: [{ was: '150' }] }, {}, {}] },
    });
    await eventually(
      async () =>
        (await by.ask('{ myObligations(associationId: "village") { open { amount } } }')).myObligations[0]?.open.amount,
      (amount) => amount === '420.00',
    );
    expect(await paysInFull(village, visitor)).toBe('420.00');
  });

  it('who does not come pays the fee, and is told', async () => {
    const assetId = await pressInService(village);
    const { by, enterpriseId } = village.members[2]!;
    const wish = { assetId, enterpriseId, ...slot(7, '09:00', '10:00') };
    const { bookingId } = await by.does('requestBooking', wish, 'bookingId');
    const late = await by.does('requestBooking', { ...wish, ...slot(7, '11:00', '12:00') }, 'bookingId');
    await moveClock(server, '2026-01-07T06:30:00.000Z');
    const missed = await eventually(
      () => seen(by, bookingId, by),
      ({ status }) => status === 'NO_SHOW',
    );
    expect(missed).toMatchObject({ status: 'NO_SHOW', fee: { cause: 'NO_SHOW', amount: { amount: '30.00' } } });
    await by.does('releaseBooking', { assetId, enterpriseId, bookingId: late.bookingId });
    expect(await seen(by, late.bookingId, by)).toMatchObject({
      ending: { late: true },
      fee: { cause: 'LATE_RELEASE', amount: { amount: '20.00' } },
    });
  });

  it('maintenance is planned, scheduled, called off and done; downtime is extended', async () => {
    const assetId = await pressInService(village);
    const { coordinator, inspector } = village.by;
    await coordinator.does('setMaintenancePlan', { assetId, everyDays: 30 });
    const service = { assetId, title: 'Service', ...slot(12, '08:00', '10:00') };
    const { maintenanceId } = await inspector.does('scheduleMaintenance', service, 'maintenanceId');
    await inspector.does('cancelMaintenance', { assetId, maintenanceId });
    const again = await inspector.does(
      'scheduleMaintenance',
      { ...service, ...slot(13, '08:00', '10:00') },
      'maintenanceId',
    );
    await inspector.does('completeMaintenance', { assetId, maintenanceId: again.maintenanceId, note: 'New belt.' });
    const { downtimeId } = await inspector.does(
      'startDowntime',
      { assetId, expectedEnd: local(8, '18:00'), cause: 'INSPECTION', note: 'Noise.' },
      'downtimeId',
    );
    const { sharedAsset } = await inspector.does(
      'extendDowntime',
      { assetId, expectedEnd: local(9, '18:00') },
      'sharedAsset { phase downtime { id expectedEnd } maintenancePlan { everyDays due } maintenance(first: 5) { nodes { status note } } }',
    );
    expect(sharedAsset).toEqual({
      phase: 'OUT_OF_SERVICE',
      downtime: { id: downtimeId, expectedEnd: '2026-01-09T15:00:00.000Z' },
      maintenancePlan: { everyDays: 30, due: false },
      maintenance: {
        nodes: [
          { status: 'COMPLETED', note: 'New belt.' },
          { status: 'CANCELLED', note: null },
        ],
      },
    });
    await inspector.does('endDowntime', { assetId });
  });

  it('members run together, and share what that cost to the cent', async () => {
    const assetId = await pressInService(village);
    const { coordinator } = village.by;
    const run = testingRun(assetId);
    const cancelled = await coordinator.does('scheduleRun', { ...run, ...slot(15, '09:00', '12:00') }, 'runId');
    await coordinator.does('cancelRun', { assetId, runId: cancelled.runId });
    const { runId } = await coordinator.does('scheduleRun', run, 'runId');
    for (const [index, { by, enterpriseId }] of village.members.entries())
      await by.does('joinRun', { assetId, runId, enterpriseId, quantity: kg(String(10 * (index + 1))) });
    const [first, second, third] = village.members;
    await third!.by.does('leaveRun', { assetId, runId, enterpriseId: third!.enterpriseId });
    expect(
      await third!.by.isRefused('joinRun', { assetId, runId, enterpriseId: third!.enterpriseId, quantity: kg('71') }),
    ).toBe('RUN_FULL');
    await moveClock(server, '2026-01-14T09:00:00.000Z');
    const { sharedAsset } = await coordinator.does(
      'completeRun',
      { assetId, runId, occurredAt: local(14, '12:00'), cost: birr('100.00'), absent: [second!.enterpriseId] },
      'sharedAsset { runs(first: 5) { nodes { status joined { value } cost { amount } cancelledFor parts { enterpriseId share { attended amount { amount } } } } } }',
    );
    const [done, off] = sharedAsset.runs.nodes;
    expect(off).toMatchObject({ status: 'CANCELLED', cancelledFor: 'COORDINATOR' });
    expect(done).toEqual({
      status: 'COMPLETED',
      joined: { value: '30' },
      cost: { amount: '100.00' },
      cancelledFor: null,
      parts: [
        { enterpriseId: first!.enterpriseId, share: { attended: true, amount: { amount: '33.33' } } },
        { enterpriseId: second!.enterpriseId, share: { attended: false, amount: { amount: '66.67' } } },
      ],
    });
    third!.by.token = coordinator.token;
    const others = await third!.by.ask(
      ofAsset('runs(first: 1) { nodes { joined { value } parts { enterpriseId } } }'),
      {
        id: assetId,
      },
    );
    expect(others.sharedAsset.runs.nodes).toEqual([{ joined: null, parts: [] }]);
  });
});
