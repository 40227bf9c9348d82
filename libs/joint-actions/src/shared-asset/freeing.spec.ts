import { later, type DomainEvent } from '@jointly/kernel';
import { AssetStory, custodian, monday, theFilter } from '../testing/asset-story';
import { delegateOf, memberId } from '../testing/purchase-cast';
import { HoldBooking, JoinWaitlist, ScheduleRun } from './commands';
import { displacing, withPromotions } from './freeing';

const hour = 3_600_000;
const morning = { start: monday('09:00'), end: monday('12:00') };

const aDay = () => {
  const story = new AssetStory({
    members: 4,
    rules: { openingHours: [{ weekday: 'MO', from: '11:00', until: '18:00' }] },
  });
  return {
    story,
    early: story.book(1, monday('09:00'), monday('10:00')),
    late: story.book(2, monday('10:00'), monday('11:00')),
  };
};

describe('what takes the asset away', () => {
  it('displaces what overlaps it, earliest first, and offers each something else first', () => {
    const { story, early, late } = aDay();
    story.book(3, monday('12:00'), monday('13:00'));
    const events = displacing(story.asset, morning, story.world.now, 'MAINTENANCE', 'maintenance_1');
    expect(events).toEqual([
      displaced(early, 1, [monday('13:00'), monday('14:00')]),
      displaced(late, 2, [
        monday('14:00'),
        later(monday('08:00'), 7 * 24 * hour),
        later(monday('09:00'), 7 * 24 * hour),
      ]),
    ]);
  });

  const displaced = (bookingId: string, member: number, starts: readonly string[]) => {
    const alternatives: unknown = expect.arrayContaining(
      starts.map((start): unknown => expect.objectContaining({ start })),
    );
    const why = { cause: 'MAINTENANCE', causeId: 'maintenance_1', alternatives };
    return {
      type: 'BookingDisplaced',
      data: { assetId: theFilter, bookingId, enterpriseId: memberId(member), ...why },
    };
  };

  it('leaves alone what only touches it, and what is in use', () => {
    const { story, early } = aDay();
    const used = {
      assetId: theFilter,
      bookingId: early,
      enterpriseId: memberId(1),
      at: monday('09:00'),
      condition: 'GOOD',
    };
    story.at(monday('09:00')).tell({ type: 'AssetHandedOver', data: used });
    expect(
      displacing(story.asset, { start: monday('09:00'), end: monday('10:00') }, monday('09:00'), 'DOWNTIME'),
    ).toEqual([]);
  });

  it('displaces what is held too, and cancels runs', () => {
    const story = new AssetStory();
    const slot = { start: monday('09:00'), end: monday('10:00') };
    story.does(HoldBooking, { enterpriseId: memberId(1), ...slot }, delegateOf(memberId(1)));
    const terms = { title: 'Trial', capacity: { value: '1', unit: 't' }, estimatedCost: { minor: 1, currency: 'ETB' } };
    const time = { start: monday('10:00'), end: monday('11:00'), joinBy: monday('10:00') };
    story.does(ScheduleRun, { ...terms, ...time, sharing: 'EQUAL' });
    expect(displacing(story.asset, morning, story.world.now, 'DOWNTIME').map(({ type }) => type)).toEqual([
      'BookingDisplaced',
      'RunCancelled',
    ]);
  });

  it('for good offers nothing', () => {
    const { story } = aDay();
    const events = displacing(story.asset, morning, story.world.now, 'RETIREMENT');
    expect(events.map(({ data }) => (data as { alternatives: unknown }).alternatives)).toEqual([[], []]);
  });

  it('takes only its own time: what a displaced booking had beyond it comes free for who waits', () => {
    const story = new AssetStory();
    story.book(1, monday('09:00'), monday('14:00'));
    const slot = { enterpriseId: memberId(2), start: monday('12:00'), end: monday('13:00') };
    story.does(JoinWaitlist, slot, delegateOf(memberId(2)));
    const down = { downtimeId: 'downtime_1', start: monday('08:00'), expectedEnd: monday('10:00') };
    const started: DomainEvent = {
      type: 'DowntimeStarted',
      data: { assetId: theFilter, ...down, cause: 'BREAKDOWN', reportedBy: custodian },
    };
    const events = [
      started as never,
      ...displacing(story.asset, { start: down.start, end: down.expectedEnd }, story.world.now, 'DOWNTIME'),
    ];
    expect(withPromotions(story.asset, events, story.world.now).map(({ type }) => type)).toEqual([
      'DowntimeStarted',
      'BookingDisplaced',
      'BookingPromoted',
    ]);
  });
});
