import { days, later, type DomainEvent, type Instant } from '@jointly/kernel';
import { AssetStory, custodian, monday, theFilter, type AssetSetting } from '../testing/asset-story';
import { delegateOf, memberId } from '../testing/purchase-cast';
import {
  CancelMaintenance,
  CompleteMaintenance,
  CorrectMeterReading,
  EndDowntime,
  ExtendDowntime,
  JoinWaitlist,
  RecordHandOver,
  RecordMeterReading,
  RetireAsset,
  ScheduleMaintenance,
  SetMaintenancePlan,
  StartDowntime,
} from './commands';

const inDays = (count: number, time: string): Instant => later(monday(time), days(count));
const told = (story: AssetStory, type: string) => story.world.log.filter((event) => event.type === type);

/** An hour of member 1, so many hours after a day from now. */
function booked(hour: number): DomainEvent[] {
  const start = later(inDays(1, '00:00'), hour * 3_600_000);
  const of = { assetId: theFilter, bookingId: `booking_${hour}`, enterpriseId: memberId(1) };
  const terms = {
    start,
    end: later(start, 3_600_000),
    member: true,
    rulesVersion: 1,
    cutOffAt: start,
    noShowAt: start,
    lateReleaseOutcome: '0.5',
    returnGraceHours: 4,
    expectedCharge: null,
    paymentDueDays: 30,
    reference: { minor: 1, currency: 'ETB' },
    consent: { how: 'DELEGATE', mandateId: 'mandate_1' },
  };
  return [
    { type: 'BookingRequested', data: { ...of, ...terms } },
    { type: 'BookingConfirmed', data: { ...of, by: 'RULE' } },
  ];
}

