import { Type } from '@sinclair/typebox';
import {
  accept,
  Decimal,
  newId,
  quantityOf,
  quantitySchema,
  quantityToDecimal,
  refusal,
  type CommandId,
  type Quantity,
} from '@jointly/kernel';
import { notCda, requiresRole } from '../../authority';
import { entry } from '../../entry';
import { evidenceSchema } from '../../evidence';
import { withAssociation } from '../../lookups';
import { idSchema, nameSchema, reasonSchema, record } from '../../schemas';
import type { BulkPurchaseEvent } from '../events';
import { sumQuantities } from '../pricing';
import { awardedOffer } from '../pool';
import { everyShareIsTold, isNotOwnMatter, quantityRefusal, type PurchaseRule } from '../rules';
import { rejectionReasonSchema } from '../schemas';
import { acceptedIn, atOnce, deliveryEvents, forMembers, partsOf } from '../sharing';
import type { Delivery, Purchase } from '../state';
import { purchaseCommand } from './purchase-command';

export const newOrderId = (command: CommandId): string => newId('order', command);
export const newDeliveryId = (command: CommandId): string => newId('delivery', command);

const isConfirmedAndNotOrdered: PurchaseRule<unknown> = ({ confirmation, order }) => {
  if (!confirmation) return refusal('NOT_CONFIRMED', 'The purchase is not confirmed yet. Confirm it first.');
  return order ? refusal('ALREADY_ORDERED', 'The order is placed already.') : undefined;
};

export const PlaceSupplyOrder = purchaseCommand({
  type: 'PlaceSupplyOrder',
  schema: record({ purchaseId: idSchema, reference: Type.Optional(nameSchema) }),
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR'), notCda],
  rules: [isConfirmedAndNotOrdered, everyShareIsTold],
  decide: ({ id, data }, purchase) => {
    const { supplierId } = awardedOffer(purchase)!;
    const { quantity } = purchase.confirmation!;
    return accept({ type: 'SupplyOrderPlaced', data: { ...data, orderId: newOrderId(id), supplierId, quantity } });
  },
});

const awaitsGoods: PurchaseRule<unknown> = ({ order, accepted }) => {
  if (!order) return refusal('NOT_ORDERED', 'Nothing has been ordered yet. Place the order first.');
  return accepted
    ? refusal('DELIVERY_COMPLETE', 'The delivery was declared complete, nothing more is awaited.')
    : undefined;
};

const fitsTheOrder: PurchaseRule<{ readonly quantity: Quantity }> = (purchase, { data }) => {
  const no = quantityRefusal(purchase, data.quantity, 'quantity');
  if (no) return no;
  const most = quantityToDecimal(purchase.order!.quantity).times(new Decimal(1).plus(purchase.terms.deliveryTolerance));
  const delivered = sumQuantities([...purchase.deliveries.values()].map(({ quantity }) => quantity));
  return delivered.plus(data.quantity.value).lte(most)
    ? undefined
    : refusal(
        'ABOVE_TOLERANCE',
        'With this more would be delivered than the order and its tolerance allow.',
        'quantity',
      );
};

export const RecordDelivery = purchaseCommand({
  type: 'RecordDelivery',
  schema: record({
    purchaseId: idSchema,
    quantity: quantitySchema,
    reference: Type.Optional(nameSchema),
    evidence: Type.Optional(evidenceSchema),
  }),
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR', 'CDA')],
  rules: [awaitsGoods, fitsTheOrder],
  decide: ({ id, data }, { order }) => {
    const delivery = { ...data, deliveryId: newDeliveryId(id), supplierId: order!.supplierId };
    return accept({ type: 'DeliveryRecorded', data: delivery });
  },
});

interface Inspected {
  readonly deliveryId: string;
  readonly accepted: Quantity;
  readonly rejected: Quantity;
  readonly rejectionReason?: string;
}

