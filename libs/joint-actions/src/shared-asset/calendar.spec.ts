import * as fc from 'fast-check';
import { is, List as ListOf, Map as MapOf } from 'immutable';
import { later, type DomainEvent, type EnterpriseId, type Happened, type Instant } from '@jointly/kernel';
import { AssetStory, custodian, monday, theFilter } from '../testing/asset-story';
import { delegateOf, memberId } from '../testing/purchase-cast';
import type { Answer } from '../testing/world';
import { sharedAsset } from './aggregate';
import { blockOf, countsToQuota, isAhead, minutesOf, quotaKey } from './bookings';
import { blocking, overlap, type Block } from './calendar';
import { ConfirmBooking, HoldBooking, JoinWaitlist, LeaveWaitlist, ReleaseBooking, RequestBooking } from './commands';
import { CancelRun, RequestRecurringBooking, ScheduleRun } from './commands';
import { displacing, withPromotions } from './freeing';
import { isUnderway } from './phase';
import type { Slot } from './schemas';
import { snapshot } from './snapshot';
import { isTaken } from './slots';
import { quotaRefusal } from './booking-terms';
import type { Asset, Booking, SharedAssetState } from './state';

const hour = 3_600_000;
const quota = 720;

interface Step {
  readonly what: (typeof verbs)[number];
  readonly member: number;
  readonly from: number;
  readonly hours: number;
  readonly pick: number;
}

const verbs = [
  ...(['request', 'hold', 'confirm', 'release', 'release', 'join', 'join', 'join', 'leave', 'wait', 'series'] as const),
  ...(['run', 'cancelRun', 'down', 'up', 'handOver', 'return'] as const),
];

const steps = fc.array(
  fc.record<Step>({
    what: fc.constantFrom(...verbs),
    member: fc.integer({ min: 1, max: 5 }),
    from: fc.integer({ min: 0, max: 30 }),
    hours: fc.integer({ min: 1, max: 6 }),
    pick: fc.nat(20),
  }),
  { minLength: 20, maxLength: 60 },
);

/** Five members and their filter press, doing whatever comes to mind. */
class Bustle {
  readonly story = new AssetStory({
    members: 5,
    rules: { quota: { period: 'DAY', minutes: quota }, cutOffHours: 4, holdMinutes: 180, noShowMinutes: 60 },
  });

  get asset(): Asset {
    return this.story.asset;
  }

  take({ what, member, from, hours, pick }: Step): Answer | undefined {
    const { story } = this;
    const enterpriseId = memberId(member);
    const delegate = delegateOf(enterpriseId);
    const start = later(monday('09:00'), from * hour);
    const slot = { start, end: later(start, hours * hour) };
    switch (what) {
      case 'request':
        return story.tries(RequestBooking, { enterpriseId, ...slot }, delegate);
      case 'hold':
        return story.tries(HoldBooking, { enterpriseId, ...slot }, delegate);
      case 'series': {
        const series = { enterpriseId, ...slot, rule: 'FREQ=HOURLY;INTERVAL=6;COUNT=4', onConflict: 'SKIP' as const };
        return story.tries(RequestRecurringBooking, series, delegate);
      }
      case 'join':
        return this.ofOne(pick, ({ bookingId }) => {
          const { start: from, end: until } = this.asset.bookings.get(bookingId)!;
          return story.tries(JoinWaitlist, { enterpriseId, start: from, end: until }, delegate);
        });
      case 'confirm':
        return this.ofOne(pick, (one) => story.tries(ConfirmBooking, one, delegateOf(one.enterpriseId)));
      case 'release':
        return this.ofOne(pick, (one) => story.tries(ReleaseBooking, one, delegateOf(one.enterpriseId)));
      case 'leave':
        return this.ofOne(pick, (one) => story.tries(LeaveWaitlist, one, delegateOf(one.enterpriseId)));
      case 'wait':
        story.wait(1);
        return undefined;
      case 'run': {
        const terms = {
          title: 'Trial',
          joinBy: slot.start,
          capacity: { value: '10', unit: 'kg' },
          sharing: 'EQUAL' as const,
        };
        return story.tries(ScheduleRun, { ...terms, ...slot, estimatedCost: { minor: 0, currency: 'ETB' } });
      }
      case 'cancelRun': {
        const run = this.asset.runs.valueSeq().find(isUnderway);
        return run && story.tries(CancelRun, { runId: run.runId });
      }
      default:
        return this.happens(what, hours, pick);
    }
  }

