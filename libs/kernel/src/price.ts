import { Decimal } from './decimal';
import type { Currency } from './money';

/**
 * One step of a volume price list. The price is in major units and may be finer than the currency's minor unit
 * (0.0125 a piece); it holds for the whole quantity bought, not only for what is above `from`.
 */
export interface PriceTier {
  readonly from: string;
  readonly unitPrice: { readonly amount: string; readonly currency: Currency };
}

/** A price list that can't be read: no tier, two of them from the same quantity, several currencies. */
export class InvalidPriceList extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidPriceList';
  }
}

/** A better or worse price within reach: how much more must be bought, and what a unit costs then. */
export interface NextTier {
  readonly from: Decimal;
  readonly gap: Decimal;
  readonly unitPrice: Decimal;
}

/** What a quantity costs at least, and the quantity to order for that: more than is needed where a tier pays for it. */
export interface CheapestOrder {
  readonly quantity: Decimal;
  readonly cost: Decimal;
}

/** All-units volume prices. The first tier starts at the supplier's minimum order; below it there is no price. */
export class PriceList {
  private readonly tiers: readonly { readonly from: Decimal; readonly unitPrice: Decimal }[];

  /** @throws InvalidPriceList */
  constructor(tiers: readonly PriceTier[]) {
    if (tiers.length === 0) throw new InvalidPriceList('A price list needs at least one price.');
    if (tiers.some(({ unitPrice }) => unitPrice.currency !== tiers[0]!.unitPrice.currency))
      throw new InvalidPriceList('A price list has one currency.');
    this.tiers = tiers
      .map(({ from, unitPrice }) => ({ from: new Decimal(from), unitPrice: new Decimal(unitPrice.amount) }))
      .sort((a, b) => a.from.cmp(b.from));
    const twice = this.tiers.find(({ from }, n) => this.tiers[n + 1]?.from.eq(from));
    if (twice) throw new InvalidPriceList(`Two prices start at ${twice.from.toFixed()}.`);
  }

  /** p(q), in major units. */
  unitPriceAt(quantity: Decimal): Decimal | undefined {
    return this.tiers.findLast(({ from }) => from.lte(quantity))?.unitPrice;
  }

  /** q·p(q), in major units, not rounded. */
  costOf(quantity: Decimal): Decimal | undefined {
    return this.unitPriceAt(quantity)?.times(quantity);
  }

  nextTierAfter(quantity: Decimal): NextTier | undefined {
    const next = this.tiers.find(({ from }) => from.gt(quantity));
    return next && { ...next, gap: next.from.minus(quantity) };
  }

  /**
   * c(q) = min over q' ≥ q of q'·p(q'): 990 at 90 is dearer than 1,000 at 84. Of equal costs, the smallest order.
   * Undefined below the minimum order.
   */
  cheapestOrderFor(quantity: Decimal): CheapestOrder | undefined {
    const asked = this.costOf(quantity);
    if (!asked) return undefined;
    return this.tiers
      .filter(({ from }) => from.gt(quantity))
      .map(({ from, unitPrice }) => ({ quantity: from, cost: from.times(unitPrice) }))
      .reduce((best, order) => (order.cost.lt(best.cost) ? order : best), { quantity, cost: asked });
  }
}