describe('downtime', () => {
  const breaksDown = (story: AssetStory, expectedEnd: Instant) =>
    story.tries(StartDowntime, { expectedEnd, cause: 'BREAKDOWN', note: 'The pump leaks.' }, custodian);

  it('displaces bookings until its expected end, says whom, and offers others', () => {
    const story = new AssetStory();
    const hit = story.book(1, monday('12:00'), monday('14:00'));
    const spared = story.book(2, monday('16:00'), monday('18:00'));
    const { events } = breaksDown(story.at(monday('11:00')), monday('16:00'));
    expect(events.map(({ type }) => type)).toEqual(['DowntimeStarted', 'BookingDisplaced']);
    expect(events[0]!.data).toMatchObject({ start: monday('11:00'), expectedEnd: monday('16:00') });
    const { causeId, alternatives } = events[1]!.data as { causeId: string; alternatives: { start: Instant }[] };
    expect(events[1]!.data).toMatchObject({ bookingId: hit, enterpriseId: memberId(1), cause: 'DOWNTIME' });
    expect(causeId).toBe(story.asset.downtime?.downtimeId);
    expect(alternatives[0]).toEqual({ start: monday('18:00'), end: monday('20:00') });
    expect([story.booking(hit)?.status, story.booking(spared)?.status]).toEqual(['DISPLACED', 'CONFIRMED']);
  });

  it('leaves alone whoever has the asset', () => {
    const story = new AssetStory();
    const bookingId = story.book(1, monday('10:00'), monday('14:00'));
    story.at(monday('10:00')).does(RecordHandOver, { ...story.naming(bookingId), condition: 'GOOD' }, custodian);
    breaksDown(story.at(monday('11:00')), monday('16:00'));
    expect(story.booking(bookingId)?.status).toBe('IN_USE');
  });

  it('that lasts longer displaces more', () => {
    const story = new AssetStory();
    const bookingId = story.book(1, monday('16:00'), monday('18:00'));
    breaksDown(story.at(monday('11:00')), monday('16:00'));
    const lasts = (expectedEnd: Instant) => story.tries(ExtendDowntime, { expectedEnd }, custodian).refusal?.code;
    expect(lasts(monday('15:00'))).toBe('NOT_LONGER');
    expect(lasts(monday('17:00'))).toBeUndefined();
    expect(story.booking(bookingId)?.status).toBe('DISPLACED');
  });

  it('that ends frees what is left of it, first for whoever waits', () => {
    const story = new AssetStory();
    breaksDown(story.at(monday('11:00')), monday('20:00'));
    const slot = { start: monday('16:00'), end: monday('18:00') };
    story.does(JoinWaitlist, { enterpriseId: memberId(2), ...slot }, delegateOf(memberId(2)));
    const { events } = story.at(monday('12:00')).does(EndDowntime, {}, custodian);
    expect(events.map(({ type }) => type)).toEqual(['DowntimeEnded', 'BookingPromoted']);
    expect(story.asset).not.toHaveProperty('downtime');
    story.book(1, monday('13:00'), monday('15:00'));
  });

  it('is one at a time, ends ahead and within a year', () => {
    const story = new AssetStory().at(monday('11:00'));
    expect(story.tries(EndDowntime, {}, custodian).refusal?.code).toBe('NOT_OUT_OF_SERVICE');
    expect(breaksDown(story, monday('11:00')).refusal?.code).toBe('ENDS_IN_THE_PAST');
    expect(breaksDown(story, inDays(367, '11:00')).refusal?.code).toBe('TOO_LONG');
    expect(breaksDown(story, monday('12:00')).refusal).toBeUndefined();
    expect(breaksDown(story, monday('12:00')).refusal?.code).toBe('OUT_OF_SERVICE');
    const longer = { expectedEnd: monday('12:30') };
    expect(story.at(monday('13:00')).tries(ExtendDowntime, longer, custodian).refusal?.code).toBe('ENDS_IN_THE_PAST');
    const unused = new AssetStory({ until: 'ACQUIRED' });
    expect(breaksDown(unused, inDays(1, '12:00')).refusal?.code).toBe('ASSET_NOT_AVAILABLE');
  });

  it('displaces only so many at once; the rest when it is extended', () => {
    const story = new AssetStory();
    const crowd = Array.from({ length: 201 }, (_, hour) => booked(hour));
    story.tell(...crowd.flat());
    expect(breaksDown(story, inDays(30, '11:00')).refusal?.code).toBe('TOO_MANY_BOOKINGS');
    const schedules = { title: 'Overhaul', start: inDays(1, '00:00'), end: inDays(30, '00:00') };
    expect(story.tries(ScheduleMaintenance, schedules, custodian).refusal?.code).toBe('TOO_MANY_BOOKINGS');
    expect(story.tries(RetireAsset, { reason: 'Worn out.' }).refusal).toMatchObject({
      code: 'TOO_MANY_BOOKINGS',
      message: expect.stringContaining('Take it out of service first') as string,
    });
    const lasts = (expectedEnd: Instant) => story.tries(ExtendDowntime, { expectedEnd }, custodian).refusal?.code;
    expect(breaksDown(story, inDays(1, '00:10')).refusal).toBeUndefined();
    expect([lasts(inDays(30, '11:00')), lasts(inDays(9, '00:00'))]).toEqual([undefined, 'NOT_LONGER']);
    expect(told(story, 'BookingDisplaced')).toHaveLength(201);
  });

  it('is recorded by whoever keeps the asset', () => {
    const story = new AssetStory();
    const data = { expectedEnd: monday('16:00'), cause: 'OTHER' } as const;
    expect(story.tries(StartDowntime, data, delegateOf(memberId(1))).refusal?.code).toBe('NOT_PERMITTED');
  });
});

