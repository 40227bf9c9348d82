import {
  instant,
  later,
  type CommandDefinition,
  type DomainEvent,
  type EnterpriseId,
  type Instant,
  type Known,
  type Money,
  type PersonId,
} from '@jointly/kernel';
import type { RuleSettings } from '../association/rules';
import type { AccessRules, TariffTerms } from '../shared-asset/schemas';
import { RequestBooking } from '../shared-asset/commands/booking';
import type { Asset, Booking } from '../shared-asset/state';
import { associationStream, clusterStream, enterpriseStream, sharedAssetStream } from '../streams';
import {
  clusterCreated,
  delegateAppointed,
  enterpriseRegistered,
  founded,
  memberAdmitted,
  oilCluster,
  roleGranted,
} from './parties';
import { delegateOf, memberId, officers } from './purchase-cast';
import { coordinator, reop } from './specification';
import { World, type Answer } from './world';

export const theFilter = 'asset_filter';
export const custodian = 'person_custodian' as PersonId;

/** Monday 5 January 2026, 11:00 in Addis Ababa, where there is no daylight saving: UTC+3 all year. */
export const monday = (time: string): Instant => instant(`2026-01-05T${time}:00Z`);

/** Always open, an hour at least and a day at most, no approval, no quota. */
export const easyRules: AccessRules = {
  approval: 'NONE',
  nonMembers: false,
  openingHours: [],
  minimumMinutes: 60,
  maximumMinutes: 1440,
  horizonDays: 90,
  holdMinutes: 120,
  approvalHours: 24,
  cutOffHours: 24,
  noShowMinutes: 30,
  lateReleaseOutcome: '0.5',
  returnGraceHours: 4,
  reviewDays: 0,
  surplusMethod: 'USAGE',
};

export interface AssetSetting {
  readonly members?: number;
  readonly rules?: Partial<AccessRules>;
  readonly association?: Partial<RuleSettings>;
  readonly tariff?: Partial<TariffTerms> | null;
  readonly timeZone?: string;
  readonly meterUnit?: string;
  readonly shareCapital?: { readonly shares: number; readonly capPercent: number };
  /** Not told: what the specification begins before. */
  readonly until?: 'REGISTERED' | 'ACQUIRED';
}

const etb = (minor: number): Money => ({ minor, currency: 'ETB' });

/** By the hour: 200 for members, 300 for others; a no-show costs 100, a late release 50. */
export const hourlyTariff: TariffTerms = {
  validFrom: instant('2026-01-01'),
  basis: 'HOUR',
  member: { amount: '200', currency: 'ETB' },
  nonMember: { amount: '300', currency: 'ETB' },
  noShowFee: etb(100_00),
  lateReleaseFee: etb(50_00),
};

/** The events that make a filter press which can be booked. */
export function bookable(setting: AssetSetting = {}): DomainEvent[] {
  const { rules, tariff = {}, timeZone = 'Africa/Addis_Ababa', meterUnit, shareCapital, until } = setting;
  const registered: DomainEvent = {
    type: 'AssetRegistered',
    data: {
      assetId: theFilter,
      clusterId: oilCluster,
      title: 'Filter press',
      kind: 'EQUIPMENT',
      owner: { kind: 'ASSOCIATION' },
      custodians: [custodian],
      ...(meterUnit !== undefined && { meterUnit }),
      ...(shareCapital && { shareCapital: { ...shareCapital } }),
      currency: 'ETB',
      timeZone,
      rules: { ...easyRules, ...rules },
      rulesVersion: 1,
    },
  };
  const acquired: DomainEvent = {
    type: 'AssetAcquired',
    data: {
      assetId: theFilter,
      acquiredAt: monday('08:00'),
      price: etb(600_000_00),
      salvage: etb(60_000_00),
      lifeYears: 10,
    },
  };
  const reading = meterUnit === undefined ? {} : { reading: '100' };
  const commissioned: DomainEvent = { type: 'AssetCommissioned', data: { assetId: theFilter, ...reading } };
  const tariffSet: DomainEvent = {
    type: 'TariffSet',
    data: { assetId: theFilter, tariffId: 'tariff_1', ...hourlyTariff, ...tariff },
  };
  if (until === 'REGISTERED') return [registered];
  if (until === 'ACQUIRED') return [registered, acquired];
  return [registered, acquired, commissioned, ...(tariff === null ? [] : [tariffSet])];
}

