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

/** Those that are a price for each member rather than one schedule. */
export const isMemberBasis = (basis: BaselineBasis): boolean => basis === 'LAST_PAID' || basis === 'WEIGHTED_AVG';

/** What every locked baseline says the member would pay alone for this quantity; those silent on it are left out. */
export function frozenBaselines(purchase: Purchase, enterprise: EnterpriseId, quantity: Quantity): FrozenBaseline[] {
  return [...purchase.baselines].flatMap(([baselineId, baseline]) => {
    const unitPrice = baseline.status === 'LOCKED' ? priceAlone(baseline, enterprise, quantity) : undefined;
    return unitPrice ? [{ baselineId, unitPrice }] : [];
  });
}

const priceAlone = (baseline: Baseline, enterprise: EnterpriseId, quantity: Quantity): UnitPrice | undefined =>
  isMemberBasis(baseline.basis)
    ? baseline.memberPrices.find(({ enterpriseId }) => enterpriseId === enterprise)?.unitPrice
    : unitPriceAt(baseline.schedule, quantityToDecimal(quantity));
