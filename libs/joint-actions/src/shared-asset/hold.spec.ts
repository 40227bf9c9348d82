import { later, type DomainEvent, type Instant, type PersonId } from '@jointly/kernel';
import { enterpriseStream } from '../streams';
import { AssetStory, custodian, monday, theFilter } from '../testing/asset-story';
import { delegateAppointed } from '../testing/parties';
import { delegateOf, memberId } from '../testing/purchase-cast';
import { reop } from '../testing/specification';
import {
  ApproveBooking,
  ConfirmBooking,
  DeclineBooking,
  HoldBooking,
  ReleaseBooking,
  RequestBooking,
  StartDowntime,
} from './commands';

const [first, second] = [memberId(1), memberId(2)];
const hour = 3_600_000;

const codeFor = (story: AssetStory, start: Instant, end: Instant) =>
  story.tries(RequestBooking, { enterpriseId: second, start, end }, delegateOf(second)).refusal?.code;

const holds = (story: AssetStory): string => {
  const slot = { start: monday('12:00'), end: monday('13:00') };
  const { events } = story.does(HoldBooking, { enterpriseId: first, ...slot }, delegateOf(first));
  return (events[0]!.data as { bookingId: string }).bookingId;
};

const confirms = (story: AssetStory, bookingId: string, enterpriseId = first) =>
  story.tries(ConfirmBooking, { bookingId, enterpriseId }, delegateOf(enterpriseId));

describe('a hold', () => {
  it('keeps the slot until it is confirmed', () => {
    const story = new AssetStory();
    const id = holds(story);
    expect(story.booking(id)).toMatchObject({ status: 'HELD', expiresAt: monday('10:00') });
    expect(codeFor(story, monday('12:30'), monday('13:30'))).toBe('SLOT_TAKEN');
    expect(confirms(story, id).refusal).toBeUndefined();
    expect(story.booking(id)?.status).toBe('CONFIRMED');
    expect(confirms(story, id).refusal?.code).toBe('NOT_HELD');
  });

  it('runs out by itself, and the slot is free', () => {
    const story = new AssetStory();
    const id = holds(story);
    story.at(monday('10:00'));
    expect(story.booking(id)?.status).toBe('LAPSED');
    expect(confirms(story, id).refusal?.code).toBe('NOT_HELD');
    expect(codeFor(story, monday('12:30'), monday('13:30'))).toBeUndefined();
  });

  it('lasts to its start at most', () => {
    const story = new AssetStory({ rules: { holdMinutes: 10_000 } });
    expect(story.booking(holds(story))?.expiresAt).toBe(monday('12:00'));
  });

  it('is confirmed by nobody else', () => {
    const story = new AssetStory();
    expect(confirms(story, holds(story), second).refusal?.code).toBe('BOOKING_NOT_FOUND');
  });

  it('is not to be had where bookings are approved', () => {
    const story = new AssetStory({ rules: { approval: 'REQUIRED' } });
    const slot = { start: monday('12:00'), end: monday('13:00') };
    const { refusal } = story.tries(HoldBooking, { enterpriseId: first, ...slot }, delegateOf(first));
    expect(refusal?.code).toBe('APPROVAL_REQUIRED');
  });
});

describe('a booking that waits for approval', () => {
  const asked = () => {
    const story = new AssetStory({ rules: { approval: 'REQUIRED' } });
    return { story, id: story.book(1, monday('12:00'), monday('13:00')) };
  };

  it('holds its slot', () => {
    const { story, id } = asked();
    expect(story.booking(id)).toMatchObject({ status: 'REQUESTED', expiresAt: monday('12:00') });
    expect(codeFor(story, monday('12:30'), monday('13:30'))).toBe('SLOT_TAKEN');
  });

  it('is approved by a custodian or a coordinator, once', () => {
    const { story, id } = asked();
    expect(story.tries(ApproveBooking, { ...story.naming(id) }, delegateOf(second)).refusal?.code).toBe(
      'NOT_PERMITTED',
    );
    story.does(ApproveBooking, { ...story.naming(id) }, custodian);
    expect(story.booking(id)?.status).toBe('CONFIRMED');
    expect(story.tries(ApproveBooking, { ...story.naming(id) }).refusal?.code).toBe('NOT_AWAITING_APPROVAL');
    expect(story.tries(ApproveBooking, { ...story.naming('booking_none') }).refusal?.code).toBe('BOOKING_NOT_FOUND');
  });

  it('is approved by nobody who gave the enterprise’s word', () => {
    const { story, id } = asked();
    story.tell({ type: 'CustodiansNamed', data: { assetId: theFilter, custodians: [delegateOf(first)] } });
    expect(story.tries(ApproveBooking, { ...story.naming(id) }, delegateOf(first)).refusal?.code).toBe('OWN_MATTER');
  });

  it('is decided by nobody who acts for the enterprise, though another gave its word', () => {
    const { story, id } = asked();
    const colleague = 'person_colleague' as PersonId;
    story.tell({ type: 'CustodiansNamed', data: { assetId: theFilter, custodians: [colleague] } });
    story.world.tell(enterpriseStream(reop, first), delegateAppointed(colleague, { enterpriseId: first }));
    const decides = { ...story.naming(id), reason: 'Not then.' };
    expect(story.tries(ApproveBooking, story.naming(id), colleague).refusal?.code).toBe('OWN_MATTER');
    expect(story.tries(DeclineBooking, decides, colleague).refusal?.code).toBe('OWN_MATTER');
  });

  it.each<[string, DomainEvent]>([
    ['NOT_A_MEMBER', { type: 'MembershipEnded', data: { enterpriseId: first, reason: 'Moved away.' } }],
    ['ENTERPRISE_ERASED', { type: 'EnterpriseErased', data: { enterpriseId: first, reason: 'OBJECTION' } }],
  ])('is only declined where the enterprise may not book any more: %s', (code, event) => {
    const { story, id } = asked();
    story.world.tell(enterpriseStream(reop, first), event);
    expect(story.tries(ApproveBooking, story.naming(id), custodian).refusal?.code).toBe(code);
    story.does(DeclineBooking, { ...story.naming(id), reason: 'No member.' }, custodian);
  });

  it('may be declined, and its slot is free', () => {
    const { story, id } = asked();
    story.does(DeclineBooking, { ...story.naming(id), reason: 'It is being cleaned then.' }, custodian);
    expect(story.booking(id)?.status).toBe('DECLINED');
    expect(codeFor(story, monday('12:30'), monday('13:30'))).toBeUndefined();
  });

  it('lapses when nobody decides in time', () => {
    const { story, id } = asked();
    story.at(monday('12:00'));
    expect(story.booking(id)?.status).toBe('LAPSED');
    expect(story.world.log.at(-1)?.data).toMatchObject({ cause: 'NOT_DECIDED' });
  });

  it('is confirmed by no word of the enterprise’s own', () => {
    const { story, id } = asked();
    expect(confirms(story, id).refusal?.code).toBe('NOT_HELD');
  });
});

