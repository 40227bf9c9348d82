import { days, later } from '@jointly/kernel';
import { associationStream } from '../streams';
import { AssetStory, custodian, monday, type AssetSetting } from '../testing/asset-story';
import { roleGranted } from '../testing/parties';
import { delegateOf, memberId } from '../testing/purchase-cast';
import { coordinator, reop } from '../testing/specification';
import {
  ExcuseBooking,
  HoldBooking,
  JoinWaitlist,
  RecordHandOver,
  RecordReturn,
  ReleaseBooking,
  StartDowntime,
} from './commands';

const good = { condition: 'GOOD' } as const;
const reason = 'The road was flooded.';
const first = delegateOf(memberId(1));

/** Member 1 has the press from ten to twelve and is a no-show since half past ten; it is six in the evening. */
function missed(setting: AssetSetting = {}, until = monday('18:00')) {
  const story = new AssetStory(setting);
  const bookingId = story.book(1, monday('10:00'), monday('12:00'));
  story.at(until);
  const income = () => story.asset.ledger.income.minor;
  const handsOver = (at: string) =>
    story.tries(RecordHandOver, { ...story.naming(bookingId), ...good }, custodian, monday(at));
  const excuses = (actor = custodian) => story.tries(ExcuseBooking, { ...story.naming(bookingId), reason }, actor);
  return { story, bookingId, income, handsOver, excuses };
}

describe('a hand-over that is recorded after the deadline', () => {
  it('makes a use of the no-show, and takes the fee back', () => {
    const { story, bookingId, income, handsOver } = missed();
    expect([story.booking(bookingId)!.status, income()]).toEqual(['NO_SHOW', 100_00]);
    const { chargeId } = story.booking(bookingId)!.fee!;
    expect(handsOver('10:10').events.map(({ type, data }) => [type, data])).toMatchObject([
      ['BookingFeeWaived', { bookingId, chargeId, amount: { minor: 100_00 }, cause: 'HANDED_OVER_IN_TIME' }],
      ['AssetHandedOver', { bookingId, at: monday('10:10') }],
    ]);
    expect(story.booking(bookingId)).toMatchObject({ status: 'IN_USE', usage: { handedOverAt: monday('10:10') } });
    expect(income()).toBe(0);
    story.does(RecordReturn, { ...story.naming(bookingId), ...good }, custodian, monday('12:00'));
    expect(story.booking(bookingId)?.status).toBe('BILLED');
  });

  it('takes back no fee where none was asked', () => {
    const { handsOver } = missed({ tariff: null });
    expect(handsOver('10:10').events.map(({ type }) => type)).toEqual(['AssetHandedOver']);
  });

  it('has to have been before the deadline, or the booking is excused instead', () => {
    const { story, handsOver } = missed();
    expect(handsOver('10:30').refusal).toMatchObject({ code: 'NOT_CONFIRMED', field: 'occurredAt' });
    expect(handsOver('10:30').refusal?.message).toMatch(/excuse the booking instead/);
    expect(handsOver('10:29').refusal).toBeUndefined();
    expect(story.types().filter((type) => type === 'BookingFeeWaived')).toHaveLength(1);
  });

  it.each<[string, (story: AssetStory) => void]>([
    ['booked', (story) => story.book(2, monday('11:00'), monday('12:00'))],
    [
      'held',
      (story) => {
        const slot = { start: monday('11:00'), end: monday('12:00') };
        story.does(HoldBooking, { enterpriseId: memberId(2), ...slot }, delegateOf(memberId(2)));
      },
    ],
    [
      'spent out of service',
      (story) =>
        story.does(StartDowntime, { expectedEnd: monday('20:00'), cause: 'BREAKDOWN' }, custodian, monday('11:30')),
    ],
  ])('is refused once the rest of its time is %s', (_what, takes) => {
    const { story, handsOver } = missed({}, monday('10:45'));
    takes(story);
    expect(handsOver('10:10').refusal).toMatchObject({ code: 'NOT_CONFIRMED', field: 'bookingId' });
  });

  it('is refused where somebody was promoted into its time', () => {
    const story = new AssetStory();
    const bookingId = story.book(1, monday('10:00'), monday('14:00'));
    const slot = { start: monday('12:00'), end: monday('14:00') };
    story.does(JoinWaitlist, { enterpriseId: memberId(2), ...slot }, delegateOf(memberId(2)));
    story.at(monday('10:45'));
    const refused = story.tries(
      RecordHandOver,
      { ...story.naming(bookingId), ...good },
      custodian,
      monday('10:10'),
    ).refusal;
    expect(refused?.code).toBe('NOT_CONFIRMED');
  });

  it('is refused where somebody else had it then, however long they had booked it for', () => {
    const story = new AssetStory();
    const before = story.book(2, monday('09:00'), monday('10:00'));
    const bookingId = story.book(1, monday('10:00'), monday('12:00'));
    story.at(monday('18:00'));
    const late = (id: string, at: string) =>
      story.tries(RecordHandOver, { ...story.naming(id), ...good }, custodian, monday(at));
    expect(late(before, '09:10').refusal).toBeUndefined();
    expect(late(bookingId, '10:10').refusal?.code).toBe('NOT_CONFIRMED');
    story.does(RecordReturn, { ...story.naming(before), ...good }, custodian, monday('10:20'));
    expect(late(bookingId, '10:10').refusal?.code).toBe('NOT_CONFIRMED');
    expect(late(bookingId, '10:20').refusal).toBeUndefined();
  });

  it('may follow one that was recorded in time, and was over before that', () => {
    const { story, bookingId, handsOver } = missed({}, monday('13:00'));
    const next = story.book(2, monday('14:00'), monday('16:00'));
    story.at(monday('14:00')).does(RecordHandOver, { ...story.naming(next), ...good }, custodian);
    expect(handsOver('10:00').refusal?.code).toBe('ASSET_IN_HAND');
    story.at(monday('16:00')).does(RecordReturn, { ...story.naming(next), ...good }, custodian);
    story.does(StartDowntime, { expectedEnd: monday('20:00'), cause: 'BREAKDOWN' }, custodian);
    expect(handsOver('10:00').refusal).toBeUndefined();
    const back = (at: string) =>
      story.tries(RecordReturn, { ...story.naming(bookingId), ...good }, custodian, monday(at)).refusal;
    expect(back('14:01')).toMatchObject({ code: 'ASSET_IN_HAND', field: 'occurredAt' });
    expect(back('14:00')).toBeUndefined();
  });

  it('is no earlier than one that is recorded in time may be', () => {
    const { story, bookingId } = missed();
    const yesterday = later(monday('09:59'), -days(1));
    const { refusal } = story.tries(RecordHandOver, { ...story.naming(bookingId), ...good }, custodian, yesterday);
    expect(refusal?.code).toBe('TOO_EARLY');
  });

  it('is kept as long as any use, however late it comes back', () => {
    const { story, bookingId, handsOver } = missed();
    handsOver('10:10');
    story.at(later(monday('18:00'), days(60)));
    story.book(2, later(monday('10:00'), days(70)), later(monday('12:00'), days(70)));
    expect(story.booking(bookingId)?.status).toBe('IN_USE');
  });
});

