import { days, later, type DomainEvent } from '@jointly/kernel';
import { AssetStory, custodian, monday, theFilter } from '../testing/asset-story';
import { delegateOf, memberId } from '../testing/purchase-cast';
import { HoldBooking, RecordReturn, ReleaseBooking } from './commands';
import { assetDeadlines } from './deadlines';

const first = memberId(1);
const hour = 3_600_000;

const about = (bookingId: string, member = 1) => ({ assetId: theFilter, bookingId, enterpriseId: memberId(member) });

const handedOver = (bookingId: string, at = monday('10:00')): DomainEvent => ({
  type: 'AssetHandedOver',
  data: { ...about(bookingId), at, condition: 'GOOD' },
});

/** What the asset's own stream has since then. */
const since = (story: AssetStory, count: number) =>
  story.world.log
    .slice(count)
    .filter(({ stream }) => stream.startsWith('sharedAsset-'))
    .map(({ type }) => type);

describe('what time alone brings', () => {
  it('is the earliest first, and one thing at a time', () => {
    const story = new AssetStory();
    const late = story.book(1, later(monday('10:00'), 72 * hour), later(monday('11:00'), 72 * hour));
    const soon = story.book(2, later(monday('10:00'), 48 * hour), later(monday('11:00'), 48 * hour));
    expect(assetDeadlines(story.asset)).toEqual([{ name: `cutoff:${soon}`, due: later(monday('10:00'), 24 * hour) }]);
    story.does(ReleaseBooking, { bookingId: soon, enterpriseId: memberId(2) }, delegateOf(memberId(2)));
    expect(assetDeadlines(story.asset)).toEqual([{ name: `cutoff:${late}`, due: later(monday('10:00'), 48 * hour) }]);
    story.does(ReleaseBooking, { bookingId: late, enterpriseId: first }, delegateOf(first));
    expect(assetDeadlines(story.asset)).toEqual([]);
  });

  it('is found between a booking and a hold that come due on one day', () => {
    const story = new AssetStory({ rules: { cutOffHours: 0 } });
    story.book(1, monday('09:00'), monday('10:00'));
    const slot = { start: monday('12:00'), end: monday('13:00') };
    story.does(HoldBooking, { enterpriseId: first, ...slot }, delegateOf(first));
    expect(assetDeadlines(story.asset)[0]?.name).toMatch(/^cutoff:/);
    story.at(monday('09:00'));
    expect(assetDeadlines(story.asset)[0]).toMatchObject({ due: monday('09:30') });
  });

  it('is that what was not brought back is overdue, once, when its grace is over', () => {
    const story = new AssetStory({ rules: { returnGraceHours: 4 } });
    const bookingId = story.book(1, monday('10:00'), monday('11:00'));
    story.tell(handedOver(bookingId));
    expect(assetDeadlines(story.asset)).toEqual([{ name: `overdue:${bookingId}`, due: monday('15:00') }]);
    const told = story.world.log.length;
    story.at(monday('22:00'));
    expect(since(story, told)).toEqual(['ReturnOverdue']);
    expect(assetDeadlines(story.asset)).toEqual([]);
    story.does(RecordReturn, { ...story.naming(bookingId), condition: 'GOOD' }, custodian);
    expect(story.booking(bookingId)?.status).toBe('BILLED');
  });

  it('is recorded in order of time, however late it is noticed', () => {
    const story = new AssetStory({ rules: { cutOffHours: 1 } });
    story.book(1, monday('10:00'), monday('11:00'));
    story.book(2, monday('12:00'), monday('13:00'));
    const told = story.world.log.length;
    story.at(monday('20:00'));
    expect(since(story, told)).toEqual([
      'ReleaseCutOffPassed',
      'BookingMissed',
      'BookingFeeCharged',
      'ReleaseCutOffPassed',
      'BookingMissed',
      'BookingFeeCharged',
    ]);
    expect(assetDeadlines(story.asset)).toEqual([]);
  });
});