describe('a release', () => {
  const releases = (story: AssetStory, bookingId: string, enterpriseId = first) =>
    story.tries(ReleaseBooking, { bookingId, enterpriseId }, delegateOf(enterpriseId));
  const tomorrow = (time: string) => later(monday(time), 24 * hour);

  it('before the cut-off is free', () => {
    const story = new AssetStory();
    const id = story.book(1, tomorrow('10:00'), tomorrow('12:00'));
    expect(releases(story, id).events.map(({ type }) => type)).toEqual(['BookingReleased']);
    expect(story.booking(id)?.status).toBe('RELEASED');
    expect(codeFor(story, tomorrow('11:00'), tomorrow('13:00'))).toBeUndefined();
  });

  it('after the cut-off is late and costs the fee', () => {
    const story = new AssetStory();
    const id = story.book(1, tomorrow('10:00'), tomorrow('12:00'));
    const { events } = releases(story.at(monday('10:00')), id);
    expect(events).toMatchObject([
      { type: 'BookingReleased', data: { late: true } },
      { type: 'BookingFeeCharged', data: { cause: 'LATE_RELEASE', amount: { minor: 50_00 } } },
    ]);
  });

  it('is never late while the asset is out of service for longer than anybody knows', () => {
    const story = new AssetStory();
    const id = story.book(1, tomorrow('10:00'), tomorrow('12:00'));
    const down = { expectedEnd: tomorrow('09:00'), cause: 'BREAKDOWN' as const };
    story.at(monday('12:00')).does(StartDowntime, down, custodian);
    expect(releases(story.at(tomorrow('09:30')), id).events).toMatchObject([{ data: { late: false } }]);
  });

  it('is never late while another keeps the asset beyond its time', () => {
    const late = (time: string) => {
      const story = new AssetStory();
      const kept = story.book(2, tomorrow('08:00'), tomorrow('10:00'));
      const id = story.book(1, tomorrow('10:00'), tomorrow('12:00'));
      story.at(tomorrow('08:00')).tell({
        type: 'AssetHandedOver',
        data: {
          ...{ assetId: theFilter, bookingId: kept, enterpriseId: second },
          at: tomorrow('08:00'),
          condition: 'GOOD',
        },
      });
      return releases(story.at(tomorrow(time)), id).events.map(({ type, data }) => data['late'] ?? type);
    };
    expect(late('09:59')).toEqual([true, 'BookingFeeCharged']);
    expect(late('10:00')).toEqual([false]);
  });

  it('of what was never confirmed is never late', () => {
    const story = new AssetStory({ rules: { approval: 'REQUIRED' } });
    const id = story.book(1, monday('12:00'), monday('13:00'));
    expect(releases(story, id).events).toMatchObject([{ data: { late: false } }]);
  });

  it('is for the enterprise’s own, and not for what was handed over or is over', () => {
    const story = new AssetStory();
    const id = story.book(1, monday('10:00'), monday('12:00'));
    expect(releases(story, id, second).refusal?.code).toBe('BOOKING_NOT_FOUND');
    const handedOver = {
      assetId: theFilter,
      bookingId: id,
      enterpriseId: first,
      at: monday('10:00'),
      condition: 'GOOD',
    };
    story.tell({ type: 'AssetHandedOver', data: handedOver });
    expect(releases(story, id).refusal?.code).toBe('NOT_RELEASABLE');
  });
});
