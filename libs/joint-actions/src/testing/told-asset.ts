import { instant, type DomainEvent, type EnterpriseId, type Instant, type NewFact } from '@jointly/kernel';
import type { Owner } from '../shared-asset';
import { sharedAssetStream } from '../streams';
import { factsIn } from './facts-in';
import { reop } from './specification';
import { World } from './world';

// A shared asset as its events tell it, for what only reads them.

export const assetId = 'asset_1';
export const almaz = 'enterprise_almaz' as EnterpriseId;
export const bekele = 'enterprise_bekele' as EnterpriseId;
export const chala = 'enterprise_chala' as EnterpriseId;

export const birr = (amount: number) => ({ minor: amount * 100, currency: 'ETB' });
export const delegate = { how: 'DELEGATE', mandateId: 'mandate_1' };

/** On 2 March 2026, UTC. */
export const at = (time: string): Instant => instant(`2026-03-02T${time}:00Z`);

export const onAsset = { kind: 'sharedAsset', id: assetId };
/** One booking or run of it. */
export const on = (part: string) => ({ ...onAsset, part });

export const of = (bookingId: string, enterpriseId = almaz) => ({ assetId, bookingId, enterpriseId });

const rules = {
  approval: 'NONE',
  nonMembers: true,
  openingHours: [],
  minimumMinutes: 30,
  maximumMinutes: 600,
  horizonDays: 60,
  holdMinutes: 60,
  approvalHours: 24,
  cutOffHours: 6,
  noShowMinutes: 30,
  lateReleaseOutcome: '0.5',
  returnGraceHours: 4,
  reviewDays: 0,
  surplusMethod: 'USAGE',
};

/** A press at a chamber. */
export class ToldAsset {
  private readonly world = new World();

  constructor(owner: Owner = { kind: 'INSTITUTION', name: 'Chamber of Adama' }) {
    this.on('2026-03-01T08:00:00Z');
    this.tells({
      type: 'AssetRegistered',
      data: {
        assetId,
        clusterId: 'cluster_oil',
        title: 'Press',
        kind: 'EQUIPMENT',
        owner,
        custodians: ['person_custodian'],
        currency: 'ETB',
        timeZone: 'Africa/Addis_Ababa',
        rules,
        rulesVersion: 1,
      },
    });
  }

  on(time: string): this {
    this.world.now = instant(time);
    return this;
  }

  tells(...events: DomainEvent[]): this {
    this.world.tell(sharedAssetStream(reop, assetId), ...events);
    return this;
  }

  /** From ten until noon. */
  asks(bookingId: string, enterpriseId = almaz, more: object = {}, type = 'BookingRequested'): this {
    const slot = { start: at('10:00'), end: at('12:00'), cutOffAt: at('04:00'), noShowAt: at('10:30') };
    const frozen = { lateReleaseOutcome: '0.5', returnGraceHours: 4, paymentDueDays: 30, reference: birr(1000) };
    const asked = { ...of(bookingId, enterpriseId), ...slot, ...frozen, member: true, rulesVersion: 1 };
    return this.tells({ type, data: { ...asked, expectedCharge: birr(400), consent: delegate, ...more } });
  }

  books(bookingId: string, enterpriseId = almaz, more: object = {}): this {
    const confirmed = { type: 'BookingConfirmed', data: { ...of(bookingId, enterpriseId), by: 'RULE' } };
    return this.asks(bookingId, enterpriseId, more).tells(confirmed);
  }

  handsOver(bookingId: string, enterpriseId = almaz, time = at('10:10')): this {
    const data = { ...of(bookingId, enterpriseId), at: time, condition: 'GOOD' };
    return this.on(time).tells({ type: 'AssetHandedOver', data });
  }

  takesBack(bookingId: string, time: Instant, enterpriseId = almaz): this {
    const late = Math.max(0, (Date.parse(time) - Date.parse(at('12:00'))) / 60_000);
    const used = { condition: 'GOOD', usedMinutes: 110, lateMinutes: late, reviewUntil: time };
    return this.on(time).tells({ type: 'AssetReturned', data: { ...of(bookingId, enterpriseId), at: time, ...used } });
  }

  facts<Name extends NewFact['fact']>(...names: Name[]): Extract<NewFact, { fact: Name }>[] {
    return factsIn(this.world.log).filter((fact): fact is Extract<NewFact, { fact: Name }> =>
      (names as string[]).includes(fact.fact),
    );
  }
}
