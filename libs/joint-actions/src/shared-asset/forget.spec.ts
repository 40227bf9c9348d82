import { days, instant, later, systemActor, type DomainEvent, type Happened, type Instant } from '@jointly/kernel';
import { sharedAssetStream } from '../streams';
import { bookable, hourlyTariff, monday, theFilter } from '../testing/asset-story';
import { memberId } from '../testing/purchase-cast';
import { happened, reop } from '../testing/specification';
import { sharedAsset } from './aggregate';
import { snapshot } from './snapshot';
import type { Asset, SharedAssetState } from './state';

const stream = sharedAssetStream(reop, theFilter);
const hour = 3_600_000;

/** Folds as time goes by, without keeping what was folded. */
class Told {
  state: SharedAssetState = sharedAsset.initial;
  private revision = 0;

  tell(at: Instant, event: DomainEvent): void {
    const next = { ...template, ...event, revision: this.revision++, occurredAt: at, recordedAt: at };
    this.state = sharedAsset.evolve(this.state, next as never);
  }

  get asset(): Asset {
    return this.state as Asset;
  }

  get size(): number {
    return JSON.stringify(snapshot.toJson(this.state)).length;
  }
}

const template: Happened = happened(stream, 0, { type: 'AssetCommissioned', data: {} }, systemActor);

function shared(reviewDays = 0): Told {
  const told = new Told();
  for (const event of bookable({ meterUnit: 'h', rules: { quota: { period: 'MONTH', minutes: 50_000 }, reviewDays } }))
    told.tell(monday('08:00'), event);
  return told;
}

/** A use of an hour from `start`, booked a day before, billed at once; the meter shows an hour more. */
function use(told: Told, index: number, start: Instant): void {
  const end = later(start, hour);
  const bookingId = `booking_${index}`;
  const of = { assetId: theFilter, bookingId, enterpriseId: memberId(1 + (index % 3)) };
  const amount = { minor: 200_00, currency: 'ETB' };
  const terms = {
    start,
    end,
    member: true,
    rulesVersion: 1,
    cutOffAt: later(start, -hour),
    noShowAt: later(start, hour / 2),
  };
  const weighed = { lateReleaseOutcome: '0.5', returnGraceHours: 4, expectedCharge: amount, paymentDueDays: 30 };
  const quota = { quotaPeriod: start.slice(0, 7) };
  const consent = { how: 'DELEGATE', mandateId: 'mandate_1' };
  const reading = (count: number) => ({ readingId: `reading_${index}_${count}`, reading: String(100 + index + count) });
  const asked = { ...of, ...terms, ...weighed, ...quota, reference: amount, consent };
  const day = later(start, -days(1));
  told.tell(day, { type: 'BookingRequested', data: asked });
  told.tell(day, { type: 'BookingConfirmed', data: { ...of, by: 'RULE' } });
  told.tell(later(start, -hour), { type: 'ReleaseCutOffPassed', data: of });
  told.tell(start, { type: 'AssetHandedOver', data: { ...of, at: start, condition: 'GOOD', ...reading(0) } });
  const back = { at: end, condition: 'GOOD', usedMinutes: 60, lateMinutes: 0, reviewUntil: end, ...reading(1) };
  told.tell(end, { type: 'AssetReturned', data: { ...of, ...back } });
  const bill = { chargeId: `charge_${index}`, dueAt: later(end, days(30)), quantity: { value: '1', unit: 'h' } };
  told.tell(end, { type: 'UsageBilled', data: { ...of, ...bill, minimumApplied: false, amount, baselines: [] } });
}

const first = monday('12:00');

describe('what is over for good', () => {
  it('is forgotten when a month has passed since, bookings, their time, their quota and their readings', () => {
    const told = shared();
    use(told, 0, first);
    use(told, 1, later(first, days(20)));
    expect(told.asset.bookings.size).toBe(2);
    use(told, 2, later(first, days(34)));
    expect([...told.asset.bookings.keys()].sort()).toEqual(['booking_1', 'booking_2']);
    expect(told.asset.quotaUse.reduce((sum, minutes) => sum + minutes, 0)).toBe(120);
    expect(told.asset.readings.map(({ readingId }) => readingId).toArray()).not.toContain('reading_0_0');
    expect(told.asset.readings.map(({ readingId }) => readingId).toArray()).toContain('reading_1_0');
    expect(Math.min(...told.asset.calendar.byDay.keys())).toBeGreaterThan(Date.parse(first) / 86_400_000);
  });

  it('is known for as long as its quota period may last', () => {
    const told = shared();
    use(told, 0, instant('2026-03-01T00:00Z'));
    use(told, 1, instant('2026-03-31T22:00Z'));
    expect(told.asset.quotaUse.get(`${memberId(1)}|2026-03`)).toBe(60);
    expect(told.asset.bookings.has('booking_0')).toBe(true);
  });

  it('is not what waits for its return or its bill, however long that takes', () => {
    const told = shared(100);
    const bookingId = 'booking_0';
    use(told, 0, first);
    expect(told.asset.bookings.get(bookingId)?.status).toBe('BILLED');
    const open = shared();
    const tell = open.tell.bind(open);
    open.tell = (at, event) =>
      event.type === 'AssetReturned' || event.type === 'UsageBilled' ? undefined : tell(at, event);
    use(open, 0, first);
    open.tell(later(first, days(100)), {
      type: 'CustodiansNamed',
      data: { assetId: theFilter, custodians: ['person_1'] },
    });
    expect(open.asset.bookings.get(bookingId)?.status).toBe('IN_USE');
    expect(open.asset.readings.last()?.readingId).toBe('reading_0_0');
  });

  it('leaves the last reading and the tariff in force', () => {
    const told = shared();
    use(told, 0, first);
    const cheaper = { ...hourlyTariff, validFrom: later(first, days(1)), assetId: theFilter, tariffId: 'tariff_2' };
    told.tell(first, { type: 'TariffSet', data: cheaper });
    told.tell(later(first, days(80)), {
      type: 'CustodiansNamed',
      data: { assetId: theFilter, custodians: ['person_1'] },
    });
    expect(told.asset.readings.map(({ readingId }) => readingId).toArray()).toEqual(['reading_0_1']);
    expect(told.asset.tariffs.map(({ tariffId }) => tariffId).toArray()).toEqual(['tariff_2']);
  });

  it('weighs nothing: after 5,000 bookings an asset is as big as after forty days of them', () => {
    const told = shared();
    const everyHour = (from: number, until: number): void => {
      for (let index = from; index < until; index++) use(told, index, later(first, index * hour));
    };
    everyHour(0, 39 * 24);
    const soon = told.size;
    everyHour(39 * 24, 5_000);
    expect(told.size).toBeLessThan(soon * 1.3);
    expect(told.asset.bookings.size).toBeLessThan(41 * 24);
    told.tell(later(first, (5_000 + 40 * 24) * hour), {
      type: 'CustodiansNamed',
      data: { assetId: theFilter, custodians: ['person_1'] },
    });
    expect(told.asset.bookings.size).toBe(0);
    expect(told.size).toBeLessThan(shared().size * 1.5);
  }, 15_000);
});