const isUninspectedByAnother: PurchaseRule<Inspected> = ({ deliveries }, { data, actor }) => {
  const delivery = deliveries.get(data.deliveryId);
  if (!delivery)
    return refusal('DELIVERY_NOT_FOUND', 'There is no such delivery in this purchase. Check its id.', 'deliveryId');
  if (delivery.inspection) return refusal('ALREADY_INSPECTED', 'This delivery is inspected already.', 'deliveryId');
  if (delivery.recordedBy !== actor) return undefined;
  return refusal('SAME_PERSON', 'You recorded this delivery. Another person has to inspect it.');
};

const addsUp: PurchaseRule<Inspected> = (purchase, { data }) => {
  const { accepted, rejected, rejectionReason } = data;
  const no =
    quantityRefusal(purchase, accepted, 'accepted', { zero: true }) ??
    quantityRefusal(purchase, rejected, 'rejected', { zero: true });
  if (no) return no;
  if (sumQuantities([accepted, rejected]).gt(entry(purchase.deliveries, data.deliveryId).quantity.value))
    return refusal('MORE_THAN_DELIVERED', 'Accepted and rejected together are more than was delivered.', 'accepted');
  if (quantityToDecimal(rejected).isZero() || rejectionReason) return undefined;
  return refusal('REASON_NEEDED', 'Say why goods were rejected.', 'rejectionReason');
};

/** Completes the delivery when, with it, all that was ordered is accepted and nothing waits for inspection. */
export const InspectDelivery = purchaseCommand({
  type: 'InspectDelivery',
  schema: record({
    purchaseId: idSchema,
    deliveryId: idSchema,
    accepted: quantitySchema,
    rejected: quantitySchema,
    rejectionReason: Type.Optional(rejectionReasonSchema),
    remark: Type.Optional(reasonSchema),
  }),
  lookups: withAssociation,
  allowed: [requiresRole('INSPECTOR')],
  rules: [awaitsGoods, isNotOwnMatter, isUninspectedByAnother, addsUp],
  decide: ({ data }, purchase) => {
    const others = purchase.deliveries.delete(data.deliveryId);
    const { quantity, supplierId } = purchase.order!;
    const accepted = acceptedIn({ ...purchase, deliveries: others }).plus(data.accepted.value);
    const full = !others.some(isUninspected) && accepted.gte(quantity.value);
    return accept<BulkPurchaseEvent>(
      { type: 'DeliveryInspected', data: { ...data, supplierId } },
      ...(full ? deliveryCompleted(purchase, accepted, 'FULL_DELIVERY') : []),
    );
  },
});

const isUninspected = ({ inspection }: Delivery): boolean => inspection === undefined;

const nothingWaitsForInspection: PurchaseRule<unknown> = ({ deliveries }) =>
  deliveries.some(isUninspected)
    ? refusal('UNINSPECTED_DELIVERY', 'A delivery is not inspected yet. Have it inspected first.')
    : undefined;

/** Accepts a shortage: nothing more will come, and what came is shared by the shortage rule. */
export const DeclareDeliveryComplete = purchaseCommand({
  type: 'DeclareDeliveryComplete',
  schema: record({ purchaseId: idSchema }),
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR'), notCda],
  rules: [awaitsGoods, nothingWaitsForInspection],
  decide: (_command, purchase) =>
    accept<BulkPurchaseEvent>(...deliveryCompleted(purchase, acceptedIn(purchase), 'COORDINATOR')),
});

function deliveryCompleted(
  purchase: Purchase,
  accepted: Decimal,
  by: 'FULL_DELIVERY' | 'COORDINATOR',
): BulkPurchaseEvent[] {
  const { purchaseId, item } = purchase;
  const members = deliveryEvents(purchase, accepted);
  const quantities = {
    accepted: quantityOf(accepted, item.unit),
    surplus: quantityOf(accepted.minus(forMembers(purchase, accepted)), item.unit),
  };
  const data = { purchaseId, by, ...quantities, members: members.length, parts: partsOf(members) };
  return [{ type: 'DeliveryCompleted', data }, ...members.slice(0, atOnce())];
}
