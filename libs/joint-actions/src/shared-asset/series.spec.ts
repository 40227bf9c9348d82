import { instant, type JsonObject } from '@jointly/kernel';
import { AssetStory, monday } from '../testing/asset-story';
import { delegateOf, memberId } from '../testing/purchase-cast';
import { ReleaseSeries, RequestRecurringBooking } from './commands';

const first = memberId(1);

const asks = (story: AssetStory, rule: string, more: { onConflict?: 'REFUSE' | 'SKIP' } & JsonObject = {}) => {
  const slot = { start: monday('10:00'), end: monday('12:00') };
  const series = { enterpriseId: first, ...slot, rule, onConflict: 'REFUSE' as const, ...more };
  return story.tries(RequestRecurringBooking, series, delegateOf(first));
};

const at = (day: string, time = '10:00') => instant(`2026-01-${day}T${time}:00Z`);

describe('a series of bookings', () => {
  it('is booked at once, each a booking like any other', () => {
    const { events } = asks(new AssetStory(), 'FREQ=WEEKLY;COUNT=3');
    expect(events.map(({ type }) => type)).toEqual([
      'RecurringBookingRequested',
      ...Array.from({ length: 3 }, () => ['BookingRequested', 'BookingConfirmed']).flat(),
    ]);
    const starts = events.filter(({ type }) => type === 'BookingRequested').map(({ data }) => data['start']);
    expect(starts).toEqual([at('05'), at('12'), at('19')]);
    expect(new Set(events.map(({ data }) => data['seriesId']).filter(Boolean)).size).toBe(1);
  });

  it('waits for approval booking by booking where that is asked for', () => {
    const { events } = asks(new AssetStory({ rules: { approval: 'REQUIRED' } }), 'FREQ=WEEKLY;COUNT=2');
    expect(events.map(({ type }) => type)).toEqual([
      'RecurringBookingRequested',
      'BookingRequested',
      'BookingRequested',
    ]);
  });

  it('names what can’t be had one by one, and is refused whole', () => {
    const story = new AssetStory({ rules: { openingHours: openAllDaysBut('WE') } });
    story.book(2, at('06', '11:00'), at('06', '13:00'));
    const { refusal, events } = asks(story, 'FREQ=DAILY;COUNT=4');
    expect(events).toEqual([]);
    expect(refusal).toMatchObject({
      code: 'SERIES_CONFLICTS',
      message:
        '2 of 4 bookings can’t be had: 2026-01-06 13:00–15:00 (slot taken), 2026-01-07 13:00–15:00 (outside opening hours). Change the rule, or book the rest with onConflict SKIP.',
    });
  });

  it('names ten at most, and how many more there are', () => {
    const { refusal } = asks(new AssetStory({ rules: { maximumMinutes: 60 } }), 'FREQ=DAILY;COUNT=13');
    expect(refusal?.message.match(/too long/g)).toHaveLength(10);
    expect(refusal?.message).toContain(' and 3 more');
  });

  it('goes on without what can’t be had where the enterprise asks for it, and says what that is', () => {
    const story = new AssetStory();
    story.book(2, at('06', '11:00'), at('06', '13:00'));
    const { events } = asks(story, 'FREQ=DAILY;COUNT=3', { onConflict: 'SKIP' });
    expect(events[0]?.data).toMatchObject({
      booked: 2,
      skipped: [{ start: at('06'), end: at('06', '12:00'), code: 'SLOT_TAKEN' }],
    });
  });

  it('is refused where nothing of it can be had', () => {
    const story = new AssetStory({ rules: { maximumMinutes: 60 } });
    expect(asks(story, 'FREQ=DAILY;COUNT=3', { onConflict: 'SKIP' }).refusal?.code).toBe('NO_OCCURRENCE_FREE');
  });

  it('uses up the quota one booking after another', () => {
    const story = new AssetStory({ rules: { quota: { period: 'WEEK', minutes: 240 } } });
    const { events } = asks(story, 'FREQ=DAILY;COUNT=4', { onConflict: 'SKIP' });
    const skipped = events[0]?.data['skipped'] as readonly { code: string }[];
    expect(skipped.map(({ code }) => code)).toEqual(['QUOTA_EXCEEDED', 'QUOTA_EXCEEDED']);
  });

  it('is refused for what lies too far ahead, and ends there where the rule doesn’t say', () => {
    expect(asks(new AssetStory(), 'FREQ=WEEKLY;COUNT=14').refusal?.message).toContain('(too far ahead)');
    expect(asks(new AssetStory(), 'FREQ=WEEKLY').events[0]?.data).toMatchObject({ booked: 13, skipped: [] });
  });

  it('is no longer than can be recorded at once, and shorter where every booking carries a long text', () => {
    const far = () => new AssetStory({ rules: { horizonDays: 1000 } });
    expect(asks(far(), 'FREQ=DAILY;COUNT=300').refusal).toBeUndefined();
    expect(asks(far(), 'FREQ=DAILY;COUNT=300', { purpose: 'x'.repeat(200) }).refusal?.code).toBe(
      'TOO_MANY_OCCURRENCES',
    );
  });

  it('is refused for a rule that makes no sense', () => {
    expect(asks(new AssetStory(), 'FREQ=SOMETIMES').refusal?.code).toBe('RECURRENCE_RULE_INVALID');
  });

  it('can be given back as far as it lies ahead', () => {
    const story = new AssetStory();
    const { events } = asks(story, 'FREQ=WEEKLY;COUNT=3');
    const seriesId = events[0]!.data['seriesId'] as string;
    const release = (enterpriseId = first) =>
      story.tries(ReleaseSeries, { seriesId, enterpriseId }, delegateOf(enterpriseId));
    story.at(at('05', '10:15'));
    expect(release(memberId(2)).refusal?.code).toBe('NOTHING_TO_RELEASE');
    expect(release().events.map(({ type }) => type)).toEqual(['SeriesReleased', 'BookingReleased', 'BookingReleased']);
    expect(release().refusal?.code).toBe('NOTHING_TO_RELEASE');
  });

  it('given back says once why and by whose word, however many bookings it has', () => {
    const story = new AssetStory({ rules: { horizonDays: 1000 } });
    const { events } = asks(story, 'FREQ=DAILY;COUNT=30');
    const given = { seriesId: events[0]!.data['seriesId'] as string, enterpriseId: first, reason: '€'.repeat(1000) };
    const released = story.does(ReleaseSeries, given, delegateOf(first)).events;
    const series = released.find(({ type }) => type === 'SeriesReleased');
    expect(series?.data).toMatchObject({ released: 30, reason: given.reason, consent: { how: 'DELEGATE' } });
    const each = released.filter(({ type }) => type === 'BookingReleased').map(({ data }) => Object.keys(data).sort());
    expect(each).toHaveLength(30);
    expect([...new Set(each.flat())].sort()).toEqual(['assetId', 'bookingId', 'enterpriseId', 'late', 'seriesId']);
  });
});

const openAllDaysBut = (closed: string) =>
  (['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const)
    .filter((weekday) => weekday !== closed)
    .map((weekday) => ({ weekday, from: '00:00', until: '24:00' }));
