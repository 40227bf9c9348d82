import { Type } from '@sinclair/typebox';
import { defineEvent, quantitySchema } from '@jointly/kernel';
import { consentSchema } from '../../evidence';
import { amountSchema, enterpriseIdSchema, idSchema, instantSchema, nameSchema, oneOf, record } from '../../schemas';

const ofRun = { assetId: idSchema, runId: idSchema };
const inRun = { ...ofRun, enterpriseId: enterpriseIdSchema };

/** How a joint run's cost is shared: by the quantity each brought, or by heads. */
export const runSharingSchema = oneOf(['PROPORTIONAL', 'EQUAL']);

export const RunScheduled = defineEvent({
  type: 'RunScheduled',
  description: 'A joint production or testing run takes the asset from start to end; members join with a quantity.',
  schema: record({
    ...ofRun,
    title: nameSchema,
    start: instantSchema,
    end: instantSchema,
    /** Until when members join and leave. */
    joinBy: instantSchema,
    /** What the run can take in all. */
    capacity: quantitySchema,
    /** Below it the run is cancelled when joining ends. */
    minimum: Type.Optional(quantitySchema),
    sharing: runSharingSchema,
    /** What it is expected to cost, for those who consider joining. */
    estimatedCost: amountSchema,
    paymentDueDays: Type.Integer({ minimum: 0, maximum: 3650 }),
    reference: amountSchema,
  }),
});

export const RunJoined = defineEvent({
  type: 'RunJoined',
  description: 'A member takes part in a joint run with a quantity; joining again replaces it.',
  schema: record({ ...inRun, quantity: quantitySchema, consent: consentSchema }),
});

export const RunLeft = defineEvent({
  type: 'RunLeft',
  description: 'A member takes no part in the run after all, before joining ended.',
  schema: record({ ...inRun, consent: consentSchema }),
});

export const RunJoiningClosed = defineEvent({
  type: 'RunJoiningClosed',
  description: 'Joining ended: the run goes ahead with these.',
  schema: record({ ...ofRun, members: Type.Integer({ minimum: 1 }), quantity: quantitySchema }),
});

export const RunCancelled = defineEvent({
  type: 'RunCancelled',
  description: 'The run does not take place; its slot is free and nobody owes anything.',
  schema: record({
    ...ofRun,
    cause: oneOf(['BELOW_MINIMUM', 'COORDINATOR', 'DOWNTIME', 'MAINTENANCE', 'RETIREMENT']),
  }),
});

export const RunCompleted = defineEvent({
  type: 'RunCompleted',
  description: 'The run took place and cost so much. RunCostShared follows for each member, and they add up to it.',
  schema: record({
    ...ofRun,
    /** When it was over; what is left of its slot is free. */
    at: instantSchema,
    cost: amountSchema,
    /** Who is owed it; absent: the association bore it itself. */
    supplierId: Type.Optional(idSchema),
    dueAt: Type.Optional(instantSchema),
    members: Type.Integer({ minimum: 1 }),
    /** Those of them who had joined and were not there; they share the cost all the same. */
    absent: Type.Array(enterpriseIdSchema, { maxItems: 300, uniqueItems: true }),
  }),
});

export const RunCostShared = defineEvent({
  type: 'RunCostShared',
  description: 'A member’s part of a joint run’s cost; it is charged on its account.',
  schema: record({
    ...inRun,
    quantity: quantitySchema,
    /** When the run took place, and whether what the member had announced was there. */
    at: instantSchema,
    attended: Type.Boolean(),
    /** The run's: a part of this value or more weighs 1 in reliability. */
    reference: amountSchema,
    chargeId: idSchema,
    amount: amountSchema,
    dueAt: instantSchema,
  }),
});

export const runEvents = [
  RunScheduled,
  RunJoined,
  RunLeft,
  RunJoiningClosed,
  RunCancelled,
  RunCompleted,
  RunCostShared,
] as const;
