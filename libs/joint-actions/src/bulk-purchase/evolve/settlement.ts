import { Map } from 'immutable';
import { addMoney, money, type EnterpriseId, type Quantity } from '@jointly/kernel';
import { entry } from '../../entry';
import type { BulkPurchaseHappened } from '../events';
import type { MemberCost, Purchase } from '../state';
import { oneTold, toTell } from './sharing';

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

export function deliveryCompleted(
  purchase: Purchase,
  { data: { surplus, members } }: BulkPurchaseHappened<'DeliveryCompleted'>,
): Purchase {
  return toTell({ ...purchase, accepted: Map<EnterpriseId, Quantity>(), surplus }, 'DELIVERY', members);
}

export function deliveryShared(purchase: Purchase, { data }: BulkPurchaseHappened<'MemberDeliveryShared'>): Purchase {
  const { enterpriseId, quantity } = data;
  return oneTold({ ...purchase, accepted: (purchase.accepted ?? Map()).set(enterpriseId, quantity) });
}

export function invoiceRecorded(purchase: Purchase, { data }: BulkPurchaseHappened<'InvoiceRecorded'>): Purchase {
  const { invoiceId, supplierId, number, lines, total } = data;
  return { ...purchase, invoices: purchase.invoices.set(invoiceId, { supplierId, number, lines, total }) };
}

export const invoiceVoided = (purchase: Purchase, id: string): Purchase => ({
  ...purchase,
  invoices: purchase.invoices.set(id, { ...entry(purchase.invoices, id), voided: true }),
});

export function allocated(purchase: Purchase, { data }: BulkPurchaseHappened<'CostsAllocated'>): Purchase {
  const { allocationId, invoiceIds, dueAt, members } = data;
  const invoices = purchase.invoices.withMutations((all) => {
    for (const id of invoiceIds) all.set(id, { ...entry(all, id), allocationId });
  });
  const allocations = purchase.allocations.set(allocationId, { invoiceIds, dueAt });
  return toTell({ ...purchase, invoices, allocations }, { allocationId }, members);
}

export function memberCostAllocated(
  purchase: Purchase,
  { data }: BulkPurchaseHappened<'MemberCostAllocated'>,
): Purchase {
  const { enterpriseId, chargeId, amount } = data;
  return oneTold({
    ...purchase,
    memberCosts: purchase.memberCosts.set(enterpriseId, addedTo(purchase, data)),
    charges: purchase.charges.set(chargeId, { enterpriseId, amount, settled: amount.minor === 0 }),
  });
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
