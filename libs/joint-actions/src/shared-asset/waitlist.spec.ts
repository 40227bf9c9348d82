import { later, type EnterpriseId, type Instant, type JsonObject } from '@jointly/kernel';
import { enterpriseStream } from '../streams';
import { AssetStory, custodian, monday, theFilter } from '../testing/asset-story';
import { delegateOf, memberId } from '../testing/purchase-cast';
import { reop } from '../testing/specification';
import {
  ApproveBooking,
  ConfirmBooking,
  DeclineBooking,
  JoinWaitlist,
  LeaveWaitlist,
  ReleaseBooking,
  RequestBooking,
} from './commands';

const [first, second, third] = [memberId(1), memberId(2), memberId(3)];

const joins = (story: AssetStory, enterpriseId: EnterpriseId, start: Instant, end: Instant) =>
  story.tries(JoinWaitlist, { enterpriseId, start, end }, delegateOf(enterpriseId));

const waits = (story: AssetStory, enterpriseId: EnterpriseId, from = '12:00', until = '13:00'): string => {
  const { refusal, events } = joins(story, enterpriseId, monday(from), monday(until));
  if (refusal) throw new Error(refusal.message);
  return (events.at(-1)!.data as { bookingId: string }).bookingId;
};

const releases = (story: AssetStory, bookingId: string, enterpriseId = first) =>
  story.does(ReleaseBooking, { bookingId, enterpriseId }, delegateOf(enterpriseId));

const leaves = ({ world }: AssetStory, enterpriseId: EnterpriseId) =>
  world.tell(enterpriseStream(reop, enterpriseId), {
    type: 'MembershipEnded',
    data: { enterpriseId, reason: 'Moved away.' },
  });

/** The first member has the filter from twelve to one, two others wait for it. */
const queue = (rules: JsonObject = {}) => {
  const story = new AssetStory({ members: 4, rules });
  const booked = story.book(1, monday('12:00'), monday('13:00'));
  return { story, booked, waiting: [waits(story, second), waits(story, third)] as const };
};

