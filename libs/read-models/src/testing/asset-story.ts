import {
  sharedAssetStream,
  type AccessRules,
  type Slot,
  type SharedAssetEvent,
  type TariffTerms,
} from '@jointly/joint-actions';
import { days, instant, later, type EnterpriseId, type Instant, type Money, type PersonId } from '@jointly/kernel';
import { associationStory, oil } from './association-story';
import { History, reop, type Circumstances } from './history';
import { etb } from './purchase-story';

export const custodian = 'person_custodian' as PersonId;
export const consent = { how: 'DELEGATE', mandateId: 'mandate_1' } as const;
export const evidence = { uri: 'file:receipt.pdf', sha256: 'b'.repeat(64) };
const price = (amount: string) => ({ amount, currency: 'ETB' });

/** Workdays from eight to six in Addis Ababa, which is three hours ahead of UTC all year. */
export const rules: AccessRules = {
  approval: 'NONE',
  nonMembers: true,
  openingHours: (['MO', 'TU', 'WE', 'TH', 'FR'] as const).map((weekday) => ({
    weekday,
    from: '08:00',
    until: '18:00',
  })),
  minimumMinutes: 30,
  maximumMinutes: 600,
  horizonDays: 90,
  holdMinutes: 60,
  approvalHours: 24,
  cutOffHours: 24,
  noShowMinutes: 60,
  lateReleaseOutcome: '0.5',
  returnGraceHours: 4,
  reviewDays: 1,
  surplusMethod: 'USAGE',
};

const tariff: TariffTerms = {
  validFrom: instant('2026-03-09T00:00:00Z'),
  basis: 'HOUR',
  member: price('100'),
  nonMember: price('150'),
  noShowFee: etb(50_00),
};

/** From ten to twelve of a day in March 2026, say, in UTC. */
export const on = (day: number, from: string, until: string): Slot => ({ start: at(day, from), end: at(day, until) });
export const at = (day: number, time: string) => instant(`2026-03-${String(day).padStart(2, '0')}T${time}:00Z`);

/** An oil press that is shared, told by its events, as far as a specification needs it. */
export class AssetStory {
  constructor(
    private readonly history: History,
    readonly assetId = 'asset_1',
  ) {}

  async registered(more: Registered = {}): Promise<this> {
    this.history.at('2026-03-03T08:00:00Z');
    const { assetId } = this;
    const owner = { kind: 'ASSOCIATION' } as const;
    await this.tell({
      type: 'AssetRegistered',
      data: {
        assetId,
        owner,
        custodians: [custodian],
        meterUnit: 'kg',
        currency: 'ETB',
        clusterId: oil,
        title: 'Oil press',
        kind: 'EQUIPMENT',
        shareCapital: { shares: 100, capPercent: 60 },
        timeZone: more.timeZone ?? 'Africa/Addis_Ababa',
        rules: { ...rules, ...more.rules },
        rulesVersion: 1,
      },
    });
    return this;
  }

  /** Bought for 40 000 to be worth 3 500 after a year: it loses 100 a day. In use from Monday, 9 March. */
  async commissioned(): Promise<this> {
    const { assetId } = this;
    const worth = { price: etb(40_000_00), salvage: etb(3_500_00), lifeYears: 1 };
    this.history.at('2026-03-09T00:00:00Z');
    await this.tell({ type: 'AssetAcquired', data: { assetId, acquiredAt: at(9, '00:00'), ...worth, evidence } });
    await this.tell({ type: 'AssetCommissioned', data: { assetId, reading: '1000' } });
    await this.tell({ type: 'TariffSet', data: { assetId, tariffId: 'tariff_1', ...tariff } });
    return this;
  }

  async request(
    bookingId: string,
    enterpriseId: EnterpriseId,
    slot: Slot,
    more: Partial<Requested> = {},
  ): Promise<void> {
    await this.tell({ type: 'BookingRequested', data: { ...this.asked(bookingId, enterpriseId, slot), ...more } });
  }

  async wait(bookingId: string, enterpriseId: EnterpriseId, slot: Slot): Promise<void> {
    await this.tell({ type: 'WaitlistJoined', data: this.asked(bookingId, enterpriseId, slot) });
  }

  async book(bookingId: string, enterpriseId: EnterpriseId, slot: Slot, more: Partial<Requested> = {}): Promise<void> {
    await this.request(bookingId, enterpriseId, slot, more);
    await this.tell({ type: 'BookingConfirmed', data: { ...this.of(bookingId, enterpriseId), by: 'RULE' } });
  }

