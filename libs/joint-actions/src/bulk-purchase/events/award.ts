import { Type } from '@sinclair/typebox';
import { defineEvent, moneySchema, personal, quantitySchema } from '@jointly/kernel';
import { evidenceAbout } from '../../evidence';
import { idSchema, instantSchema, nameSchema, reasonSchema, record } from '../../schemas';
import {
  baselineBasisSchema,
  memberPriceSchema,
  offerChargeSchema,
  scheduleSchema,
  termsVersionSchema,
} from '../schemas';

export const BaselineDeclared = defineEvent({
  type: 'BaselineDeclared',
  description: 'What members would pay alone was declared, with its source and evidence: a schedule, or a price each.',
  schema: record({
    purchaseId: idSchema,
    baselineId: idSchema,
    basis: baselineBasisSchema,
    schedule: Type.Optional(scheduleSchema),
    memberPrices: Type.Optional(Type.Array(memberPriceSchema, { minItems: 1, maxItems: 1000 })),
    source: nameSchema,
    quotedAt: instantSchema,
    evidence: evidenceAbout('purchaseId'),
  }),
});

export const BaselineVerified = defineEvent({
  type: 'BaselineVerified',
  description: 'A verifier, another person than the declarer, found the baseline supported by its evidence.',
  schema: record({ purchaseId: idSchema, baselineId: idSchema }),
});

export const BaselineLocked = defineEvent({
  type: 'BaselineLocked',
  description: 'The baseline is fixed: from now on offers may come in and nobody can choose it to suit them.',
  schema: record({ purchaseId: idSchema, baselineId: idSchema, basis: baselineBasisSchema }),
});

export const OfferRecorded = defineEvent({
  type: 'OfferRecorded',
  description: 'A supplier’s offer on the pooled quantity was recorded, with its tiers, charges and validity.',
  schema: record({
    purchaseId: idSchema,
    offerId: idSchema,
    supplierId: idSchema,
    tiers: scheduleSchema,
    charges: Type.Array(offerChargeSchema, { maxItems: 20 }),
    minimumOrder: Type.Optional(quantitySchema),
    validUntil: instantSchema,
    evidence: evidenceAbout('supplierId'),
    /** The terms it was made under; changed terms void it. */
    termsVersion: termsVersionSchema,
  }),
});

export const OfferExpired = defineEvent({
  type: 'OfferExpired',
  description: 'An offer’s validity passed before it was awarded.',
  schema: record({ purchaseId: idSchema, offerId: idSchema }),
});

export const AwardProposed = defineEvent({
  type: 'AwardProposed',
  description: 'A direct award under the association’s limit was proposed with its reason; it binds once approved.',
  schema: record({
    purchaseId: idSchema,
    offerId: idSchema,
    supplierId: idSchema,
    reason: personal(reasonSchema, 'supplierId'),
    /** Landed, at the pooled demand. */
    estimatedValue: moneySchema,
    /** No more than this may be bought under the award. */
    directAwardLimit: moneySchema,
    approvalsNeeded: Type.Integer({ minimum: 1 }),
  }),
});

export const AwardApproved = defineEvent({
  type: 'AwardApproved',
  description: 'A person other than the proposer approved the award; with the last approval commitments open.',
  schema: record({ purchaseId: idSchema, offerId: idSchema, approvalsOutstanding: Type.Integer({ minimum: 0 }) }),
});

export const AwardRejected = defineEvent({
  type: 'AwardRejected',
  description: 'A person other than the proposer turned the proposed award down; another one can be proposed.',
  schema: record({
    purchaseId: idSchema,
    offerId: idSchema,
    supplierId: idSchema,
    reason: personal(reasonSchema, 'supplierId'),
  }),
});

export const awardEvents = [
  BaselineDeclared,
  BaselineVerified,
  BaselineLocked,
  OfferRecorded,
  OfferExpired,
  AwardProposed,
  AwardApproved,
  AwardRejected,
] as const;