describe('the waitlist', () => {
  it('is for a time that is taken and within the rules', () => {
    const story = new AssetStory();
    expect(joins(story, second, monday('12:00'), monday('13:00')).refusal?.code).toBe('SLOT_FREE');
    story.book(1, monday('12:00'), monday('13:00'));
    expect(joins(story, second, monday('12:30'), monday('12:45')).refusal?.code).toBe('TOO_SHORT');
    expect(joins(story, second, monday('12:30'), monday('13:30')).refusal).toBeUndefined();
  });

  it('is no way in for who is a member no longer when the slot comes free', () => {
    const { story, booked, waiting } = queue();
    releases(story, booked);
    leaves(story, second);
    const confirms = { bookingId: waiting[0], enterpriseId: second };
    expect(story.tries(ConfirmBooking, confirms, delegateOf(second)).refusal?.code).toBe('NOT_A_MEMBER');
  });

  it('takes nobody twice for the same time, and nobody who has it', () => {
    const { story } = queue();
    expect(joins(story, second, monday('12:30'), monday('13:30')).refusal?.code).toBe('ALREADY_WAITING');
    expect(joins(story, first, monday('12:30'), monday('13:30')).refusal?.code).toBe('ALREADY_BOOKED');
  });

  it('has only so many places: all of them may come free at once', () => {
    const story = new AssetStory({ members: 102 });
    story.book(1, monday('12:00'), monday('13:00'));
    const answers = story.members.slice(1).map((member) => joins(story, member, monday('12:00'), monday('13:00')));
    expect(answers.map(({ refusal }) => refusal?.code)).toEqual([...Array<undefined>(100), 'WAITLIST_FULL']);
  });

  it('has only so many places for one enterprise', () => {
    const story = new AssetStory();
    const day = 24 * 3_600_000;
    const answers = Array.from({ length: 21 }, (_, index) => {
      const slot = [later(monday('12:00'), (index + 3) * day), later(monday('13:00'), (index + 3) * day)] as const;
      story.book(1, ...slot);
      return joins(story, second, ...slot).refusal?.code;
    });
    expect(answers).toEqual([...Array<undefined>(20), 'WAITLIST_FULL']);
  });

  it('holds what comes free for whoever joined first', () => {
    const { story, booked, waiting } = queue();
    const { events } = releases(story, booked);
    expect(events.filter(({ type }) => type === 'BookingPromoted')).toMatchObject([
      { data: { bookingId: waiting[0], enterpriseId: second, expiresAt: monday('10:00') } },
    ]);
    expect(story.booking(waiting[0])?.status).toBe('HELD');
    expect(story.booking(waiting[1])?.status).toBe('WAITLISTED');
  });

  it('passes it on when the hold runs out', () => {
    const { story, booked, waiting } = queue();
    releases(story, booked);
    story.at(monday('10:00'));
    expect(story.booking(waiting[0])?.status).toBe('LAPSED');
    expect(story.booking(waiting[1])).toMatchObject({ status: 'HELD', expiresAt: monday('12:00') });
  });

  it('is given as long to confirm as ever where it is noticed late that something came free', () => {
    const { story, booked, waiting } = queue();
    releases(story, booked);
    story.at(monday('11:00'));
    expect(story.booking(waiting[0])?.status).toBe('LAPSED');
    expect(story.booking(waiting[1])).toMatchObject({ status: 'HELD', expiresAt: monday('12:00') });
  });

  it('gives what is confirmed in time', () => {
    const { story, booked, waiting } = queue();
    releases(story, booked);
    story.does(ConfirmBooking, { bookingId: waiting[0], enterpriseId: second }, delegateOf(second));
    expect(story.booking(waiting[0])?.status).toBe('CONFIRMED');
  });

  it('serves two at once where both find room', () => {
    const story = new AssetStory();
    const booked = story.book(1, monday('12:00'), monday('14:00'));
    const [early, late] = [waits(story, second, '12:00', '13:00'), waits(story, third, '13:00', '14:00')];
    releases(story, booked);
    expect([early, late].map((id) => story.booking(id)?.status)).toEqual(['HELD', 'HELD']);
  });

  it('passes over whoever has used up its quota', () => {
    const { story, booked, waiting } = queue({ quota: { period: 'DAY', minutes: 60 } });
    story.book(2, monday('15:00'), monday('16:00'));
    releases(story, booked);
    expect(waiting.map((id) => story.booking(id)?.status)).toEqual(['WAITLISTED', 'HELD']);
  });

  it('ends when its time has come', () => {
    const { story, waiting } = queue({ noShowMinutes: 60 });
    story.at(monday('12:00'));
    expect(waiting.map((id) => story.booking(id))).toEqual([undefined, undefined]);
    expect(story.asset.waitlist.size).toBe(0);
    expect(story.world.log.at(-1)).toMatchObject({ type: 'WaitlistLeft', data: { cause: 'TIME_CAME' } });
  });

  it('can be left, by the enterprise itself', () => {
    const { story, booked, waiting } = queue();
    const leave = (enterpriseId: EnterpriseId) =>
      story.tries(LeaveWaitlist, { bookingId: waiting[0], enterpriseId }, delegateOf(enterpriseId));
    expect(leave(third).refusal?.code).toBe('BOOKING_NOT_FOUND');
    expect(leave(second).refusal).toBeUndefined();
    releases(story, booked);
    expect(story.booking(waiting[1])?.status).toBe('HELD');
    const { refusal } = story.tries(LeaveWaitlist, { bookingId: waiting[1], enterpriseId: third }, delegateOf(third));
    expect(refusal?.code).toBe('NOT_WAITING');
  });

  it('is served by a declined request', () => {
    const { story, booked, waiting } = queue({ approval: 'REQUIRED' });
    story.does(DeclineBooking, { ...story.naming(booked), reason: 'Not then.' }, custodian);
    expect(story.booking(waiting[0])?.status).toBe('HELD');
  });

  it('is served by a lapsed request', () => {
    const { story, waiting } = queue({ approval: 'REQUIRED', approvalHours: 1 });
    story.at(monday('09:00'));
    expect(story.booking(waiting[0])?.status).toBe('HELD');
  });

  it('still needs the approval that the rules ask for', () => {
    const { story, booked, waiting } = queue({ approval: 'REQUIRED' });
    releases(story, booked);
    const confirming = { bookingId: waiting[0], enterpriseId: second };
    expect(story.tries(ConfirmBooking, confirming, delegateOf(second)).refusal?.code).toBe('APPROVAL_REQUIRED');
    story.does(ApproveBooking, { ...story.naming(waiting[0]) }, custodian);
    expect(story.booking(waiting[0])?.status).toBe('CONFIRMED');
  });

  it('is served by a no-show as far as the slot lies ahead of it', () => {
    const story = new AssetStory();
    story.book(1, monday('12:00'), monday('15:00'));
    const [sooner, after] = [waits(story, second, '12:00', '13:00'), waits(story, third, '13:00', '14:00')];
    story.at(monday('12:30'));
    expect(story.types()).toContain('BookingMissed');
    expect(story.booking(sooner)).toBeUndefined();
    expect(story.booking(after)).toMatchObject({ status: 'HELD', expiresAt: monday('13:00') });
  });

  it('opens for a downtime that lasts nobody knows how long', () => {
    const down = { downtimeId: 'downtime_1', start: monday('08:00'), expectedEnd: monday('09:00') };
    const story = new AssetStory().tell({
      type: 'DowntimeStarted',
      data: { assetId: theFilter, ...down, cause: 'BREAKDOWN', reportedBy: custodian },
    });
    story.at(monday('09:30'));
    expect(joins(story, second, monday('12:00'), monday('13:00')).refusal).toBeUndefined();
  });

  it('is passed by nobody who books: what comes free is held at once', () => {
    const { story, booked } = queue();
    releases(story, booked);
    const fourth = memberId(4);
    const slot = { enterpriseId: fourth, start: monday('12:00'), end: monday('13:00') };
    expect(story.tries(RequestBooking, slot, delegateOf(fourth)).refusal?.code).toBe('SLOT_TAKEN');
  });
});
