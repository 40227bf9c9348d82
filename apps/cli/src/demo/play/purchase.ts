import { Decimal } from '@jointly/kernel';
import type { ServerClock } from '../clock';
import type { Member, OilCast } from '../founding';
import { oilProducers } from '../story/association';
import type { OilPresser } from '../story/oil-pressers';
import type { PurchasePlan, Tier } from '../story/purchases';

/** One purchase being played: its plan, its players, its clock, and what the story has brought about so far. */
export interface PurchaseInPlay {
  readonly plan: PurchasePlan;
  readonly cast: OilCast;
  readonly clock: ServerClock;
  readonly purchaseId: string;
  /** Counts what was done, for whoever watches. */
  readonly step: () => void;
}

export const { currency } = oilProducers.association;
export const unit = 'kg';

export const kilograms = (value: string) => ({ value, unit });
export const birr = (amount: string) => ({ amount, currency });

/** Whole kilograms of what the member presses in a season. */
export const wanted = ({ plan }: PurchaseInPlay, { season }: Member<OilPresser>): string =>
  new Decimal(season).times(plan.share).toFixed(0);

export const schedule = (tiers: readonly Tier[]) => tiers.map(({ from, price }) => ({ from, unitPrice: birr(price) }));

/** Those who take part, in the order of the list. */
export const responding = ({ plan, cast }: PurchaseInPlay): readonly Member<OilPresser>[] =>
  cast.members.slice(0, plan.responding);