describe('scheduled maintenance', () => {
  const schedules = (story: AssetStory, start: Instant, end: Instant) =>
    story.tries(ScheduleMaintenance, { title: 'New filter cloths', start, end }, custodian);

  it('takes its time, and displaces who had it', () => {
    const story = new AssetStory();
    const bookingId = story.book(1, monday('12:00'), monday('14:00'));
    const { events } = schedules(story.at(monday('11:00')), monday('13:00'), monday('17:00'));
    expect(events.map(({ type }) => type)).toEqual(['MaintenanceScheduled', 'BookingDisplaced']);
    expect(events[1]!.data).toMatchObject({ bookingId, cause: 'MAINTENANCE' });
    expect(() => story.book(2, monday('16:00'), monday('18:00'))).toThrow('SLOT_TAKEN');
  });

  it('lies ahead, ends after it starts, and does not meet another one', () => {
    const story = new AssetStory().at(monday('11:00'));
    const code = (start: Instant, end: Instant) => schedules(story, start, end).refusal?.code;
    expect(code(monday('10:00'), monday('12:00'))).toBe('IN_THE_PAST');
    expect(code(monday('12:00'), monday('12:00'))).toBe('ENDS_BEFORE_IT_STARTS');
    expect(code(monday('12:00'), inDays(400, '12:00'))).toBe('TOO_LONG');
    expect(code(monday('12:00'), monday('14:00'))).toBeUndefined();
    expect(code(monday('13:00'), monday('15:00'))).toBe('MAINTENANCE_OVERLAPS');
    expect(code(monday('14:00'), monday('15:00'))).toBeUndefined();
  });

  it('does not take the asset out of somebody’s hands', () => {
    const story = new AssetStory();
    const bookingId = story.book(1, monday('10:00'), monday('14:00'));
    story.at(monday('10:00')).does(RecordHandOver, { ...story.naming(bookingId), condition: 'GOOD' }, custodian);
    expect(schedules(story, monday('13:00'), monday('15:00')).refusal?.code).toBe('ASSET_IN_HAND');
    expect(schedules(story, monday('14:00'), monday('15:00')).refusal).toBeUndefined();
  });

  it('that is cancelled or done early frees its time', () => {
    const story = new AssetStory().at(monday('11:00'));
    const scheduled = (start: string, end: string) => {
      const { events } = schedules(story, monday(start), monday(end));
      return (events[0]!.data as { maintenanceId: string }).maintenanceId;
    };
    const [cancelled, done] = [scheduled('12:00', '14:00'), scheduled('14:00', '16:00')];
    story.does(CancelMaintenance, { maintenanceId: cancelled }, custodian);
    story.book(1, monday('12:00'), monday('14:00'));
    story.does(CompleteMaintenance, { maintenanceId: done }, custodian);
    story.book(1, monday('14:00'), monday('16:00'));
    expect(story.tries(CancelMaintenance, { maintenanceId: done }, custodian).refusal?.code).toBe(
      'MAINTENANCE_NOT_FOUND',
    );
  });
});

