import {
  currencyDigits,
  Decimal,
  quantityOf,
  quantityToDecimal,
  type EnterpriseId,
  type Money,
  type Quantity,
  type Refusal,
} from '@jointly/kernel';
import { amountRefusal, dearestTotal, exactly, shareRefusal } from './bounds';
import { committedPool, quotedPool, type QuotedPool } from './pool';
import { highestShare, landedTotal, nextTier, poolCost, type Pool } from './pricing';
import { firstNo } from '../first-no';
import { quantityRefusal } from './rules';
import type { Offer, Purchase } from './state';

/**
 * The most that a quantity comes to, and its price per unit, rounded up to two decimals more than the currency has: who
 * takes the shown price as its maximum is never released at that pool.
 */
export interface LandedPrice {
  readonly unitPrice: string;
  readonly total: Money;
}

/** The answer to "what will I pay?". Everything is landed: goods, freight and every other charge. */
export interface Quote {
  readonly offerId: string;
  /** Or the cheapest of the offers in force, as long as none is awarded. */
  readonly awarded: boolean;
  readonly quantity: Quantity;
  /** What all members are expected to take, this quantity included; or the threshold, where that would tell of others. */
  readonly pool: Quantity;
  readonly basis: QuotedPool['basis'];
  readonly present: LandedPrice;
  /** The same quantity once the pool has grown by `gap`; absent at the highest tier. */
  readonly atNextTier?: LandedPrice & { readonly gap: Quantity };
  /** What one unit more would come to: at a tier's edge it may cost less than the unit before. */
  readonly oneUnitMore: LandedPrice;
  /** Of commitments alone: what is missing until the purchase can go ahead. */
  readonly threshold: { readonly met: boolean; readonly quantityGap: Quantity; readonly membersGap: number };
}

/**
 * What `quantity` would cost the enterprise now, in place of what it demanded or committed before. The pool counts every
 * commitment, and the demands of members who have not committed yet; `banded` where members may not see each other's
 * quantities. Undefined while there is no offer in force. Ask `quoteRefusal` first.
 */
export function quote(
  purchase: Purchase,
  enterprise: EnterpriseId,
  quantity: Quantity,
  { banded }: { readonly banded: boolean },
): Quote | undefined {
  const taken = quantityToDecimal(quantity);
  const pool = quotedPool(purchase, enterprise, taken, banded);
  const more = quotedPool(purchase, enterprise, taken.plus(1), banded);
  const offer = offerFor(purchase, pool);
  if (!offer) return undefined;
  const landed = (at: Pool, own: Decimal): LandedPrice => priceAt(purchase, offer, at, own);
  return {
    offerId: offer.offerId,
    awarded: purchase.award?.offerId === offer.offerId,
    quantity,
    pool: quantityOf(pool.quantity, quantity.unit),
    basis: pool.basis,
    present: landed(pool, taken),
    ...atNextTier(offer, pool, (larger) => landed(larger, taken), quantity.unit),
    oneUnitMore: landed(more, taken.plus(1)),
    threshold: thresholdOf(purchase),
  };
}

/** Why there is no price for this quantity: it is none of the item, or beyond what a purchase takes. */
export function quoteRefusal(purchase: Purchase, quantity: Quantity): Refusal | undefined {
  const taken = quantityToDecimal(quantity);
  return firstNo(
    () => quantityRefusal(purchase, quantity, 'quantity'),
    () => shareRefusal(quantity, 'quantity'),
    ...offersInForce(purchase).map((offer) => () => {
      const dearest = dearestTotal(offer, purchase, taken.plus(1));
      return amountRefusal(dearest, 'quantity');
    }),
  );
}

const offersInForce = ({ award, offers, termsVersion }: Purchase): Offer[] =>
  [...offers.values()].filter((offer) =>
    award ? offer.offerId === award.offerId : !offer.expired && offer.termsVersion === termsVersion,
  );

/** The awarded one, or the cheapest at that pool. */
const offerFor = (purchase: Purchase, { quantity }: Pool): Offer | undefined =>
  offersInForce(purchase).reduce<Offer | undefined>(
    (best, offer) =>
      best && landedTotal(best, purchase, quantity).lte(landedTotal(offer, purchase, quantity)) ? best : offer,
    undefined,
  );

function atNextTier(offer: Offer, pool: Pool, landed: (larger: Pool) => LandedPrice, unit: string) {
  const tier = nextTier(offer.tiers, pool.quantity);
  if (!tier) return {};
  const quantity = new Decimal(tier.from);
  return { atNextTier: { ...landed({ ...pool, quantity }), gap: quantityOf(quantity.minus(pool.quantity), unit) } };
}

function priceAt(purchase: Purchase, offer: Offer, pool: Pool, taken: Decimal): LandedPrice {
  const cost = highestShare(poolCost(offer, purchase, pool.quantity), pool, taken);
  const digits = currencyDigits(purchase.currency);
  const unitPrice = cost.div(taken).div(new Decimal(10).pow(digits));
  const shown = unitPrice.toDecimalPlaces(Math.min(6, digits + 2), Decimal.ROUND_UP).toFixed();
  return { unitPrice: shown, total: exactly(cost, purchase) };
}

function thresholdOf(purchase: Purchase): Quote['threshold'] {
  const { quantity, members } = committedPool(purchase);
  const { minimumQuantity, minimumMembers } = purchase.terms;
  const missing = Decimal.max(0, quantityToDecimal(minimumQuantity).minus(quantity));
  const membersGap = Math.max(0, minimumMembers - members);
  const quantityGap = quantityOf(missing, minimumQuantity.unit);
  return { met: missing.isZero() && membersGap === 0, quantityGap, membersGap };
}
