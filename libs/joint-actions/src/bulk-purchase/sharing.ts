import {
  addMoney,
  allocate,
  allocateQuantity,
  Decimal,
  money,
  quantityOf,
  quantityToDecimal,
  type EnterpriseId,
  type Money,
  type Quantity,
} from '@jointly/kernel';
import type { AllocationMethod, CostKind } from './schemas';
import type { Purchase } from './state';

/** Who takes how much of what is shared. */
export type Parts = ReadonlyMap<EnterpriseId, Quantity>;

export interface CostLine {
  /** Names the line among all of its purchase: it decides ties. */
  readonly line: string;
  readonly kind: CostKind;
  readonly amount: Money;
}

/** By what a method measures a member's part. */
export const weightBy = (method: AllocationMethod, quantity: Quantity): Decimal =>
  method === 'EQUAL' ? new Decimal(1) : quantityToDecimal(quantity);

/** One cost, shared to the minor unit by the method that the terms name for its kind. */
export function shareCost(
  purchase: Purchase,
  { line, kind, amount }: CostLine,
  parts: Parts,
): ReadonlyMap<string, Money> {
  const method = purchase.terms.allocation[kind];
  const shares = [...parts].map(([id, quantity]) => ({ id, weight: weightBy(method, quantity) }));
  return allocate(amount, shares, { action: purchase.purchaseId, line });
}

/** What several costs come to for each member; together they are the costs, to the minor unit. */
export function shareCosts(purchase: Purchase, costs: readonly CostLine[], parts: Parts): ReadonlyMap<string, Money> {
  const totals = new Map<string, Money>([...parts.keys()].map((id) => [id, money(0, purchase.currency)]));
  for (const cost of costs)
    for (const [id, amount] of shareCost(purchase, cost, parts)) totals.set(id, addMoney(totals.get(id)!, amount));
  return totals;
}

/** The shortage rule PRO_RATA: what was accepted, in proportion to what each member is bound to. */
export function shareAccepted(purchase: Purchase, accepted: Decimal): [EnterpriseId, Quantity][] {
  const { unit, unitDecimals } = purchase.item;
  const bound = purchase.confirmation?.shares ?? new Map<EnterpriseId, { quantity: Quantity }>();
  const weights = [...bound].map(([id, { quantity }]) => ({ id, weight: quantityToDecimal(quantity) }));
  const shares = allocateQuantity(accepted, weights, unitDecimals, { action: purchase.purchaseId, line: 'accepted' });
  return [...shares].map(([id, value]) => [id as EnterpriseId, quantityOf(value, unit)]);
}
