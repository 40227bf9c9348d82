import { moveClock } from './client';
import { SpawnedServer } from './spawned-server';
import { birr, evidence, found, type Village } from './village';
import { accessRules, hourly, local, ofAsset, personOf, press, pressInService, slot } from './workshop';

jest.setTimeout(60_000);

const noHint = /node_modules|\n +at |SQLITE|TypeError|undefined|\[object/;

describe('bad input about shared assets', () => {
  let server: SpawnedServer;
  let village: Village;
  let other: Village;
  let assetId: string;
  let custodian: string;

  beforeAll(async () => {
    server = await SpawnedServer.start();
    village = await found(server, 'village', 2);
    other = await found(server, 'otherplace', 1);
    assetId = await pressInService(village, { quota: { period: 'DAY', minutes: 240 } });
    custodian = await personOf(village.by.inspector);
  });
  afterAll(() => server.discard());

  const wish = (over: object = {}) => ({
    assetId,
    enterpriseId: village.members[0]!.enterpriseId,
    ...slot(6, '09:00', '11:00'),
    ...over,
  });

  it.each<[string, object, string, string | null]>([
    ['an end before its start', slot(6, '11:00', '09:00'), 'ENDS_BEFORE_IT_STARTS', 'end'],
    ['no time at all', slot(6, '11:00', '11:00'), 'ENDS_BEFORE_IT_STARTS', 'end'],
    ['less than an hour', slot(6, '09:00', '09:59'), 'TOO_SHORT', 'end'],
    ['a hundred years', { start: local(6, '09:00'), end: '2126-01-06T09:00:00Z' }, 'TOO_LONG', 'end'],
    ['the year 9999', { start: '9999-12-31T06:00:00Z', end: '9999-12-31T08:00:00Z' }, 'TOO_FAR_AHEAD', 'start'],
    ['yesterday', slot(4, '09:00', '11:00'), 'IN_THE_PAST', 'start'],
    ['half a minute', { start: '2026-01-06T06:00:30Z' }, 'NOT_ON_THE_MINUTE', 'start'],
    ['a Sunday', slot(11, '09:00', '11:00'), 'OUTSIDE_OPENING_HOURS', 'start'],
    [
      'hours of another time zone',
      { start: '2026-01-06T16:00:00Z', end: '2026-01-06T18:00:00Z' },
      'OUTSIDE_OPENING_HOURS',
      'start',
    ],
    ['more than its quota', slot(6, '08:00', '13:00'), 'QUOTA_EXCEEDED', 'end'],
    ['an unknown asset', { assetId: 'asset_nowhere' }, 'ASSET_NOT_FOUND', 'assetId'],
    ['an unknown enterprise', { enterpriseId: 'enterprise_nobody' }, 'ENTERPRISE_NOT_FOUND', 'enterpriseId'],
    ['an id that can be none', { assetId: '../../etc' }, 'INVALID_INPUT', 'assetId'],
    ['an over-long purpose', { purpose: 'x'.repeat(201) }, 'INVALID_INPUT', 'purpose'],
    ['a booking that was never displaced', { insteadOf: 'booking_nowhere' }, 'NOT_DISPLACED', 'insteadOf'],
    ['an association that does not exist', { associationId: 'nowhere' }, 'ASSOCIATION_NOT_FOUND', 'associationId'],
  ])('is refused, naming the field: a booking of %s', async (_what, over, code, field) => {
    const { userErrors } = await village.members[0]!.by.say('requestBooking', wish(over));
    expect(userErrors).toEqual([{ code, message: expect.not.stringMatching(noHint), field }]);
  });

  it.each<[string, string, string]>([
    ['that is none', 'every other Tuesday', 'RECURRENCE_RULE_INVALID'],
    ['that is empty of sense', 'FREQ=SOMETIMES', 'RECURRENCE_RULE_INVALID'],
    ['of every minute', 'FREQ=MINUTELY;COUNT=5', 'RECURRENCE_RULE_INVALID'],
    ['with a line of its own', 'FREQ=DAILY;COUNT=2\nDTSTART:20200101T000000Z', 'RECURRENCE_RULE_INVALID'],
    ['with more than a year of days', 'FREQ=DAILY;COUNT=400', 'TOO_MANY_OCCURRENCES'],
    ['whose bookings overlap', 'FREQ=HOURLY;COUNT=3', 'OCCURRENCES_OVERLAP'],
  ])('is refused: a series by a rule %s', async (_what, rule, code) => {
    const series = { ...wish(), rule, onConflict: 'REFUSE' };
    const { userErrors } = await village.members[0]!.by.say('requestRecurringBooking', series);
    expect(userErrors).toEqual([{ code, message: expect.not.stringMatching(noHint), field: 'rule' }]);
  });

  it.each<[string, object, string, string | null]>([
    ['an unknown time zone', { timeZone: 'Atlantis/Capital' }, 'UNKNOWN_TIME_ZONE', 'timeZone'],
    ['an unknown cluster', { clusterId: 'cluster_nowhere' }, 'CLUSTER_NOT_FOUND', 'clusterId'],
    ['no custodian', { custodians: [] }, 'INVALID_INPUT', 'custodians'],
    ['an owner without a name', { owner: { kind: 'INSTITUTION' } }, 'INVALID_INPUT', 'owner.kind'],
    ['an owner too many', { owner: { kind: 'ASSOCIATION', name: 'Chamber' } }, 'INVALID_INPUT', 'owner.kind'],
    ['shareholders without shares', { owner: { kind: 'SHAREHOLDERS' } }, 'SHARE_CAPITAL_NEEDED', 'shareCapital'],
    [
      'a minimum above its maximum',
      { rules: { ...accessRules, minimumMinutes: 601 } },
      'ACCESS_RULES_CONTRADICT',
      'rules.minimumMinutes',
    ],
    [
      'an opening that ends before it begins',
      { rules: { ...accessRules, openingHours: [{ weekday: 'MO', from: '18:00', until: '08:00' }] } },
      'ACCESS_RULES_CONTRADICT',
      'rules.openingHours.0',
    ],
    [
      'a time of day that is none',
      { rules: { ...accessRules, openingHours: [{ weekday: 'MO', from: '25:00', until: '26:00' }] } },
      'INVALID_INPUT',
      'rules.openingHours.0.from',
    ],
    [
      'a late release that counts more than a kept one',
      { rules: { ...accessRules, lateReleaseOutcome: '1.5' } },
      'INVALID_INPUT',
      'rules.lateReleaseOutcome',
    ],
  ])('is refused, naming the field: an asset with %s', async (_what, over, code, field) => {
    const { userErrors } = await village.by.coordinator.say('registerAsset', { ...press(village, custodian), ...over });
    expect(userErrors[0]).toEqual({ code, message: expect.not.stringMatching(noHint), field });
  });

  it.each<[string, object, string, string]>([
    ['another currency', { member: { amount: '50', currency: 'XOF' } }, 'WRONG_CURRENCY', 'member'],
    ['a price of nothing', { member: birr('0') }, 'INVALID_INPUT', 'member'],
    ['a meter that is not there', { basis: 'METER' }, 'NO_METER', 'basis'],
    ['a start in the past', { validFrom: local(1, '00:00') }, 'TARIFF_IN_THE_PAST', 'validFrom'],
  ])('is refused, naming the field: a tariff of %s', async (_what, over, code, field) => {
    const { userErrors } = await village.by.coordinator.say('setTariff', { assetId, ...hourly, ...over });
    expect(userErrors[0]).toMatchObject({ code, field });
  });

  it('of roles and mandates is refused', async () => {
    const [first, second] = village.members;
    const { coordinator, inspector, agent, treasurer } = village.by;
    expect(await first!.by.isRefused('requestBooking', wish({ enterpriseId: second!.enterpriseId }))).toBe(
      'NO_MANDATE',
    );
    expect(await agent.isRefused('requestBooking', wish({ evidence }))).toBe('NO_MANDATE');
    expect(await coordinator.isRefused('requestBooking', wish())).toBe('EVIDENCE_NEEDED');
    expect(
      await treasurer.isRefused('startDowntime', { assetId, expectedEnd: local(7, '09:00'), cause: 'OTHER' }),
    ).toBe('NOT_PERMITTED');
    expect(await inspector.isRefused('setTariff', { assetId, ...hourly })).toBe('NOT_PERMITTED');
  });

  it('that comes twice, too late or out of order is refused', async () => {
    const { coordinator, inspector } = village.by;
    const metered = await coordinator.does(
      'registerAsset',
      { ...press(village, custodian), meterUnit: 'kg' },
      'assetId',
    );
    const of = { assetId: metered.assetId };
    expect(await coordinator.isRefused('commissionAsset', { ...of, reading: '10' })).toBe('NOT_ACQUIRED');
    const bought = { ...of, price: birr('100'), salvage: birr('101'), lifeYears: 5 };
    expect(await coordinator.isRefused('recordAcquisition', bought)).toBe('SALVAGE_ABOVE_PRICE');
    await coordinator.does('recordAcquisition', { ...bought, salvage: birr('0') });
    expect(await coordinator.isRefused('commissionAsset', of)).toBe('READING_NEEDED');
    await coordinator.does('commissionAsset', { ...of, reading: '10' });
    const { by, enterpriseId } = village.members[1]!;
    const booked = { ...of, enterpriseId };
    const { bookingId } = await by.does('requestBooking', { ...booked, ...slot(6, '09:00', '11:00') }, 'bookingId');
    const use = { ...booked, bookingId, condition: 'GOOD' };
    expect(await inspector.isRefused('recordReturn', { ...use, reading: '10' })).toBe('NOT_IN_USE');
    expect(await inspector.isRefused('recordHandOver', { ...use, reading: '9' })).toBe('READING_FALLS');
    await moveClock(server, '2026-01-06T06:00:00.000Z');
    await inspector.does('recordHandOver', { ...use, reading: '10' });
    expect(await inspector.isRefused('recordHandOver', { ...use, reading: '10' })).toBe('NOT_CONFIRMED');
    expect(await by.isRefused('releaseBooking', { ...booked, bookingId })).toBe('NOT_RELEASABLE');
    expect(await inspector.isRefused('billBooking', { ...of, bookingId })).toBe('NOT_RETURNED');
    await moveClock(server, '2026-01-06T08:00:00.000Z');
    await inspector.does('recordReturn', { ...use, reading: '20' });
    expect(await inspector.isRefused('recordReturn', { ...use, reading: '20' })).toBe('NOT_IN_USE');
    expect(await inspector.isRefused('billBooking', { ...of, bookingId })).toBe('ALREADY_BILLED');
    expect(await inspector.isRefused('recordMeterReading', { ...of, reading: '19' })).toBe('READING_FALLS');
    expect(await coordinator.isRefused('endDowntime', of)).toBe('NOT_OUT_OF_SERVICE');
    await coordinator.does('retireAsset', { ...of, reason: 'Worn out.' });
    expect(await by.isRefused('requestBooking', { ...booked, ...slot(8, '09:00', '11:00') })).toBe('ASSET_RETIRED');
  });

  it('with a key that was used for another slot is refused, and books the first once', async () => {
    const { by } = village.members[0]!;
    const mine = wish({ ...slot(7, '14:00', '15:00'), idempotencyKey: 'one-hour' });
    const first = await by.does('requestBooking', mine, 'bookingId');
    expect((await by.does('requestBooking', mine, 'bookingId')).bookingId).toBe(first.bookingId);
    expect(await by.isRefused('requestBooking', { ...mine, ...slot(7, '15:00', '16:00') })).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
  });

  it('about money is refused: a pledge that is none any more, a surplus where there is none', async () => {
    const { coordinator, treasurer, approver } = village.by;
    const assetId = await pressInService(village);
    await coordinator.does('openFunding', { assetId, target: birr('500'), deadline: '2026-02-01T00:00:00Z' });
    const { by, enterpriseId } = village.members[0]!;
    await by.does('fundAsset', { assetId, enterpriseId, amount: birr('10') }, 'pledgeId');
    await by.does('withdrawPledge', { assetId, enterpriseId });
    expect(await by.isRefused('withdrawPledge', { assetId, enterpriseId })).toBe('PLEDGE_NOT_FOUND');
    expect(await treasurer.isRefused('proposeSurplus', { assetId })).toBe('NO_SURPLUS');
    expect(await approver.isRefused('rejectSurplus', { assetId, distributionId: 'distribution_nowhere' })).toBe(
      'SURPLUS_NOT_FOUND',
    );
  });

  describe('in questions', () => {
    const reason = async (selection: string) => {
      const { by } = village.members[0]!;
      const { body } = await by.send(ofAsset(selection), { associationId: 'village', id: assetId });
      return body.errors?.[0].extensions;
    };

    it.each<[string, string, string]>([
      [
        'a span that ends before it begins',
        `calendar(from: "${local(8, '00:00')}", until: "${local(7, '00:00')}") { of }`,
        'until',
      ],
      ['a calendar of a year', 'calendar(from: "2026-01-01T00:00:00Z", until: "2027-01-01T00:00:00Z") { of }', 'until'],
      [
        'a statement of ten years',
        'statement(from: "2026-01-01T00:00:00Z", until: "2036-01-01T00:00:00Z") { uses }',
        'until',
      ],
      ['a day that there is not', 'day(date: "2026-02-30") { date }', 'date'],
      ['a day beyond what a calendar can do', 'day(date: "9999-12-31") { date }', 'date'],
      ['a week beyond it', 'week(date: "9999-12-31") { week }', 'date'],
      ['a week before it', 'week(date: "0000-01-01") { week }', 'date'],
      ['a date that is none', 'week(date: "next week") { week }', 'date'],
      [
        'slots of no length',
        `freeSlots(from: "${local(7, '00:00')}", until: "${local(8, '00:00')}", minutes: 0, first: 1) { start }`,
        'minutes',
      ],
      ['more bookings than a page has', 'bookings(first: 101) { nodes { id } }', 'first'],
    ])('is told what to mend: %s', async (_what, selection, field) => {
      expect(await reason(selection)).toMatchObject({ code: 'BAD_USER_INPUT', field });
    });

    it('is bounded: a document that asks for too much is refused before it runs', async () => {
      const much = `query { sharedAssets(associationId: "village", first: 100) { nodes { bookings(first: 100) { nodes { id } } } } }`;
      const { status, body } = await village.by.coordinator.send(much);
      expect([status, body.errors[0].extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    });

    it('strangers hear the same of an asset of another association as of one that does not exist', async () => {
      const ask = async (associationId: string, id: string) => {
        const { body } = await other.by.coordinator.send(ofAsset('title'), { associationId, id });
        const [{ message, extensions }] = body.errors;
        return { data: body.data, message, code: extensions.code };
      };
      expect(await ask('otherplace', assetId)).toEqual(await ask('otherplace', 'asset_nowhere'));
      expect(await ask('village', assetId)).toEqual(await ask('nowhere', assetId));
    });
  });
});