describe('a booking that is excused', () => {
  it('stays a no-show, costs nothing and counts toward the quota', () => {
    const { story, bookingId, income, excuses } = missed({ rules: { quota: { period: 'DAY', minutes: 120 } } });
    expect(excuses().events.map(({ type, data }) => [type, data])).toMatchObject([
      ['BookingExcused', { bookingId, enterpriseId: memberId(1), reason }],
      ['BookingFeeWaived', { bookingId, amount: { minor: 100_00 }, cause: 'EXCUSED' }],
    ]);
    expect(story.booking(bookingId)?.status).toBe('NO_SHOW');
    expect([income(), [...story.asset.quotaUse.values()]]).toEqual([0, [120]]);
  });

  it('may have been released late', () => {
    const story = new AssetStory();
    const bookingId = story.book(1, monday('10:00'), monday('12:00'));
    story.does(ReleaseBooking, { bookingId, enterpriseId: memberId(1) }, first);
    const { events } = story.does(ExcuseBooking, { ...story.naming(bookingId), reason }, custodian);
    expect(events[1]).toMatchObject({ data: { amount: { minor: 50_00 } } });
    expect(story.booking(bookingId)?.status).toBe('RELEASED');
  });

  it('costs nothing more to excuse where there was no fee', () => {
    const { excuses } = missed({ tariff: null });
    expect(excuses().events.map(({ type }) => type)).toEqual(['BookingExcused']);
  });

  it('is excused once', () => {
    const { excuses } = missed();
    expect([excuses().refusal, excuses().refusal?.code]).toEqual([undefined, 'ALREADY_EXCUSED']);
  });

  it('is one that somebody is to blame for', () => {
    const story = new AssetStory();
    const ahead = story.book(1, later(monday('10:00'), days(5)), later(monday('12:00'), days(5)));
    const code = () => story.tries(ExcuseBooking, { ...story.naming(ahead), reason }, custodian).refusal?.code;
    expect(code()).toBe('NOTHING_TO_EXCUSE');
    story.does(ReleaseBooking, { bookingId: ahead, enterpriseId: memberId(1) }, first);
    expect(code()).toBe('NOTHING_TO_EXCUSE');
    const { excuses, handsOver } = missed();
    handsOver('10:10');
    expect(excuses().refusal?.code).toBe('NOTHING_TO_EXCUSE');
  });

  it('is excused by nobody who gave its enterprise’s word', () => {
    const { story, excuses } = missed();
    expect(excuses(first).refusal?.code).toBe('NOT_PERMITTED');
    story.world.tell(associationStream(reop), roleGranted(first, 'COORDINATOR'));
    expect(excuses(first).refusal?.code).toBe('OWN_MATTER');
    expect(excuses(coordinator).refusal).toBeUndefined();
  });

  it('may turn out to have been handed over in time', () => {
    const { story, bookingId, handsOver, excuses, income } = missed();
    excuses();
    expect(handsOver('10:10').events.map(({ type }) => type)).toEqual(['AssetHandedOver']);
    expect(story.booking(bookingId)).not.toHaveProperty('excused');
    expect(income()).toBe(0);
  });

  it('is one that the asset still knows: for about a month', () => {
    const { story, excuses } = missed();
    story.at(later(monday('18:00'), days(60)));
    story.book(2, later(monday('10:00'), days(70)), later(monday('12:00'), days(70)));
    expect(excuses().refusal?.code).toBe('BOOKING_NOT_FOUND');
  });
});
