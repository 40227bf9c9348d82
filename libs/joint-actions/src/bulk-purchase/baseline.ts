import { quantityToDecimal, type EnterpriseId, type Quantity } from '@jointly/kernel';
import type { UnitPrice } from '../price';
import { unitPriceAt } from './pricing';
import type { BaselineBasis, FrozenBaseline } from './schemas';
import type { Baseline, Purchase } from './state';

/** HARD: a price on the market or in the member's books. SOFT: a list, a plan. */
export const baselineClass: Readonly<Record<BaselineBasis, 'HARD' | 'SOFT'>> = {
  STANDALONE: 'HARD',
  LAST_PAID: 'HARD',
  WEIGHTED_AVG: 'HARD',
  BENCHMARK: 'SOFT',
  BUDGET: 'SOFT',
};

/** How many days before the purchase was opened the price may have been quoted or paid; a SOFT one is a list anyway. */
export const oldestDays: Readonly<Partial<Record<BaselineBasis, number>>> = {
  STANDALONE: 30,
  LAST_PAID: 365,
  WEIGHTED_AVG: 365,
};

/** Those that are a price for each member rather than one schedule. */
export const isMemberBasis = (basis: BaselineBasis): boolean => basis === 'LAST_PAID' || basis === 'WEIGHTED_AVG';

/**
 * What every locked baseline says the member would pay alone for this quantity; those silent on it are left out. The
 * estimate is read at the quantity demanded when demand closed, or committed to where nothing was demanded.
 */
export function frozenBaselines(purchase: Purchase, enterprise: EnterpriseId, quantity: Quantity): FrozenBaseline[] {
  const demanded = purchase.demands.get(enterprise)?.quantity ?? quantity;
  return [...purchase.baselines].flatMap(([baselineId, baseline]) => {
    const unitPrice = baseline.status === 'LOCKED' ? priceAlone(baseline, enterprise, quantity) : undefined;
    if (!unitPrice) return [];
    return [{ baselineId, unitPrice, atDemand: priceAlone(baseline, enterprise, demanded) ?? unitPrice }];
  });
}

const priceAlone = (baseline: Baseline, enterprise: EnterpriseId, quantity: Quantity): UnitPrice | undefined =>
  isMemberBasis(baseline.basis)
    ? baseline.memberPrices.find(({ enterpriseId }) => enterpriseId === enterprise)?.unitPrice
    : unitPriceAt(baseline.schedule, quantityToDecimal(quantity));
