import { Type } from '@sinclair/typebox';
import { defineEvent, moneySchema, personal, quantitySchema } from '@jointly/kernel';
import { evidenceAbout } from '../../evidence';
import { enterpriseIdSchema, idSchema, instantSchema, nameSchema, oneOf, reasonSchema, record } from '../../schemas';
import { allocatedLineSchema, invoiceLineSchema, partsSchema, rejectionReasonSchema } from '../schemas';

export const SupplyOrderPlaced = defineEvent({
  type: 'SupplyOrderPlaced',
  description: 'The confirmed quantity was ordered from the supplier.',
  schema: record({
    purchaseId: idSchema,
    orderId: idSchema,
    supplierId: idSchema,
    quantity: quantitySchema,
    reference: Type.Optional(nameSchema),
  }),
});

export const DeliveryRecorded = defineEvent({
  type: 'DeliveryRecorded',
  description: 'Goods arrived, all or a part of them.',
  schema: record({
    purchaseId: idSchema,
    deliveryId: idSchema,
    quantity: quantitySchema,
    reference: Type.Optional(nameSchema),
    supplierId: idSchema,
    evidence: Type.Optional(evidenceAbout('supplierId')),
  }),
});

export const DeliveryInspected = defineEvent({
  type: 'DeliveryInspected',
  description: 'An inspector, another person than who recorded the delivery, accepted and rejected its parts.',
  schema: record({
    purchaseId: idSchema,
    deliveryId: idSchema,
    supplierId: idSchema,
    accepted: quantitySchema,
    rejected: quantitySchema,
    rejectionReason: Type.Optional(rejectionReasonSchema),
    remark: Type.Optional(personal(reasonSchema, 'supplierId')),
  }),
});

export const DeliveryCompleted = defineEvent({
  type: 'DeliveryCompleted',
  description:
    'Nothing more is awaited; what was accepted is shared among the members by the shortage rule. MemberDeliveryShared follows for each.',
  schema: record({
    purchaseId: idSchema,
    by: oneOf(['FULL_DELIVERY', 'COORDINATOR']),
    accepted: quantitySchema,
    /** Of what was accepted: beyond all commitments, and taken by the surplus rule. */
    surplus: quantitySchema,
    members: Type.Integer({ minimum: 1 }),
    parts: partsSchema,
  }),
});

export const MemberDeliveryShared = defineEvent({
  type: 'MemberDeliveryShared',
  description: 'What a member gets of the accepted goods: never more than it is bound to.',
  schema: record({ purchaseId: idSchema, enterpriseId: enterpriseIdSchema, quantity: quantitySchema }),
});

export const InvoiceRecorded = defineEvent({
  type: 'InvoiceRecorded',
  description: 'A supplier’s invoice was recorded, line by line by kind of cost.',
  schema: record({
    purchaseId: idSchema,
    invoiceId: idSchema,
    supplierId: idSchema,
    number: nameSchema,
    lines: Type.Array(invoiceLineSchema, { minItems: 1, maxItems: 50 }),
    total: moneySchema,
    dueAt: instantSchema,
    evidence: evidenceAbout('supplierId'),
  }),
});

export const InvoiceVoided = defineEvent({
  type: 'InvoiceVoided',
  description: 'A recorded invoice turned out wrong before it was allocated: it counts for nothing, and is not owed.',
  schema: record({
    purchaseId: idSchema,
    invoiceId: idSchema,
    supplierId: idSchema,
    total: moneySchema,
    reason: personal(reasonSchema, 'supplierId'),
  }),
});

export const CostsAllocated = defineEvent({
  type: 'CostsAllocated',
  description: 'Invoices were shared among the members to the minor unit; one MemberCostAllocated per member follows.',
  schema: record({
    purchaseId: idSchema,
    allocationId: idSchema,
    invoiceIds: Type.Array(idSchema, { minItems: 1, maxItems: 50 }),
    total: moneySchema,
    /** None where nothing was accepted. */
    members: Type.Integer({ minimum: 0 }),
    /** What exceeds members' maximum prices, and the cost of the surplus: members are not charged it. */
    borneByAssociation: moneySchema,
    dueAt: instantSchema,
    parts: partsSchema,
  }),
});

export const MemberCostAllocated = defineEvent({
  type: 'MemberCostAllocated',
  description: 'A member’s part of an allocation, explained line by line, and what it is charged.',
  schema: record({
    purchaseId: idSchema,
    allocationId: idSchema,
    enterpriseId: enterpriseIdSchema,
    chargeId: idSchema,
    acceptedQuantity: quantitySchema,
    lines: Type.Array(allocatedLineSchema, { minItems: 1, maxItems: 500 }),
    /** Above the maximum price, and therefore borne by the association. */
    relief: moneySchema,
    /** Σ lines − relief. */
    amount: moneySchema,
    dueAt: instantSchema,
  }),
});

export const ChargeSettlementRecorded = defineEvent({
  type: 'ChargeSettlementRecorded',
  description: 'The member’s account shows that a charge of this purchase is paid in full.',
  schema: record({ purchaseId: idSchema, chargeId: idSchema, enterpriseId: enterpriseIdSchema }),
});

export const BulkPurchaseClosed = defineEvent({
  type: 'BulkPurchaseClosed',
  description: 'Every invoice is allocated and every member’s charge paid; the purchase is over.',
  schema: record({ purchaseId: idSchema }),
});

export const BulkPurchaseCancelled = defineEvent({
  type: 'BulkPurchaseCancelled',
  description: 'A coordinator called the purchase off before anything was ordered; it binds nobody.',
  schema: record({ purchaseId: idSchema, reason: reasonSchema }),
});

export const settlementEvents = [
  SupplyOrderPlaced,
  DeliveryRecorded,
  DeliveryInspected,
  DeliveryCompleted,
  MemberDeliveryShared,
  InvoiceRecorded,
  InvoiceVoided,
  CostsAllocated,
  MemberCostAllocated,
  ChargeSettlementRecorded,
  BulkPurchaseClosed,
  BulkPurchaseCancelled,
] as const;
