import { Type } from '@sinclair/typebox';
import { defineEvent, personal, quantitySchema } from '@jointly/kernel';
import { consentSchema } from '../../evidence';
import { unitPriceSchema } from '../../price';
import { enterpriseIdSchema, idSchema, oneOf, reasonSchema, record } from '../../schemas';
import { declineReasonSchema, termsVersionSchema } from '../schemas';

export const EnterpriseInvited = defineEvent({
  type: 'EnterpriseInvited',
  description: 'A member was invited to take part in the purchase.',
  schema: record({ purchaseId: idSchema, enterpriseId: enterpriseIdSchema }),
});

export const InvitationDeclined = defineEvent({
  type: 'InvitationDeclined',
  description: 'An invited member said no, with the reason as a code.',
  schema: record({
    purchaseId: idSchema,
    enterpriseId: enterpriseIdSchema,
    reason: declineReasonSchema,
    consent: consentSchema,
  }),
});

const demand = {
  purchaseId: idSchema,
  enterpriseId: enterpriseIdSchema,
  quantity: quantitySchema,
  /** Up to this much more, to reach a tier. */
  flexibleMaximum: Type.Optional(quantitySchema),
  /** Landed, and not binding: a demand is an intent. */
  maximumUnitPrice: Type.Optional(unitPriceSchema),
  termsVersion: termsVersionSchema,
  consent: consentSchema,
};

export const DemandRegistered = defineEvent({
  type: 'DemandRegistered',
  description: 'A member stated what it intends to buy; an intent, not a commitment.',
  schema: record(demand),
});

export const DemandRevised = defineEvent({
  type: 'DemandRevised',
  description: 'A member changed its demand, or renewed it under new terms.',
  schema: record(demand),
});

export const DemandWithdrawn = defineEvent({
  type: 'DemandWithdrawn',
  description: 'A member took its demand back.',
  schema: record({
    purchaseId: idSchema,
    enterpriseId: enterpriseIdSchema,
    reason: personal(reasonSchema, 'enterpriseId'),
    consent: consentSchema,
  }),
});

export const DemandClosed = defineEvent({
  type: 'DemandClosed',
  description: 'No more demands are taken: a coordinator closed them, or their deadline passed.',
  schema: record({
    purchaseId: idSchema,
    by: oneOf(['COORDINATOR', 'DEADLINE']),
    quantity: quantitySchema,
    members: Type.Integer({ minimum: 0 }),
  }),
});

export const demandEvents = [
  EnterpriseInvited,
  InvitationDeclined,
  DemandRegistered,
  DemandRevised,
  DemandWithdrawn,
  DemandClosed,
] as const;
