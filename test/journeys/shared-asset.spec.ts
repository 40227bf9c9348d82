import { Client, eventually, moveClock } from './client';
import { SpawnedServer } from './spawned-server';
import { birr, evidence, found, type Village } from './village';
import { hireRate, hourly, local, ofAsset, paysInFull, personOf, press, slot } from './workshop';

jest.setTimeout(120_000);

describe('a filter press, from its funding to the surplus that it brings', () => {
  let server: SpawnedServer;
  let village: Village;
  let assetId: string;
  let bookingId: string;
  /** The booking, by its id and whose it is. */
  let use: object;
  beforeAll(async () => {
    server = await SpawnedServer.start();
    village = await found(server, 'village', 3);
  });
  afterAll(() => server.discard());

  const asset = async (by: Client, selection: string) =>
    (await by.ask(ofAsset(selection), { id: assetId })).sharedAsset;
  const phase = async () => (await asset(village.by.coordinator, 'phase')).phase;

  const pays = (member: Village['members'][number]) => paysInFull(village, member);

  it('is proposed with its rules, and funded by members and a grant', async () => {
    const { coordinator, inspector } = village.by;
    const proposed = press(village, await personOf(inspector), { surplusMethod: 'SHARES' });
    const registered = await coordinator.does(
      'registerAsset',
      { ...proposed, meterUnit: 'kg', shareCapital: { shares: 100, capPercent: 60 } },
      'assetId sharedAsset { title phase timeZone rules { openingHours { weekday from until } } }',
    );
    assetId = registered.assetId;
    expect(registered.sharedAsset).toMatchObject({ phase: 'PROPOSED', timeZone: 'Africa/Addis_Ababa' });
    await coordinator.does('openFunding', { assetId, target: birr('1000'), deadline: '2026-01-20T00:00:00Z' });
    const [first, second] = village.members;
    await first!.by.does('fundAsset', { assetId, enterpriseId: first!.enterpriseId, amount: birr('300') });
    await second!.by.does('fundAsset', { assetId, enterpriseId: second!.enterpriseId, amount: birr('100') });
    expect(await coordinator.isRefused('closeFunding', { assetId })).toBe('TARGET_NOT_REACHED');
    await coordinator.does('recordGrant', { assetId, grantor: 'Ministry', amount: birr('600'), evidence });
    await coordinator.does('closeFunding', { assetId });
    expect(await phase()).toBe('FUNDING');
  });

  it('shows members their own pledges, and what was raised in all only where that tells no other’s', async () => {
    const { by, enterpriseId } = village.members[0]!;
    by.token = village.by.coordinator.token;
    const { fundings } = await asset(
      by,
      'fundings { pledged { amount } granted { amount } members isReached outcome pledges { enterpriseId amount { amount } } }',
    );
    expect(fundings).toEqual([
      {
        pledged: null,
        granted: { amount: '600.00' },
        members: null,
        isReached: true,
        outcome: 'REACHED',
        pledges: [{ enterpriseId, amount: { amount: '300.00' } }],
      },
    ]);
    const all = await asset(village.by.coordinator, 'fundings { pledged { amount } members }');
    expect(all.fundings).toEqual([{ pledged: { amount: '400.00' }, members: 2 }]);
  });

  it('is owned by shares once the contributions are paid', async () => {
    const [first, second] = village.members;
    const { coordinator } = village.by;
    const shares = (of: typeof first, count: number) => ({ assetId, enterpriseId: of!.enterpriseId, shares: count });
    expect(await coordinator.isRefused('issueShare', shares(first, 60))).toBe('CONTRIBUTION_UNPAID');
    expect([await pays(first!), await pays(second!)]).toEqual(['300.00', '100.00']);
    const given = (of: typeof first, count: number) =>
      eventually(
        () => coordinator.isRefused('issueShare', shares(of, count)),
        (code) => code !== 'CONTRIBUTION_UNPAID',
      );
    expect([await given(first, 60), await given(second, 40)]).toEqual([undefined, undefined]);
    const transfer = { ...shares(second, 30), to: first!.enterpriseId };
    expect(await first!.by.isRefused('transferShare', transfer)).toBe('NO_MANDATE');
    expect(await second!.by.isRefused('transferShare', transfer)).toBe('ABOVE_SHARE_CAP');
  });

  it('is put into service with what its meter shows, a tariff and a rate of hire to compare with', async () => {
    const { coordinator, verifier } = village.by;
    await coordinator.does('recordAcquisition', { assetId, price: birr('3650'), salvage: birr('0'), lifeYears: 10 });
    await coordinator.does('commissionAsset', { assetId, reading: '100' });
    await coordinator.does('setTariff', { assetId, ...hourly });
    const { baselineId } = await coordinator.does('declareHireBaseline', { assetId, ...hireRate }, 'baselineId');
    const byWhoDeclared = await coordinator.isRefused('verifyHireBaseline', { assetId, baselineId });
    expect(byWhoDeclared).toBe('NOT_PERMITTED');
    await verifier.does('verifyHireBaseline', { assetId, baselineId });
    expect(await phase()).toBe('AVAILABLE');
  });

  it('is booked, and tells the member what that will cost', async () => {
    const { by, enterpriseId } = village.members[0]!;
    const wanted = { assetId, enterpriseId, ...slot(6, '09:00', '11:00'), purpose: 'Niger seed' };
    const booked = await by.does(
      'requestBooking',
      wanted,
      'bookingId booking { status purpose expectedCharge { amount } cutOffAt } nextFreeSlots { start }',
    );
    bookingId = booked.bookingId;
    use = { assetId, bookingId, enterpriseId };
    expect(booked.booking).toEqual({
      status: 'CONFIRMED',
      purpose: 'Niger seed',
      expectedCharge: { amount: '100.00' },
      cutOffAt: '2026-01-05T18:00:00.000Z',
    });
    expect(booked.nextFreeSlots).toEqual([]);
  });

  it('shows others that the time is taken, and nothing of whose it is', async () => {
    const [owner, other] = village.members;
    const day = `day(date: "2026-01-06") {
      span { start end } open { start end } entries { of start end id status enterpriseName }
    }`;
    other!.by.token = owner!.by.token;
    const seen = (await asset(other!.by, day)).day;
    expect(seen).toEqual({
      span: { start: '2026-01-05T21:00:00.000Z', end: '2026-01-06T21:00:00.000Z' },
      open: [{ start: '2026-01-06T05:00:00.000Z', end: '2026-01-06T15:00:00.000Z' }],
      entries: [
        {
          of: 'BOOKING',
          start: '2026-01-06T06:00:00.000Z',
          end: '2026-01-06T08:00:00.000Z',
          id: null,
          status: null,
          enterpriseName: null,
        },
      ],
    });
    const own = (await asset(owner!.by, day)).day;
    expect(own.entries).toMatchObject([{ id: bookingId, status: 'CONFIRMED', enterpriseName: 'Presser 0' }]);
    const { body } = await other!.by.send(
      `query ($id: ID!) { booking(associationId: "village", id: $id) { status } }`,
      {
        id: bookingId,
      },
    );
    expect(body.errors[0].extensions.code).toBe('NOT_FOUND');
    expect((await asset(other!.by, 'bookings(first: 5) { nodes { id } }')).bookings.nodes).toEqual([]);
  });

  it('offers what is free around it, in the hours that it is open', async () => {
    const { by } = village.members[1]!;
    const { freeSlots, week } = await asset(
      by,
      `freeSlots(from: "${local(6, '00:00')}", until: "${local(8, '00:00')}", minutes: 300, first: 3) { start end }
      week(date: "2026-01-06") { week days { date entries { of } } }`,
    );
    expect(freeSlots).toEqual([
      { start: '2026-01-06T08:00:00.000Z', end: '2026-01-06T13:00:00.000Z' },
      { start: '2026-01-07T05:00:00.000Z', end: '2026-01-07T10:00:00.000Z' },
      { start: '2026-01-07T10:00:00.000Z', end: '2026-01-07T15:00:00.000Z' },
    ]);
    expect(week.week).toBe('2026-W02');
    expect(week.days.map((day: { entries: unknown[] }) => day.entries.length)).toEqual([0, 1, 0, 0, 0, 0, 0]);
  });

  it('is handed over, brought back and billed once, by the tariff of its hand-over', async () => {
    const { inspector, coordinator } = village.by;
    await moveClock(server, '2026-01-06T06:00:00.000Z');
    await inspector.does('recordHandOver', { ...use, reading: '100', condition: 'GOOD' });
    await moveClock(server, '2026-01-06T06:30:00.000Z');
    const dearer = { assetId, ...hourly, member: birr('70') };
    expect(await coordinator.isRefused('setTariff', dearer)).toBe('TARIFF_NEEDS_NOTICE');
    await coordinator.does('setTariff', { assetId, ...hourly, member: birr('40') });
    await moveClock(server, '2026-01-06T08:00:00.000Z');
    expect(await inspector.isRefused('recordReturn', { ...use, reading: '99', condition: 'GOOD' })).toBe(
      'READING_FALLS',
    );
    const returned = await inspector.does(
      'recordReturn',
      { ...use, reading: '412.5', condition: 'GOOD' },
      'booking { status return { reading usedMinutes } bill { amount { amount } rate { amount } quantity { value unit } comparisons { basis cost { amount } } } }',
    );
    expect(returned.booking).toEqual({
      status: 'BILLED',
      return: { reading: '412.5', usedMinutes: 120 },
      bill: {
        amount: { amount: '100.00' },
        rate: { amount: '50' },
        quantity: { value: '2', unit: 'h' },
        comparisons: [{ basis: 'HIRE_RATE', cost: { amount: '180.00' } }],
      },
    });
    expect(await inspector.isRefused('billBooking', { assetId, bookingId })).toBe('ALREADY_BILLED');
    expect(await inspector.isRefused('recordReturn', { ...use, reading: '500', condition: 'GOOD' })).toBe('NOT_IN_USE');
  });

  it('is paid for, by two people', async () => {
    expect(await pays(village.members[0]!)).toBe('100.00');
  });

  it('has a statement of how it was used and whether that carried it', async () => {
    const { treasurer } = village.by;
    const period = `statement(from: "${local(6, '00:00')}", until: "${local(7, '00:00')}")`;
    const energy = { assetId, category: 'ENERGY', variable: true, amount: birr('25') };
    await treasurer.does('recordAssetCost', energy);
    const { costId } = await treasurer.does('recordAssetCost', energy, 'costId');
    await treasurer.does('voidAssetCost', { assetId, costId, reason: 'Recorded twice' });
    expect(await treasurer.isRefused('voidAssetCost', { assetId, costId, reason: 'Again' })).toBe('COST_VOIDED');
    const { costs } = await asset(treasurer, 'costs(first: 9) { nodes { id voidedAt } }');
    expect(costs).toMatchObject({ nodes: [{ id: costId, voidedAt: expect.any(String) }, { voidedAt: null }] });
    const { statement } = await asset(
      treasurer,
      `${period} {
        utilisation { openHours usedHours usedByMembers utilisation availability noShows { k n } }
        costRecovery { income { amount } variableCosts { amount } depreciation { amount } recovery breakEvenPerHour }
        bookings uses
      }`,
    );
    expect(statement).toEqual({
      utilisation: {
        openHours: '10.000000',
        usedHours: '2.000000',
        usedByMembers: '2.000000',
        utilisation: '0.200000',
        availability: '1.000000',
        noShows: { k: 0, n: 1 },
      },
      costRecovery: {
        income: { amount: '100.00' },
        variableCosts: { amount: '25.00' },
        depreciation: { amount: '1.00' },
        recovery: '3.846154',
        breakEvenPerHour: '13.000000',
      },
      bookings: 1,
      uses: 1,
    });
    expect(await asset(village.members[2]!.by, `${period} { uses }`)).toEqual({ statement: null });
  });

  it('gives what it brought in beyond its costs to those who own it', async () => {
    const { treasurer, approver } = village.by;
    const { distributionId } = await treasurer.does('proposeSurplus', { assetId }, 'distributionId');
    expect(await treasurer.isRefused('approveSurplus', { assetId, distributionId })).toBe('SAME_PERSON');
    const { sharedAsset } = await approver.does(
      'approveSurplus',
      { assetId, distributionId },
      'sharedAsset { surpluses { status surplus { amount } } }',
    );
    expect(sharedAsset.surpluses).toMatchObject([{ status: 'DISTRIBUTED' }]);
    const surplus = Number(sharedAsset.surpluses[0].surplus.amount);
    expect(surplus).toBeGreaterThan(70);
    expect(surplus).toBeLessThan(75);
    const { by, enterpriseId } = village.members[0]!;
    const account = `query ($associationId: ID!, $partyId: ID!) {
      memberStatement(associationId: $associationId, partyId: $partyId, first: 10) { nodes { type amount { amount } } }
    }`;
    const lines = await eventually(
      async () => (await by.ask(account, { partyId: enterpriseId })).memberStatement.nodes,
      (nodes) => nodes.length > 4,
    );
    expect(lines.at(-1).type).toBe('CreditPosted');
    expect(Math.abs(Number(lines.at(-1).amount.amount))).toBeCloseTo(surplus * 0.6, 1);
  });

  it('shows in the member’s savings and reliability', async () => {
    const { by, enterpriseId } = village.members[0]!;
    by.token = village.by.approver.token;
    const { savings, reliability } = await by.ask(
      `query ($associationId: ID!, $enterpriseId: ID!, $atLeast: ConsistencyToken) {
        savings(associationId: $associationId, enterpriseId: $enterpriseId, atLeast: $atLeast) {
          basis class realised { n baselineCost { amount } jointCost { amount } saving { amount } }
        }
        reliability(associationId: $associationId, enterpriseId: $enterpriseId, atLeast: $atLeast) { status n }
      }`,
      { enterpriseId },
    );
    const [alone, together, saving] = [{ amount: '180.00' }, { amount: '100.00' }, { amount: '80.00' }];
    const realised = { n: 1, baselineCost: alone, jointCost: together, saving };
    expect(savings).toMatchObject([{ basis: 'HIRE_RATE', class: 'HARD', realised }]);
    expect(reliability.status).toBe('PUBLISHED');
    expect(reliability.n).toBeGreaterThanOrEqual(3);
  });

  it('is all there after the server was killed and started again', async () => {
    const { directory } = server;
    await server.stop('SIGKILL');
    server = await SpawnedServer.start(directory);
    const member = await Client.of(server, 'delegate0@village', 'village');
    const { myBookings } = await member.ask(
      'query ($associationId: ID!) { myBookings(associationId: $associationId, first: 5) { nodes { id status } } }',
    );
    expect(myBookings.nodes).toEqual([{ id: bookingId, status: 'BILLED' }]);
  });
});