describe('a booking that nobody fetches', () => {
  it('is a no-show, costs the fee, and leaves the rest of its slot to others', () => {
    const story = new AssetStory();
    const id = story.book(1, monday('10:00'), monday('14:00'));
    story.at(monday('10:29'));
    expect(story.booking(id)?.status).toBe('CONFIRMED');
    story.at(monday('10:30'));
    expect(story.booking(id)?.status).toBe('NO_SHOW');
    expect(story.world.log.at(-2)).toMatchObject({ type: 'BookingFeeCharged', data: { amount: { minor: 100_00 } } });
    story.book(2, monday('11:00'), monday('14:00'));
  });

  it('costs nothing where the tariff asks for no fee', () => {
    const story = new AssetStory({ tariff: null });
    story.book(1, monday('10:00'), monday('14:00'));
    expect(story.at(monday('10:30')).types().at(-1)).toBe('BookingMissed');
  });

  it('is displaced and not blamed while the asset is out of service', () => {
    const story = new AssetStory({ tariff: null });
    const id = story.book(1, monday('10:00'), monday('14:00'));
    const down = { downtimeId: 'downtime_1', start: monday('08:30'), expectedEnd: monday('09:00') };
    story.tell({
      type: 'DowntimeStarted',
      data: { assetId: theFilter, ...down, cause: 'BREAKDOWN', reportedBy: custodian },
    });
    story.at(monday('10:30'));
    expect(story.booking(id)?.status).toBe('DISPLACED');
    expect(story.world.log.at(-1)).toMatchObject({ data: { cause: 'DOWNTIME', causeId: 'downtime_1' } });
  });

  it('is displaced and not blamed while somebody has not brought the asset back, and offered other slots', () => {
    const story = new AssetStory();
    const kept = story.book(1, monday('10:00'), monday('12:00'));
    const id = story.book(2, monday('12:00'), monday('13:00'));
    story.at(monday('10:00')).tell(handedOver(kept));
    story.at(monday('12:30'));
    expect(story.world.log.at(-1)).toMatchObject({
      type: 'BookingDisplaced',
      data: {
        ...about(id, 2),
        cause: 'LATE_RETURN',
        causeId: kept,
        alternatives: [{ start: monday('13:00') }, { start: monday('14:00') }, { start: monday('15:00') }],
      },
    });
  });

  it('that was fetched is none', () => {
    const story = new AssetStory();
    const id = story.book(1, monday('10:00'), monday('12:00'));
    story.at(monday('10:00')).tell(handedOver(id));
    story.at(monday('20:00'));
    expect(story.booking(id)?.status).toBe('IN_USE');
  });
});

describe('a return', () => {
  const returned = (bookingId: string, reviewDays: number): DomainEvent => {
    const at = monday('11:00');
    const used = { at, condition: 'GOOD', usedMinutes: 60, lateMinutes: 0, reviewUntil: later(at, days(reviewDays)) };
    return { type: 'AssetReturned', data: { ...about(bookingId), ...used } };
  };

  const used = (reviewDays: number) => {
    const story = new AssetStory({ rules: { reviewDays } });
    const id = story.book(1, monday('10:00'), monday('14:00'));
    story.at(monday('10:00')).tell(handedOver(id));
    story.at(monday('11:00')).tell(returned(id, reviewDays));
    return { story, id };
  };

  it('before the end leaves the rest of the slot to others', () => {
    const { story } = used(1);
    story.book(2, monday('11:00'), monday('14:00'));
  });

  it('is billed when the review is over that the rules asked for then', () => {
    const { story, id } = used(2);
    const { rules } = story.asset;
    const changed = { assetId: theFilter, rules: { ...rules, reviewDays: 9 }, rulesVersion: 2 };
    story.tell({ type: 'AccessRulesChanged', data: changed });
    story.at(later(monday('10:59'), 48 * hour));
    expect(story.booking(id)?.status).toBe('RETURNED');
    story.at(later(monday('11:00'), 48 * hour));
    expect(story.booking(id)?.status).toBe('BILLED');
  });
});
