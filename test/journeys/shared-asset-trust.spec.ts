import { moveClock, type Client } from './client';
import { SpawnedServer } from './spawned-server';
import { birr, found, kg, type Village } from './village';
import { ofAsset, personOf, press, pressInService, slot, testingRun } from './workshop';

jest.setTimeout(120_000);

describe('members who share an asset and compete', () => {
  let server: SpawnedServer;
  let village: Village;
  beforeAll(async () => {
    server = await SpawnedServer.start();
    village = await found(server, 'village', 4);
  });
  afterAll(() => server.discard());

  type Member = Village['members'][number];
  const book = async (assetId: string, { by, enterpriseId }: Member, date: number): Promise<object> => {
    const wish = { assetId, enterpriseId, ...slot(date, '09:00', '10:00') };
    return { assetId, enterpriseId, bookingId: (await by.does('requestBooking', wish, 'bookingId')).bookingId };
  };
  const asked = async (by: Client, id: string, selection: string) => {
    by.token = village.by.coordinator.token;
    return (await by.ask(ofAsset(selection), { id })).sharedAsset;
  };

  it('are judged by no custodian of their own firm, whoever gave its word', async () => {
    const { coordinator, inspector } = village.by;
    const [first, second] = village.members;
    const assetId = await pressInService(village, { approval: 'REQUIRED' });
    const booking = await book(assetId, first!, 6);
    const mandate = { enterpriseId: first!.enterpriseId, personId: second!.personId, scopes: ['COMMIT'] };
    await coordinator.does('appointDelegate', mandate);
    await coordinator.does('nameCustodians', { assetId, custodians: [second!.personId, await personOf(inspector)] });
    const judge = second!.by;
    expect(await judge.isRefused('approveBooking', booking)).toBe('OWN_MATTER');
    expect(await judge.isRefused('declineBooking', { ...booking, reason: 'No.' })).toBe('OWN_MATTER');
    const disguised = { ...booking, enterpriseId: village.members[2]!.enterpriseId };
    expect(await judge.isRefused('approveBooking', disguised)).toBe('BOOKING_NOT_FOUND');
    await inspector.does('approveBooking', booking);
    const use = { ...booking, condition: 'GOOD' };
    expect(await judge.isRefused('recordHandOver', use)).toBe('OWN_MATTER');
    expect(await judge.isRefused('recordReturn', use)).toBe('OWN_MATTER');
  });

  it('learn what a funding and a run come to only where that tells no other’s part', async () => {
    const { coordinator } = village.by;
    const assetId = await pressInService(village);
    await coordinator.does('openFunding', { assetId, target: birr('500'), deadline: '2026-02-01T00:00:00Z' });
    const { runId } = await coordinator.does('scheduleRun', testingRun(assetId), 'runId');
    const takesPart = async ({ by, enterpriseId }: Member) => {
      await by.does('fundAsset', { assetId, enterpriseId, amount: birr('100') });
      await by.does('joinRun', { assetId, runId, enterpriseId, quantity: kg(10) });
      coordinator.token = by.token;
    };
    const totals = async (by: Client) => {
      const { fundings, runs } = await asked(
        by,
        assetId,
        `fundings { pledged { amount } members isReached pledges { amount { amount } } }
        runs(first: 1) { nodes { joined { value } isMinimumReached parts { quantity { value } } } }`,
      );
      return [fundings[0], runs.nodes[0]];
    };
    const [first, , third, fourth] = village.members;
    await takesPart(first!);
    await takesPart(third!);
    const own = [{ pledges: [{ amount: { amount: '100.00' } }] }, { parts: [{ quantity: { value: '10' } }] }];
    expect(await totals(third!.by)).toMatchObject([
      { ...own[0], pledged: null, members: null, isReached: false },
      { ...own[1], joined: null, isMinimumReached: true },
    ]);
    expect(await totals(coordinator)).toMatchObject([{ members: 2 }, { joined: { value: '20' } }]);
    await takesPart(fourth!);
    expect(await totals(third!.by)).toMatchObject([
      { ...own[0], pledged: { amount: '300.00' }, members: 3 },
      { ...own[1], joined: { value: '30' } },
    ]);
  });

  it('can’t tell each other’s use from the meter', async () => {
    const { coordinator, inspector } = village.by;
    const metered = { ...press(village, await personOf(inspector)), meterUnit: 'kg' };
    const { assetId } = await coordinator.does('registerAsset', metered, 'assetId');
    await coordinator.does('recordAcquisition', { assetId, price: birr(0), salvage: birr(0), lifeYears: 1 });
    await coordinator.does('commissionAsset', { assetId, reading: '100' });
    await coordinator.does('setMaintenancePlan', { assetId, everyUnits: '1000' });
    const shown =
      'meter meterUnit maintenancePlan { everyUnits sinceReading } readings(first: 1) { nodes { reading } }';
    expect(await asked(village.members[2]!.by, assetId, shown)).toEqual({
      meter: null,
      meterUnit: 'kg',
      maintenancePlan: { everyUnits: '1000', sinceReading: null },
      readings: null,
    });
    expect(await asked(inspector, assetId, shown)).toMatchObject({
      meter: '100',
      maintenancePlan: { sinceReading: '100' },
    });
  });

  it('book no longer what is for members once they are none, and are handed nothing once they are erased', async () => {
    const { coordinator, inspector } = village.by;
    const [, , third, fourth] = village.members;
    const approved = await pressInService(village, { approval: 'REQUIRED' });
    const assetId = await pressInService(village);
    const waits = await book(approved, third!, 7);
    const { by, enterpriseId } = third!;
    const wish = { assetId, enterpriseId, ...slot(7, '09:00', '10:00') };
    const { bookingId } = await by.does('holdBooking', wish, 'bookingId');
    const booked = await book(assetId, fourth!, 8);
    await coordinator.does('endMembership', { enterpriseId, reason: 'Moved away.' });
    expect(await by.isRefused('confirmBooking', { assetId, enterpriseId, bookingId })).toBe('NOT_A_MEMBER');
    expect(await inspector.isRefused('approveBooking', waits)).toBe('NOT_A_MEMBER');
    await inspector.does('declineBooking', { ...waits, reason: 'No member any more.' });
    await coordinator.does('endMembership', { enterpriseId: fourth!.enterpriseId, reason: 'Closed down.' });
    const erasure = { enterpriseId: fourth!.enterpriseId, reason: 'OBJECTION' };
    await coordinator.does('eraseEnterprise', erasure);
    await moveClock(server, '2026-01-08T06:00:00.000Z');
    const use = { ...booked, condition: 'GOOD' };
    expect(await inspector.isRefused('recordHandOver', use)).toBe('ENTERPRISE_ERASED');
  });
});