  /** Fetched and brought back at these times, with these readings. */
  async use(bookingId: string, enterpriseId: EnterpriseId, { start, end }: Slot, [from, to]: Interval): Promise<void> {
    await this.fetch(bookingId, enterpriseId, start, from);
    await this.bringBack(bookingId, enterpriseId, { start, end }, to);
  }

  async fetch(bookingId: string, enterpriseId: EnterpriseId, time: Instant, reading: string): Promise<void> {
    const fetched = { at: time, readingId: `${bookingId}_out`, reading, condition: 'GOOD', note: 'Clean' } as const;
    const data = { ...this.of(bookingId, enterpriseId), ...fetched };
    await this.tell({ type: 'AssetHandedOver', data }, { actor: custodian, at: time });
  }

  async bringBack(bookingId: string, enterpriseId: EnterpriseId, use: Slot, reading: string): Promise<void> {
    const { start, end } = use;
    const usedMinutes = (Date.parse(end) - Date.parse(start)) / 60_000;
    const back = { at: end, readingId: `${bookingId}_in`, reading, condition: 'GOOD' } as const;
    const data = {
      ...this.of(bookingId, enterpriseId),
      ...back,
      usedMinutes,
      lateMinutes: 0,
      reviewUntil: later(end, days(1)),
    };
    await this.tell({ type: 'AssetReturned', data }, { actor: custodian, at: end });
  }

  /** By the hour. */
  async bill(
    bookingId: string,
    enterpriseId: EnterpriseId,
    hours: string,
    amount: Money,
    [from, to]: Interval,
    at: Circumstances['at'],
  ): Promise<void> {
    const of = this.of(bookingId, enterpriseId);
    const charge = { chargeId: `charge_${bookingId}`, dueAt: instant('2026-04-30T00:00:00Z'), interval: { from, to } };
    const terms = { tariffId: 'tariff_1', basis: 'HOUR', rate: price('100'), minimumApplied: false } as const;
    const quantity = { value: hours, unit: 'h' };
    await this.tell(
      { type: 'UsageBilled', data: { ...of, ...charge, ...terms, quantity, amount, baselines: [] } },
      { ...(at && { at }) },
    );
  }

  /** The closing reading was another one, and the bill with it. */
  async correct(
    bookingId: string,
    enterpriseId: EnterpriseId,
    [from, was, reading]: readonly [string, string, string],
    amount: Money,
    difference: Money,
  ): Promise<void> {
    const readingId = `${bookingId}_in`;
    const wrong = { readingId, was, reading, correctedBy: custodian, reason: 'Misread' };
    await this.tell({ type: 'MeterReadingCorrected', data: { assetId: this.assetId, ...wrong } });
    const interval = { from, to: reading };
    const quantity = { value: String(Number(reading) - Number(from)), unit: 'kg' };
    const terms = { tariffId: 'tariff_1', basis: 'METER', rate: price('1'), minimumApplied: false } as const;
    const bill = { ...terms, interval, quantity, amount, difference, baselines: [] };
    const adjusted = { readingId, adjustmentId: `adjustment_${bookingId}`, dueAt: instant('2026-05-15T00:00:00Z') };
    const data = { ...this.of(bookingId, enterpriseId), ...adjusted, ...bill };
    await this.tell({ type: 'UsageBillCorrected', data }, { at: at(20, '00:00') });
  }

  tell(event: SharedAssetEvent, circumstances?: Circumstances): Promise<void> {
    return this.history.record(sharedAssetStream(reop, this.assetId), event, circumstances);
  }

  of = (bookingId: string, enterpriseId: EnterpriseId) => ({ assetId: this.assetId, bookingId, enterpriseId });

  private asked(bookingId: string, enterpriseId: EnterpriseId, slot: Slot) {
    const { start, end } = slot;
    const kept = { member: true, rulesVersion: 1, cutOffAt: start, noShowAt: at(31, '00:00'), paymentDueDays: 30 };
    const weighed = { lateReleaseOutcome: '0.5', returnGraceHours: 4, reference: etb(1_000_00) };
    const terms = { ...kept, ...weighed, expectedCharge: etb(200_00), purpose: 'Niger seed', consent };
    return { ...this.of(bookingId, enterpriseId), start, end, ...terms };
  }
}

type Requested = Extract<SharedAssetEvent, { type: 'BookingRequested' }>['data'];
type Interval = readonly [string, string];
interface Registered {
  readonly timeZone?: string;
  readonly rules?: Partial<AccessRules>;
}

/** A press in use from Monday, 9 March 2026, with nothing booked yet. */
export async function pressInUse(more: Registered = {}): Promise<{ history: History; story: AssetStory }> {
  const history = new History();
  await associationStory(history);
  const story = new AssetStory(history);
  await (await story.registered(more)).commissioned();
  return { history, story };
}