  /** What other rooms decide, as their events tell it. */
  private happens(what: 'down' | 'up' | 'handOver' | 'return', hours: number, pick: number): undefined {
    const { now } = this.story.world;
    const { downtime, bookings } = this.asset;
    const inUse = bookings.find(({ status }) => status === 'IN_USE');
    if (what === 'down' && !downtime) {
      const slot = { start: now, end: later(now, hours * hour) };
      const down = { downtimeId: `downtime_${pick}`, start: now, expectedEnd: slot.end, cause: 'BREAKDOWN' };
      const started: DomainEvent = {
        type: 'DowntimeStarted',
        data: { assetId: theFilter, ...down, reportedBy: custodian },
      };
      this.story.tell(started, ...displacing(this.asset, slot, now, 'DOWNTIME'));
    }
    if (what === 'up' && downtime) {
      const data = { assetId: theFilter, downtimeId: downtime.downtimeId, end: now };
      this.story.tell(...withPromotions(this.asset, [{ type: 'DowntimeEnded', data }], now));
    }
    const ready = bookings.find(({ status, start }) => status === 'CONFIRMED' && start <= now);
    if (what === 'handOver' && ready && !inUse && !downtime) this.tellOf(ready, 'AssetHandedOver', { at: now });
    if (what === 'return' && inUse) {
      const data = {
        at: now,
        usedMinutes: 0,
        lateMinutes: 0,
        reviewUntil: now,
        condition: 'GOOD' as const,
        ...idsOf(inUse),
      };
      this.story.tell(...withPromotions(this.asset, [{ type: 'AssetReturned', data }], now));
    }
    return undefined;
  }

  private tellOf(booking: Booking, type: string, data: { readonly at: Instant }): void {
    this.story.tell({ type, data: { ...idsOf(booking), ...data, condition: 'GOOD' } });
  }

  private ofOne(pick: number, ask: (one: ReturnType<typeof idsOf>) => Answer): Answer | undefined {
    const all = this.asset.bookings
      .valueSeq()
      .sortBy(({ start }) => start)
      .toArray();
    const one = all[pick % Math.max(1, all.length)];
    return one && ask(idsOf(one));
  }
}

const idsOf = ({ bookingId, enterpriseId }: Booking) => ({ assetId: theFilter, bookingId, enterpriseId });

const blocksOf = ({ calendar }: Asset): readonly Block[] =>
  blocking(calendar, { start: monday('00:00'), end: later(monday('00:00'), 6 * 24 * hour) });

/** Pairs that take the same time, though bookings share it with nothing; only what is in use may be down too. */
function overlapping(asset: Asset): [Slot, Slot][] {
  const bookings = [...asset.bookings.values()];
  const own = bookings.map(blockOf).filter((block) => block !== undefined);
  const others = blocksOf(asset).filter(({ of }) => of !== 'BOOKING');
  const together = own.flatMap((one, index) => own.slice(index + 1).map((other): [Slot, Slot] => [one, other]));
  const apart = bookings.filter(isAhead).flatMap((one) => others.map((other): [Slot, Slot] => [one, other]));
  return [...together, ...apart].filter(([one, other]) => overlap(one, other));
}

/** Calendar, quota and agenda tell what the bookings tell. */
function expectIndexesToAgree(asset: Asset): void {
  const bookings = [...asset.bookings.values()];
  const own = bookings.map(blockOf).filter((block) => block !== undefined);
  const ids = (blocks: readonly Block[]) => blocks.map(({ id, start, end }) => `${id} ${start} ${end}`).sort();
  expect(ids(blocksOf(asset).filter(({ of }) => of === 'BOOKING'))).toEqual(ids(own));
  const used: Record<string, number> = {};
  for (const booking of bookings.filter(countsToQuota)) {
    const key = quotaKey(booking.enterpriseId, booking.quotaPeriod!);
    used[key] = (used[key] ?? 0) + minutesOf(booking);
  }
  expect(asset.quotaUse.toObject()).toEqual(used);
  for (const minutes of Object.values(used)) expect(minutes).toBeLessThanOrEqual(quota);
  const due = [...asset.agenda.values()].flatMap((on) => [...on]).sort();
  expect(due).toEqual(
    bookings
      .filter(({ dueAt }) => dueAt !== undefined)
      .map(({ bookingId }) => bookingId)
      .sort(),
  );
}