/** Members sharing a filter press, told as far as a specification needs it. What they do goes through commands. */
export class AssetStory {
  readonly world = new World();
  readonly members: readonly EnterpriseId[];

  constructor(setting: AssetSetting = {}) {
    const { members = 3, association = {} } = setting;
    this.members = Array.from({ length: members }, (_, index) => memberId(index + 1));
    const { world } = this;
    const roles = officers.map(([person, role]) => roleGranted(person, role));
    world.tell(associationStream(reop), founded(association), ...roles);
    world.tell(clusterStream(reop, oilCluster), clusterCreated);
    for (const enterpriseId of this.members) this.admit(enterpriseId, memberAdmitted(enterpriseId));
    world.tell(sharedAssetStream(reop, theFilter), ...bookable(setting));
  }

  /** An enterprise with a delegate who may book and pledge; a member where its admission is given. */
  admit(enterpriseId: EnterpriseId, ...more: readonly DomainEvent[]): void {
    const delegate = delegateAppointed(delegateOf(enterpriseId), { enterpriseId, scopes: ['BOOK', 'PLEDGE'] });
    this.world.tell(enterpriseStream(reop, enterpriseId), enterpriseRegistered(enterpriseId), ...more, delegate);
  }

  get asset(): Asset {
    return this.world.state(sharedAssetStream(reop, theFilter));
  }

  booking(bookingId: string): Booking | undefined {
    return this.asset.bookings.get(bookingId);
  }

  /** What names a booking: its id, and whose it is. */
  naming(bookingId: string): { bookingId: string; enterpriseId: EnterpriseId } {
    return { bookingId, enterpriseId: this.booking(bookingId)?.enterpriseId ?? memberId(1) };
  }

  /** Time passes until then, and whatever it brings is recorded. */
  at(time: Instant): this {
    this.world.now = time;
    this.world.tick(sharedAssetStream(reop, theFilter));
    return this;
  }

  wait(hours: number): this {
    return this.at(later(this.world.now, hours * 3_600_000));
  }

  /** What is told of the asset without a command. */
  tell(...events: readonly DomainEvent[]): this {
    this.world.tell(sharedAssetStream(reop, theFilter), ...events);
    return this;
  }

  /** Asks, whatever the answer; where it says when, about what happened then. */
  tries<Data, State, Lookups extends Record<string, Known>, E extends DomainEvent>(
    definition: CommandDefinition<Data, State, Lookups, E>,
    data: Omit<Data, 'assetId'>,
    actor: PersonId = coordinator,
    occurredAt = this.world.now,
  ): Answer {
    return this.world.ask(definition, { assetId: theFilter, ...data } as Data, actor, occurredAt);
  }

  /** Asks, and expects no refusal. */
  does<Data, State, Lookups extends Record<string, Known>, E extends DomainEvent>(
    definition: CommandDefinition<Data, State, Lookups, E>,
    data: Omit<Data, 'assetId'>,
    actor: PersonId = coordinator,
    occurredAt = this.world.now,
  ): Answer {
    const answer = this.tries(definition, data, actor, occurredAt);
    if (answer.refusal) throw new Error(`${definition.type}: ${answer.refusal.code} ${answer.refusal.message}`);
    return answer;
  }

  /** A member, by its number, books; the id of its booking. */
  book(member: number, start: Instant, end: Instant): string {
    const enterpriseId = memberId(member);
    const { events } = this.does(RequestBooking, { enterpriseId, start, end }, delegateOf(enterpriseId));
    return (events.findLast(({ type }) => type === 'BookingRequested')!.data as { bookingId: string }).bookingId;
  }

  types(): string[] {
    return this.world.log.map(({ type }) => type);
  }
}
