import { earliest, later, refusal, type Command, type EnterpriseId, type Instant, type Refusal } from '@jointly/kernel';
import { enterpriseRefusal, notAMember, type KnowsAssociation, type KnowsEnterprise } from '../authority';
import { isMember } from '../enterprise/state';
import { existing } from '../existing';
import { minutesOf, quotaKey } from './bookings';
import { quotaPeriod, slotText } from './local-time';
import type { AssetRule } from './rules';
import type { Slot } from './schemas';
import type { Asset } from './state';
import { expectedCharge } from './tariffs';

export type KnowsBooker = KnowsAssociation & KnowsEnterprise;

/** What a booking is asked for with, beside its time. */
export interface Wish {
  readonly enterpriseId: EnterpriseId;
  readonly purpose?: string;
}

/** What is fixed for a booking when it is asked for, whatever the rules become. */
export function bookingTerms(asset: Asset, wish: Wish, slot: Slot, bookingId: string, known: KnowsBooker) {
  const { assetId, rules, rulesVersion, timeZone } = asset;
  const { paymentDueDays, paymentReference } = existing(known.association.state).rules;
  const member = isMember(known.enterprise.state);
  const period = quotaPeriod(slot.start, rules, timeZone);
  return {
    ...{ assetId, bookingId, enterpriseId: wish.enterpriseId, ...slot, member, rulesVersion },
    ...(period !== undefined && { quotaPeriod: period }),
    cutOffAt: later(slot.start, -minutes(rules.cutOffHours * 60)),
    noShowAt: earliest(slot.end, later(slot.start, minutes(rules.noShowMinutes))),
    lateReleaseOutcome: rules.lateReleaseOutcome,
    returnGraceHours: rules.returnGraceHours,
    expectedCharge: expectedCharge(asset, slot, member),
    paymentDueDays,
    reference: paymentReference,
    ...(wish.purpose !== undefined && { purpose: wish.purpose }),
  };
}

export const minutes = (count: number): number => count * 60_000;

/** Members, and others where the rules of access let them. */
export const mayBook: AssetRule<unknown, KnowsBooker> = ({ rules }, _command, { enterprise }) =>
  enterpriseRefusal(enterprise.state) ?? (isMember(enterprise.state) || rules.nonMembers ? undefined : notAMember);

/** Why the slot would be more than the enterprise may have in its quota period. */
export function quotaRefusal(asset: Asset, enterpriseId: EnterpriseId, slot: Slot): Refusal | undefined {
  const { quota } = asset.rules;
  const left = quotaLeft(asset, enterpriseId, slot.start);
  if (!quota || minutesOf(slot) <= left) return undefined;
  return refusal(
    'QUOTA_EXCEEDED',
    `An enterprise has at most ${quota.minutes} minutes a ${quota.period.toLowerCase()} here, and ${left} are left to this one then. Book less, or another time.`,
    'end',
  );
}

/** Minutes that the enterprise may still have in the period of that start; after the quota changed, of the new kind. */
function quotaLeft({ rules, timeZone, quotaUse }: Asset, enterpriseId: EnterpriseId, start: Instant): number {
  const period = quotaPeriod(start, rules, timeZone);
  if (!rules.quota || period === undefined) return Infinity;
  return Math.max(0, rules.quota.minutes - quotaUse.get(quotaKey(enterpriseId, period), 0));
}

interface Asked extends Slot {
  readonly insteadOf?: string;
  readonly enterpriseId: EnterpriseId;
}

/** A booking that takes the place of another does so of one that was displaced, and of the enterprise's own. */
export const replacesDisplaced: AssetRule<Asked> = ({ bookings }, { data }) => {
  if (data.insteadOf === undefined) return undefined;
  const before = bookings.get(data.insteadOf);
  if (before?.enterpriseId === data.enterpriseId && before.status === 'DISPLACED') return undefined;
  return refusal('NOT_DISPLACED', 'That booking of the enterprise was not displaced. Book without it.', 'insteadOf');
};

/** For messages: the slot in the asset's time zone. */
export const inWords = ({ timeZone }: Asset, slot: Slot): string => slotText(slot, timeZone);

/** A request that nobody decides on lapses then, at its start at the latest. */
export const decideBy = ({ rules }: Asset, { start }: Slot, { now }: Pick<Command, 'now'>): Instant =>
  earliest(start, later(now, minutes(rules.approvalHours * 60)));

/** A hold runs out then, at its start at the latest. */
export const holdUntil = ({ rules }: Asset, { start }: Slot, now: Instant): Instant =>
  earliest(start, later(now, minutes(rules.holdMinutes)));