describe('a maintenance plan', () => {
  const metered: AssetSetting = { meterUnit: 'h' };
  const reads = (story: AssetStory, reading: string) =>
    story.does(RecordMeterReading, { reading }, custodian).events.map(({ type }) => type);

  it('falls due with the reading that reaches it, and blocks new bookings until maintenance is scheduled', () => {
    const story = new AssetStory(metered);
    story.does(SetMaintenancePlan, { everyUnits: '50' });
    expect(reads(story, '149.9')).toEqual(['MeterRead']);
    expect(reads(story, '150')).toEqual(['MeterRead', 'MaintenanceFellDue']);
    expect(reads(story, '151')).toEqual(['MeterRead']);
    expect(() => story.book(1, monday('12:00'), monday('14:00'))).toThrow('MAINTENANCE_DUE');
    story.does(ScheduleMaintenance, { title: 'Oil', start: monday('20:00'), end: monday('21:00') }, custodian);
    story.book(1, monday('12:00'), monday('14:00'));
  });

  it('counts from the last one done, at what the meter showed then', () => {
    const story = new AssetStory(metered);
    story.does(SetMaintenancePlan, { everyUnits: '50' });
    reads(story, '150');
    const { events } = story.does(CompleteMaintenance, { reading: '152' }, custodian);
    expect(events.map(({ type }) => type)).toEqual(['MeterRead', 'MaintenanceCompleted']);
    expect(story.asset.plan).toMatchObject({ sinceReading: '152', due: null });
    expect(reads(story, '201')).toEqual(['MeterRead']);
    expect(reads(story, '202')).toEqual(['MeterRead', 'MaintenanceFellDue']);
  });

  it('falls due by a reading that is corrected upwards too', () => {
    const story = new AssetStory(metered);
    story.does(SetMaintenancePlan, { everyUnits: '50' });
    reads(story, '110');
    const { readingId } = story.asset.readings.last()!;
    const { events } = story.does(CorrectMeterReading, { readingId, reading: '170', reason: 'Misread.' }, custodian);
    expect(events.map(({ type }) => type)).toEqual(['MeterReadingCorrected', 'MaintenanceFellDue']);
  });

  it('is due no longer where the reading that reached it was wrong', () => {
    const story = new AssetStory(metered);
    story.does(SetMaintenancePlan, { everyUnits: '50' });
    reads(story, '150');
    const { readingId } = story.asset.readings.last()!;
    const corrected = (reading: string) =>
      story.does(CorrectMeterReading, { readingId, reading, reason: 'A typo.' }, custodian);
    corrected('155');
    expect(story.asset.plan?.due).toBe('METER');
    corrected('115');
    story.book(1, monday('12:00'), monday('14:00'));
    expect(reads(story, '150')).toContain('MaintenanceFellDue');
  });

  it('stays due by date whatever the meter showed', () => {
    const story = new AssetStory(metered);
    story.does(SetMaintenancePlan, { everyUnits: '50', everyDays: 30 });
    reads(story, '110');
    story.at(inDays(30, '08:00'));
    const { readingId } = story.asset.readings.last()!;
    story.does(CorrectMeterReading, { readingId, reading: '105', reason: 'A typo.' }, custodian);
    expect(story.asset.plan?.due).toBe('DATE');
  });

  it('falls due by date, whichever comes first, and once', () => {
    const story = new AssetStory(metered);
    story.does(SetMaintenancePlan, { everyUnits: '50', everyDays: 30 });
    story.at(inDays(29, '08:00'));
    expect(told(story, 'MaintenanceFellDue')).toEqual([]);
    story.at(inDays(40, '08:00'));
    expect(told(story, 'MaintenanceFellDue').map(({ data }) => data['cause'])).toEqual(['DATE']);
  });

  it('is due after all when what was scheduled is over and nobody did it', () => {
    const story = new AssetStory();
    story.does(SetMaintenancePlan, { everyDays: 10 });
    const slot = { start: inDays(9, '10:00'), end: inDays(12, '10:00') };
    story.does(ScheduleMaintenance, { title: 'Oil', ...slot }, custodian);
    story.at(inDays(11, '10:00'));
    expect(story.asset.plan?.due).toBeNull();
    story.at(inDays(12, '10:00'));
    expect(story.asset.plan?.due).toBe('DATE');
  });

  it('is due again when what was scheduled instead is cancelled', () => {
    const story = new AssetStory();
    story.does(SetMaintenancePlan, { everyDays: 10 });
    story.at(inDays(10, '08:00'));
    const slot = { start: inDays(11, '10:00'), end: inDays(12, '10:00') };
    const { events } = story.does(ScheduleMaintenance, { title: 'Oil', ...slot }, custodian);
    const { maintenanceId } = events[0]!.data as { maintenanceId: string };
    story.does(CancelMaintenance, { maintenanceId }, custodian);
    expect(told(story, 'MaintenanceFellDue')).toHaveLength(2);
  });

  it('made for an asset that is overdue is due at once', () => {
    const story = new AssetStory();
    const { events } = story
      .at(inDays(20, '08:00'))
      .does(SetMaintenancePlan, { everyDays: 10, since: monday('08:00') });
    expect(events.map(({ type }) => type)).toEqual(['MaintenancePlanSet', 'MaintenanceFellDue']);
  });

  it('says when, by a meter only where there is one', () => {
    const story = new AssetStory();
    const code = (data: object) => story.tries(SetMaintenancePlan, data).refusal?.code;
    expect(code({})).toBe('PLAN_EMPTY');
    expect(code({ everyUnits: '5' })).toBe('NO_METER');
    expect(code({ everyDays: 5, since: inDays(1, '08:00') })).toBe('OCCURRED_IN_THE_FUTURE');
    const withMeter = new AssetStory(metered);
    expect(withMeter.tries(SetMaintenancePlan, { everyUnits: '0' }).refusal?.code).toBe('QUANTITY_NOT_POSITIVE');
  });
});
