import { later, type EnterpriseId, type Instant, type JsonObject } from '@jointly/kernel';
import { AssetStory, custodian, monday, theFilter } from '../testing/asset-story';
import { paper } from '../testing/parties';
import { cda, delegateOf, memberId } from '../testing/purchase-cast';
import { coordinator } from '../testing/specification';
import { ReleaseBooking, RequestBooking } from './commands';

const [first, second] = [memberId(1), memberId(2)];
const outsider = 'enterprise_outsider' as EnterpriseId;
const hour = 3_600_000;

const asks = (story: AssetStory, start: Instant, end: Instant, enterpriseId = second, more: JsonObject = {}) =>
  story.tries(RequestBooking, { enterpriseId, start, end, ...more }, delegateOf(enterpriseId));

const codeFor = (story: AssetStory, start: Instant, end: Instant) => asks(story, start, end).refusal?.code;

describe('a booking', () => {
  it('stands at once where no approval is asked for, with what it is expected to cost', () => {
    const story = new AssetStory();
    const id = story.book(1, monday('10:00'), monday('12:00'));
    expect(story.booking(id)).toMatchObject({
      status: 'CONFIRMED',
      member: true,
      expectedCharge: { minor: 400_00 },
      noShowAt: monday('10:30'),
    });
  });

  it('is refused for a time that is taken, with the next free slots in the asset’s time zone', () => {
    const story = new AssetStory();
    story.book(1, monday('10:00'), monday('12:00'));
    expect(asks(story, monday('11:00'), monday('13:00')).refusal).toMatchObject({
      code: 'SLOT_TAKEN',
      message:
        'The asset is taken then. Free next: 2026-01-05 15:00–17:00, 2026-01-05 17:00–19:00, 2026-01-05 19:00–21:00 (Africa/Addis_Ababa).',
    });
  });

  it('begins when the one before it ends', () => {
    const story = new AssetStory();
    story.book(1, monday('10:00'), monday('12:00'));
    expect(codeFor(story, monday('12:00'), monday('13:00'))).toBeUndefined();
    expect(codeFor(story, monday('09:00'), monday('10:00'))).toBeUndefined();
  });

  it.each<[string, Instant, Instant, string]>([
    ['that ends before it starts', monday('12:00'), monday('11:00'), 'ENDS_BEFORE_IT_STARTS'],
    ['of no length', monday('12:00'), monday('12:00'), 'ENDS_BEFORE_IT_STARTS'],
    ['in the past', monday('07:00'), monday('09:00'), 'IN_THE_PAST'],
    ['that is too short', monday('12:00'), monday('12:59'), 'TOO_SHORT'],
    ['that is too long', monday('12:00'), later(monday('12:01'), 24 * hour), 'TOO_LONG'],
    [
      'that is too far ahead',
      later(monday('08:01'), 90 * 24 * hour),
      later(monday('10:00'), 90 * 24 * hour),
      'TOO_FAR_AHEAD',
    ],
    ['between two minutes', later(monday('12:00'), 1), monday('14:00'), 'NOT_ON_THE_MINUTE'],
  ])('is refused for a time %s', (_what, start, end, code) => {
    expect(codeFor(new AssetStory(), start, end)).toBe(code);
  });

  it('may begin at this very moment, be as short or long and as far ahead as the rules have it', () => {
    const story = new AssetStory();
    expect(codeFor(story, monday('08:00'), monday('09:00'))).toBeUndefined();
    const farthest = later(monday('08:00'), 90 * 24 * hour);
    expect(codeFor(story, farthest, later(farthest, 24 * hour))).toBeUndefined();
  });

  it('lies within the opening hours', () => {
    const story = new AssetStory({ rules: { openingHours: [{ weekday: 'MO', from: '12:00', until: '18:00' }] } });
    expect(codeFor(story, monday('08:00'), monday('10:00'))).toBe('OUTSIDE_OPENING_HOURS');
    expect(codeFor(story, monday('09:00'), monday('15:00'))).toBeUndefined();
  });

  it('waits until the asset is commissioned', () => {
    expect(codeFor(new AssetStory({ until: 'ACQUIRED' }), monday('10:00'), monday('11:00'))).toBe(
      'ASSET_NOT_AVAILABLE',
    );
  });

  it('waits while maintenance is due', () => {
    const story = new AssetStory().tell(
      { type: 'MaintenancePlanSet', data: { assetId: theFilter, everyDays: 30, since: monday('08:00') } },
      { type: 'MaintenanceFellDue', data: { assetId: theFilter, cause: 'METER' } },
    );
    expect(codeFor(story, monday('10:00'), monday('11:00'))).toBe('MAINTENANCE_DUE');
  });

  it('lies outside a downtime, and nowhere while one lasts longer than was expected', () => {
    const down = { downtimeId: 'downtime_1', start: monday('08:00'), expectedEnd: monday('12:00') };
    const story = new AssetStory().tell({
      type: 'DowntimeStarted',
      data: { assetId: theFilter, ...down, cause: 'BREAKDOWN', reportedBy: custodian },
    });
    expect(codeFor(story, monday('11:00'), monday('13:00'))).toBe('SLOT_TAKEN');
    expect(codeFor(story, monday('12:00'), monday('13:00'))).toBeUndefined();
    story.at(monday('12:00'));
    expect(codeFor(story, monday('15:00'), monday('16:00'))).toBe('OUT_OF_SERVICE');
  });

  it('is for members, unless the rules let others book at their own price', () => {
    const closed = new AssetStory();
    closed.admit(outsider);
    expect(asks(closed, monday('10:00'), monday('11:00'), outsider).refusal?.code).toBe('NOT_A_MEMBER');
    const open = new AssetStory({ rules: { nonMembers: true } });
    open.admit(outsider);
    expect(asks(open, monday('10:00'), monday('11:00'), outsider).events[0]?.data).toMatchObject({
      member: false,
      expectedCharge: { minor: 300_00 },
    });
  });

  it('is given by the enterprise’s delegate, or by a coordinator with a signed paper, and never by a CDA', () => {
    const story = new AssetStory();
    const wish = { enterpriseId: first, start: monday('10:00'), end: monday('11:00') };
    expect(story.tries(RequestBooking, wish, delegateOf(second)).refusal?.code).toBe('NO_MANDATE');
    expect(story.tries(RequestBooking, wish, cda).refusal?.code).toBe('NO_MANDATE');
    expect(story.tries(RequestBooking, wish, coordinator).refusal?.code).toBe('EVIDENCE_NEEDED');
    const { events } = story.does(RequestBooking, { ...wish, evidence: paper }, coordinator);
    expect(events[0]?.data).toMatchObject({ consent: { how: 'RECORDED_ON_BEHALF', evidence: paper } });
  });

  it('takes the place of one that was displaced, and of no other', () => {
    const story = new AssetStory();
    const id = story.book(1, monday('10:00'), monday('11:00'));
    const instead = { insteadOf: id };
    expect(asks(story, monday('12:00'), monday('13:00'), first, instead).refusal?.code).toBe('NOT_DISPLACED');
    const lost = { assetId: theFilter, bookingId: id, enterpriseId: first, cause: 'DOWNTIME', alternatives: [] };
    story.tell({ type: 'BookingDisplaced', data: lost });
    expect(asks(story, monday('12:00'), monday('13:00'), second, instead).refusal?.code).toBe('NOT_DISPLACED');
    expect(asks(story, monday('12:00'), monday('13:00'), first, instead).events[0]?.data).toMatchObject(instead);
  });
});

