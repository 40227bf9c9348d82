import {
  addMoney,
  allocate,
  allocateQuantity,
  Decimal,
  money,
  partId,
  quantityOf,
  quantityToDecimal,
  type EnterpriseId,
  type Quantity,
} from '@jointly/kernel';
import { entry } from '../entry';
import { allocationOf } from './allocation';
import type { BulkPurchaseEvent } from './events';
import { outlookOf, type Outlook } from './outlook';
import { awardedOffer } from './pool';
import { byId, poolCost, sumQuantities } from './pricing';
import type { CostAllocation, Purchase, Sharing } from './state';

/** What a decision tells of each member: one event each, so that a member's own can be shown without the others'. */
export type MemberEvents = readonly BulkPurchaseEvent[];

/**
 * How many members' events go into one append, by how many lines each has: a store takes 900 KiB at once, an event has
 * about one KiB and each line less than a third of one. Fixed for ever: the events of a sharing under way count by it.
 */
export const atOnce = (lines = 0): number => Math.max(1, Math.floor(1500 / (lines + 4)));

/** In how many appends they are told. */
export const partsOf = (events: MemberEvents, size = atOnce()): number => Math.max(1, Math.ceil(events.length / size));

/** What is still to be told next, the same whenever it is asked: it follows from what can't change meanwhile. */
export function nextPart(purchase: Purchase, { of, told }: Sharing): MemberEvents {
  const { events, size } = membersOf(purchase, of);
  return events.slice(told, told + size);
}

function membersOf(purchase: Purchase, of: Sharing['of']): { events: MemberEvents; size: number } {
  if (of === 'CONTRACT') return { events: contractEvents(purchase, outlookOf(purchase)), size: atOnce() };
  if (of === 'DELIVERY') return { events: deliveryEvents(purchase, acceptedIn(purchase)), size: atOnce() };
  const allocation = entry(purchase.allocations, of.allocationId);
  return {
    events: allocationEvents(purchase, of.allocationId, allocation),
    size: atOnce(linesOf(purchase, allocation.invoiceIds)),
  };
}

/** Who is bound, to what and at which cost, and who is released. */
export function contractEvents(purchase: Purchase, { bound, released }: Outlook): MemberEvents {
  const { purchaseId } = purchase;
  const costs = contractedCosts(purchase, new Map([...bound].map(([id, { quantity }]) => [id, quantity])));
  const confirmed = [...bound].map(([enterpriseId, { quantity }]) => {
    const data = { purchaseId, enterpriseId, quantity, cost: costs.get(enterpriseId)! };
    return [enterpriseId, { type: 'MemberShareConfirmed' as const, data }] as const;
  });
  const freed = [...released].map(([enterpriseId, { maximumLandedUnitPrice }]) => {
    const data = { purchaseId, enterpriseId, maximumLandedUnitPrice, reason: 'ABOVE_MAXIMUM_PRICE' as const };
    return [enterpriseId, { type: 'CommitmentReleased' as const, data }] as const;
  });
  return byId<BulkPurchaseEvent>([...confirmed, ...freed]).map(([, event]) => event);
}

/** The pool's landed cost shared to the minor unit, so that nobody's is above `highestShare`. */
function contractedCosts(purchase: Purchase, parts: ReadonlyMap<EnterpriseId, Quantity>) {
  const { purchaseId: action, currency } = purchase;
  const cost = poolCost(awardedOffer(purchase)!, purchase, sumQuantities(parts.values()));
  const share = (minor: Decimal, line: string, weight: (quantity: Quantity) => Decimal) =>
    allocate(
      money(minor.toNumber(), currency),
      [...parts].map(([id, quantity]) => ({ id, weight: weight(quantity) })),
      { action, line: `contract/${line}` },
    );
  const byQuantity = share(cost.byQuantity, 'quantity', quantityToDecimal);
  const byHead = share(cost.byHead, 'head', () => new Decimal(1));
  return new Map([...parts.keys()].map((id) => [id, addMoney(byQuantity.get(id)!, byHead.get(id)!)]));
}

/** What inspections accepted so far. */
export const acceptedIn = ({ deliveries }: Purchase): Decimal =>
  sumQuantities([...deliveries.values()].flatMap(({ inspection }) => (inspection ? [inspection.accepted] : [])));

/** What members get of what was accepted: no more than they are bound to, which together is what was ordered. */
export const forMembers = ({ confirmation }: Purchase, accepted: Decimal): Decimal =>
  Decimal.min(accepted, confirmation?.quantity.value ?? 0);

/** The shortage rule PRO_RATA: what was accepted, in proportion to what each member is bound to. */
export function deliveryEvents(purchase: Purchase, accepted: Decimal): MemberEvents {
  const { purchaseId, item, confirmation } = purchase;
  const weights = byId(confirmation?.shares ?? []).map(([id, { quantity }]) => ({
    id,
    weight: quantityToDecimal(quantity),
  }));
  const tie = { action: purchaseId, line: 'accepted' };
  const shares = allocateQuantity(forMembers(purchase, accepted), weights, item.unitDecimals, tie);
  return [...shares].map(([id, value]) => ({
    type: 'MemberDeliveryShared',
    data: { purchaseId, enterpriseId: id as EnterpriseId, quantity: quantityOf(value, item.unit) },
  }));
}

export const linesOf = ({ invoices }: Purchase, ids: readonly string[]): number =>
  ids.reduce((sum, id) => sum + entry(invoices, id).lines.length, 0);

export const allocationEvents = (
  purchase: Purchase,
  allocationId: string,
  { invoiceIds, dueAt }: CostAllocation,
): MemberEvents =>
  allocationOf(purchase, invoiceIds).members.map((member) => {
    const chargeId = partId('charge', allocationId, member.enterpriseId);
    const data = { purchaseId: purchase.purchaseId, allocationId, chargeId, ...member, dueAt };
    return { type: 'MemberCostAllocated', data };
  });