/** Who waits for what is free and could be had. */
const unserved = (asset: Asset, now: Instant): Booking[] =>
  [...asset.waitlist]
    .map((id) => asset.bookings.get(id)!)
    .filter((entry) => !asset.downtime && entry.start > now && couldHave(asset, entry));

const couldHave = (asset: Asset, entry: Pick<Booking, 'enterpriseId' | 'start' | 'end'>): boolean =>
  !isTaken(asset, entry) && !quotaRefusal(asset, entry.enterpriseId, entry);

interface Wait extends Slot {
  readonly bookingId: string;
  readonly enterpriseId: EnterpriseId;
}

/** Who was passed over: it joined earlier for some of the time that another was promoted to, and could have had it. */
function passedOver(log: readonly Happened[]): Wait[] {
  const passed: Wait[] = [];
  let waiting: Wait[] = [];
  let state: SharedAssetState = sharedAsset.initial;
  for (const event of log) {
    const data = event.data as unknown as Wait;
    if (event.type === 'WaitlistJoined') waiting.push(data);
    if (event.type === 'BookingPromoted') {
      const at = waiting.findIndex(({ bookingId }) => bookingId === data.bookingId);
      const earlier = waiting.slice(0, at).filter((one) => overlap(one, waiting[at]!) && one.start > event.occurredAt);
      passed.push(...earlier.filter((one) => couldHave(state as Asset, one)));
    }
    if (event.type === 'BookingPromoted' || event.type === 'WaitlistLeft')
      waiting = waiting.filter(({ bookingId }) => bookingId !== data.bookingId);
    state = sharedAsset.evolve(state, event as never);
  }
  return passed;
}

describe('whatever members do with an asset', () => {
  const streamOf = (bustle: Bustle) => bustle.story.world.log.filter(({ stream }) => stream.startsWith('sharedAsset-'));
  const folded = (log: readonly Happened[], from: SharedAssetState = sharedAsset.initial): SharedAssetState =>
    log.reduce<SharedAssetState>((state, event) => sharedAsset.evolve(state, event as never), from);

  it('bookings never overlap, the quota is kept, and who waits is served in turn', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const bustle = new Bustle();
        for (const step of taken) {
          bustle.take(step);
          expect(overlapping(bustle.asset)).toEqual([]);
          expectIndexesToAgree(bustle.asset);
          expect(unserved(bustle.asset, bustle.story.world.now)).toEqual([]);
        }
        expect(passedOver(streamOf(bustle))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('its log tells the same state each time, and the same from a snapshot taken anywhere', () => {
    fc.assert(
      fc.property(steps, fc.double({ min: 0, max: 1, noNaN: true }), (taken, where) => {
        const bustle = new Bustle();
        for (const step of taken) bustle.take(step);
        const log = streamOf(bustle);
        const at = Math.floor(log.length * where);
        const kept = JSON.stringify(snapshot.toJson(folded(log.slice(0, at))));
        const resumed = folded(log.slice(at), snapshot.fromJson(JSON.parse(kept)));
        expect(same(folded(log), bustle.asset)).toBe(true);
        expect(same(resumed, bustle.asset)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

/** Plain objects compare field by field, collections whatever the order they were filled in. */
function same(a: unknown, b: unknown): boolean {
  if (isPlain(a) && isPlain(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names].every((name) => same(a[name], b[name]));
  }
  if (isKeyed(a) && isKeyed(b)) return a.size === b.size && [...a].every(([key, value]) => same(value, b.get(key)));
  if (isListed(a) && isListed(b)) return same(Object.assign({}, [...a]), Object.assign({}, [...b]));
  return is(a, b);
}

type Keyed = Iterable<[unknown, unknown]> & { readonly size: number; get(key: unknown): unknown };
const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
const isKeyed = (value: unknown): value is Keyed => MapOf.isMap(value);
const isListed = (value: unknown): value is Iterable<unknown> => Array.isArray(value) || ListOf.isList(value);