describe('a quota', () => {
  const twoHours = () => new AssetStory({ rules: { quota: { period: 'DAY', minutes: 120 } } });

  it('is kept per enterprise and day of the asset’s time zone', () => {
    const story = twoHours();
    story.book(2, monday('19:00'), monday('21:00'));
    expect(codeFor(story, monday('10:00'), monday('11:00'))).toBe('QUOTA_EXCEEDED');
    expect(codeFor(story, monday('21:00'), monday('23:00'))).toBeUndefined();
    expect(asks(story, monday('10:00'), monday('11:00'), first).refusal).toBeUndefined();
  });

  it('says how much is left', () => {
    const story = twoHours();
    story.book(2, monday('10:00'), monday('11:00'));
    expect(asks(story, monday('12:00'), monday('14:00')).refusal?.message).toContain('60 are left');
  });

  it('is given back by a release, and not by a no-show', () => {
    const story = twoHours();
    const id = story.book(2, monday('10:00'), monday('12:00'));
    story.does(ReleaseBooking, { bookingId: id, enterpriseId: second }, delegateOf(second));
    story.book(2, monday('12:00'), monday('14:00'));
    story.at(monday('13:00'));
    expect(story.types()).toContain('BookingMissed');
    expect(codeFor(story, monday('15:00'), monday('16:00'))).toBe('QUOTA_EXCEEDED');
  });
});
