import { Type, type Static } from '@sinclair/typebox';
import { defineEvent, moneySchema, personal, type EventOf } from '@jointly/kernel';
import { evidenceAbout } from '../evidence';
import { idSchema, instantSchema, nameSchema, oneOf, reasonSchema, record } from '../schemas';

/** Whose account it is. The association keeps one too, for what it bears itself. */
export const partySchema = record({ kind: oneOf(['MEMBER', 'SUPPLIER', 'ASSOCIATION']), id: idSchema });
export type Party = Static<typeof partySchema>;

/** The joint action an entry comes from; `kind` is its stream's category, `part` what of it: a booking, a run. */
export const actionSchema = record({ kind: idSchema, id: idSchema, part: Type.Optional(idSchema) });
export type Action = Static<typeof actionSchema>;

/**
 * One side of a double entry, debits positive: `receivable:<member>`, `payable:<supplier>`, `credit:<member>`,
 * `clearing:<kind>:<action>`, `expense:<kind>:<action>`, `bank`. The lines of an event add up to zero.
 */
export const entryLineSchema = record({
  account: Type.String({
    pattern: '^(bank|(receivable|payable|credit):[A-Za-z0-9_-]+|(clearing|expense):[A-Za-z0-9_-]+:[A-Za-z0-9_-]+)$',
  }),
  minor: Type.Integer(),
});
export type EntryLine = Static<typeof entryLineSchema>;

const linesSchema = Type.Array(entryLineSchema, { minItems: 2, maxItems: 10 });

/** What a payment or a credit does to one charge or supplier invoice. */
export const applicationSchema = record({
  obligationId: idSchema,
  action: actionSchema,
  amount: moneySchema,
  /** Nothing of it is left open. */
  settles: Type.Boolean(),
});
export type Application = Static<typeof applicationSchema>;

const applicationsSchema = Type.Array(applicationSchema, { maxItems: 500 });

export const ChargePosted = defineEvent({
  type: 'ChargePosted',
  description: 'A member owes the association its part of a joint action’s costs.',
  schema: record({
    party: partySchema,
    chargeId: idSchema,
    action: actionSchema,
    amount: moneySchema,
    dueAt: instantSchema,
    graceDays: Type.Integer({ minimum: 0 }),
    /** A payment of this value or more weighs 1 in the member's reliability: frozen here. */
    reference: moneySchema,
    lines: linesSchema,
  }),
});

export const SupplierInvoicePosted = defineEvent({
  type: 'SupplierInvoicePosted',
  description: 'The association owes a supplier an invoice.',
  schema: record({
    party: partySchema,
    invoiceId: idSchema,
    action: actionSchema,
    amount: moneySchema,
    dueAt: instantSchema,
    lines: linesSchema,
  }),
});

export const SupplierInvoiceReversed = defineEvent({
  type: 'SupplierInvoiceReversed',
  description: 'An invoice was voided before anything of it was paid: the association owes it no longer.',
  schema: record({
    party: partySchema,
    invoiceId: idSchema,
    action: actionSchema,
    amount: moneySchema,
    lines: linesSchema,
  }),
});

export const AssociationCostPosted = defineEvent({
  type: 'AssociationCostPosted',
  description: 'The association bears what exceeds its members’ maximum prices, or advances a cost of a joint action.',
  schema: record({
    party: partySchema,
    costId: idSchema,
    action: actionSchema,
    amount: moneySchema,
    /** Paid out of its own, and to be made good by what the action brings in. */
    advanced: Type.Optional(Type.Literal(true)),
    lines: linesSchema,
  }),
});

export const AssociationCostReversed = defineEvent({
  type: 'AssociationCostReversed',
  description: 'A cost that the association had posted as its own was voided.',
  schema: AssociationCostPosted.schema,
});

export const CreditPosted = defineEvent({
  type: 'CreditPosted',
  description: 'A joint action gives a member something back: its part of a surplus, or what a bill was too high by.',
  schema: record({
    party: partySchema,
    creditId: idSchema,
    action: actionSchema,
    amount: moneySchema,
    /** The charge that was too high by it. */
    corrects: Type.Optional(idSchema),
    lines: linesSchema,
  }),
});

export const CreditApplied = defineEvent({
  type: 'CreditApplied',
  description: 'What a member had paid too much, or was given back, was set against charges.',
  schema: record({
    party: partySchema,
    applications: applicationsSchema,
    /** The credit that it follows from; absent where credit was there before the charge. */
    follows: Type.Optional(record({ creditId: idSchema, corrects: Type.Optional(idSchema) })),
    lines: linesSchema,
  }),
});

export const PaymentEntered = defineEvent({
  type: 'PaymentEntered',
  description: 'Somebody entered a payment; it discharges nothing until another person confirms it.',
  schema: record({
    party: partySchema,
    /** The party's id again, which what is sealed below belongs to. */
    partyId: idSchema,
    paymentId: idSchema,
    /** IN from a member, OUT to a supplier. */
    direction: oneOf(['IN', 'OUT']),
    amount: moneySchema,
    paidAt: instantSchema,
    /** As on the bank's paper, which often names the payer. */
    reference: personal(nameSchema, 'partyId'),
    evidence: Type.Optional(evidenceAbout('partyId')),
    /** The charge or invoice it was meant for; the oldest ones otherwise. */
    obligationId: Type.Optional(idSchema),
  }),
});

export const PaymentConfirmed = defineEvent({
  type: 'PaymentConfirmed',
  description: 'A second person confirmed a payment: it discharges what its applications say, the rest is credit.',
  schema: record({
    party: partySchema,
    paymentId: idSchema,
    amount: moneySchema,
    paidAt: instantSchema,
    applications: applicationsSchema,
    credited: moneySchema,
    lines: linesSchema,
  }),
});

export const PaymentRejected = defineEvent({
  type: 'PaymentRejected',
  description: 'A second person found that an entered payment is not so.',
  schema: record({
    party: partySchema,
    partyId: idSchema,
    paymentId: idSchema,
    reason: personal(reasonSchema, 'partyId'),
  }),
});

export const ObligationLapsed = defineEvent({
  type: 'ObligationLapsed',
  description: 'The grace period of a charge ended with something of it unpaid; it stays owed.',
  schema: record({ party: partySchema, chargeId: idSchema, action: actionSchema, outstanding: moneySchema }),
});

export const accountEvents = [
  ChargePosted,
  SupplierInvoicePosted,
  SupplierInvoiceReversed,
  AssociationCostPosted,
  AssociationCostReversed,
  CreditPosted,
  CreditApplied,
  PaymentEntered,
  PaymentConfirmed,
  PaymentRejected,
  ObligationLapsed,
] as const;

export type AccountEvent = EventOf<(typeof accountEvents)[number]>;
