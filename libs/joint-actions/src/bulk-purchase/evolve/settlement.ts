import { addMoney, money } from '@jointly/kernel';
import { entry } from '../../entry';
import type { BulkPurchaseHappened } from '../events';
import type { MemberCost, Purchase } from '../state';

export function deliveryRecorded(
  purchase: Purchase,
  { data, metadata }: BulkPurchaseHappened<'DeliveryRecorded'>,
): Purchase {
  const delivery = { quantity: data.quantity, recordedBy: metadata.actor };
  return { ...purchase, deliveries: purchase.deliveries.set(data.deliveryId, delivery) };
}

export function deliveryInspected(purchase: Purchase, { data }: BulkPurchaseHappened<'DeliveryInspected'>): Purchase {
  const { deliveryId, accepted, rejected } = data;
  const delivery = { ...entry(purchase.deliveries, deliveryId), inspection: { accepted, rejected } };
  return { ...purchase, deliveries: purchase.deliveries.set(deliveryId, delivery) };
}

export function allocated(purchase: Purchase, { data }: BulkPurchaseHappened<'CostsAllocated'>): Purchase {
  const { allocationId, invoiceIds } = data;
  const invoices = purchase.invoices.withMutations((all) => {
    for (const id of invoiceIds) all.set(id, { ...entry(all, id), allocationId });
  });
  return { ...purchase, invoices };
}

export function memberCostAllocated(
  purchase: Purchase,
  { data }: BulkPurchaseHappened<'MemberCostAllocated'>,
): Purchase {
  const { enterpriseId, chargeId, amount } = data;
  return {
    ...purchase,
    memberCosts: purchase.memberCosts.set(enterpriseId, addedTo(purchase, data)),
    charges: purchase.charges.set(chargeId, { enterpriseId, amount, settled: amount.minor === 0 }),
  };
}

/** What all allocations come to for the member, with this one. */
export function addedTo(
  purchase: Purchase,
  { enterpriseId, amount, relief, lines }: BulkPurchaseHappened<'MemberCostAllocated'>['data'],
): MemberCost {
  const before = purchase.memberCosts.get(enterpriseId) ?? nothingYet(purchase);
  return {
    cost: addMoney(before.cost, addMoney(amount, relief)),
    charged: addMoney(before.charged, amount),
    includesGoods: before.includesGoods || lines.some(({ kind }) => kind === 'GOODS'),
  };
}

const nothingYet = ({ currency }: Purchase): MemberCost => ({
  cost: money(0, currency),
  charged: money(0, currency),
  includesGoods: false,
});

export const chargeSettled = (purchase: Purchase, id: string): Purchase => ({
  ...purchase,
  charges: purchase.charges.set(id, { ...entry(purchase.charges, id), settled: true }),
});
