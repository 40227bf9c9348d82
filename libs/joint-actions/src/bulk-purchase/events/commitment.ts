import { Type } from '@sinclair/typebox';
import { defineEvent, moneySchema, personal, quantitySchema } from '@jointly/kernel';
import { consentSchema } from '../../evidence';
import { unitPriceSchema } from '../../price';
import { enterpriseIdSchema, idSchema, oneOf, reasonSchema, record } from '../../schemas';
import { frozenBaselineSchema, partsSchema, termsVersionSchema } from '../schemas';

export const CommitmentMade = defineEvent({
  type: 'CommitmentMade',
  description: 'A member bound itself to a quantity, up to a landed price per unit that it named itself.',
  schema: record({
    purchaseId: idSchema,
    enterpriseId: enterpriseIdSchema,
    quantity: quantitySchema,
    maximumLandedUnitPrice: unitPriceSchema,
    termsVersion: termsVersionSchema,
    consent: consentSchema,
    /** What the member would pay alone for this quantity, by each locked baseline. */
    baselines: Type.Array(frozenBaselineSchema, { maxItems: 10 }),
    /** What the member would pay landed at most, if things stood as when it committed. */
    estimatedCost: moneySchema,
  }),
});

export const CommitmentWithdrawn = defineEvent({
  type: 'CommitmentWithdrawn',
  description: 'A member took its commitment back before the cut-off; it counts neither for nor against it.',
  schema: record({
    purchaseId: idSchema,
    enterpriseId: enterpriseIdSchema,
    reason: personal(reasonSchema, 'enterpriseId'),
    consent: consentSchema,
  }),
});

export const CommitmentsClosed = defineEvent({
  type: 'CommitmentsClosed',
  description: 'The commitment deadline passed: no more commitments, no more withdrawals.',
  schema: record({ purchaseId: idSchema, thresholdMet: Type.Boolean() }),
});

export const CommitmentReleased = defineEvent({
  type: 'CommitmentReleased',
  description: 'The landed price came out above what the member accepted, so it is bound to nothing.',
  schema: record({
    purchaseId: idSchema,
    enterpriseId: enterpriseIdSchema,
    maximumLandedUnitPrice: unitPriceSchema,
    reason: oneOf(['ABOVE_MAXIMUM_PRICE']),
  }),
});

export const PurchaseConfirmed = defineEvent({
  type: 'PurchaseConfirmed',
  description:
    'The threshold is met and the purchase goes ahead, at the tier that the commitments reach. For each commitment, MemberShareConfirmed or CommitmentReleased follows.',
  schema: record({
    purchaseId: idSchema,
    offerId: idSchema,
    quantity: quantitySchema,
    /** Who are bound, and who are released. */
    members: Type.Integer({ minimum: 1 }),
    released: Type.Integer({ minimum: 0 }),
    parts: partsSchema,
    unitPrice: unitPriceSchema,
    /** Goods and charges together. */
    landedCost: moneySchema,
  }),
});

export const MemberShareConfirmed = defineEvent({
  type: 'MemberShareConfirmed',
  description: 'A member’s part of the confirmed purchase and its landed cost; all members’ costs are the purchase’s.',
  schema: record({
    purchaseId: idSchema,
    enterpriseId: enterpriseIdSchema,
    quantity: quantitySchema,
    cost: moneySchema,
  }),
});

export const PurchaseFailed = defineEvent({
  type: 'PurchaseFailed',
  description: 'The purchase does not go ahead and binds nobody.',
  schema: record({
    purchaseId: idSchema,
    by: oneOf(['COORDINATOR', 'DEADLINE']),
    reason: oneOf([
      'THRESHOLD_NOT_MET',
      'NO_AWARD',
      'MINIMUM_ORDER_NOT_REACHED',
      'DIRECT_AWARD_LIMIT_EXCEEDED',
      'NOT_CONFIRMED_IN_TIME',
    ]),
    committedQuantity: quantitySchema,
    committedMembers: Type.Integer({ minimum: 0 }),
  }),
});

export const commitmentEvents = [
  CommitmentMade,
  CommitmentWithdrawn,
  CommitmentsClosed,
  CommitmentReleased,
  PurchaseConfirmed,
  MemberShareConfirmed,
  PurchaseFailed,
] as const;
