import { Type, type Static } from '@sinclair/typebox';
import { moneySchema, quantitySchema, quantityValueSchema } from '@jointly/kernel';
import { unitPriceSchema } from '../price';
import { enterpriseIdSchema, idSchema, instantSchema, nameSchema, oneOf, record } from '../schemas';

/** What a cost is for; every invoice line has one. */
export const costKindSchema = oneOf(['GOODS', 'FREIGHT', 'DUTY', 'INSURANCE', 'FEE', 'OTHER']);
export type CostKind = Static<typeof costKindSchema>;

/** How one kind of cost is shared. UNIFORM_PRICE and PROPORTIONAL go by the accepted quantity, EQUAL by heads. */
export const allocationMethodSchema = oneOf(['UNIFORM_PRICE', 'PROPORTIONAL', 'EQUAL']);
export type AllocationMethod = Static<typeof allocationMethodSchema>;

/** A method for every kind of cost, so that no invoice line ever arrives without a rule. */
export const allocationTermsSchema = record({
  GOODS: allocationMethodSchema,
  FREIGHT: allocationMethodSchema,
  DUTY: allocationMethodSchema,
  INSURANCE: allocationMethodSchema,
  FEE: allocationMethodSchema,
  OTHER: allocationMethodSchema,
});
export type AllocationTerms = Static<typeof allocationTermsSchema>;

export const itemSchema = record({
  name: nameSchema,
  specification: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
  unit: Type.String({ minLength: 1, maxLength: 20 }),
  /** How finely the unit divides: 0 for pieces, 3 for kilograms by the gram. */
  unitDecimals: Type.Integer({ minimum: 0, maximum: 6 }),
});
export type Item = Static<typeof itemSchema>;

/** What members consent to. A change is a new version and asks for consent again. */
export const termsSchema = record({
  /** Of commitments; both must be reached. */
  minimumQuantity: quantitySchema,
  minimumMembers: Type.Integer({ minimum: 1, maximum: 10_000 }),
  demandDeadline: instantSchema,
  commitmentDeadline: instantSchema,
  /** From then on, to confirm a purchase whose threshold is met: members are not bound without end. */
  confirmationDays: Type.Integer({ minimum: 1, maximum: 365 }),
  /** What may be delivered beyond the order, as a share of it: "0.05" is 5 %. */
  deliveryTolerance: Type.String({ pattern: '^(0|0\\.\\d{0,3}[1-9])$' }),
  /** How a shortage is shared, fixed before anything is ordered. */
  shortageRule: oneOf(['PRO_RATA']),
  /** Who takes, and pays for, what is accepted beyond the commitments. */
  surplusRule: oneOf(['TO_ASSOCIATION']),
  allocation: allocationTermsSchema,
  /** Who buys in law: it decides who owes whom. */
  buyerOfRecord: oneOf(['ASSOCIATION_AS_PRINCIPAL', 'ASSOCIATION_AS_AGENT']),
});
export type Terms = Static<typeof termsSchema>;

export const termsVersionSchema = Type.Integer({ minimum: 1 });

/** From `from` units on, every unit costs `unitPrice` (all-units tiers). */
export const tierSchema = record({ from: quantityValueSchema, unitPrice: unitPriceSchema });
export type Tier = Static<typeof tierSchema>;
export const scheduleSchema = Type.Array(tierSchema, { minItems: 1, maxItems: 30 });

/** A charge for the whole order, beside the goods. */
export const offerChargeSchema = record({ kind: costKindSchema, amount: moneySchema });
export type OfferCharge = Static<typeof offerChargeSchema>;

/** What a saving is measured against; see `baselineClass` for how far each can be trusted. */
export const baselineBasisSchema = oneOf(['STANDALONE', 'LAST_PAID', 'WEIGHTED_AVG', 'BENCHMARK', 'BUDGET']);
export type BaselineBasis = Static<typeof baselineBasisSchema>;

/** A price that one member paid before: what LAST_PAID and WEIGHTED_AVG compare with. */
export const memberPriceSchema = record({ enterpriseId: enterpriseIdSchema, unitPrice: unitPriceSchema });
export type MemberPrice = Static<typeof memberPriceSchema>;

/** A baseline's price for one member, read once. */
export const frozenBaselineSchema = record({
  baselineId: idSchema,
  /** At the quantity it committed to: for what is contracted and realised. */
  unitPrice: unitPriceSchema,
  /** At the quantity it demanded when demand closed: for the estimate. */
  atDemand: unitPriceSchema,
});
export type FrozenBaseline = Static<typeof frozenBaselineSchema>;

export const declineReasonSchema = oneOf(['COST', 'COORDINATION', 'TRUST', 'CULTURE', 'ENFORCEMENT', 'OTHER']);
/** In how many appends the members' events come, the first of them with this event: a store takes only so much at once. */
export const partsSchema = Type.Integer({ minimum: 1 });

export const rejectionReasonSchema = oneOf(['DAMAGED', 'WRONG_SPECIFICATION', 'QUALITY', 'SHORT_WEIGHT', 'OTHER']);

export const invoiceLineSchema = record({
  lineId: idSchema,
  kind: costKindSchema,
  description: Type.Optional(nameSchema),
  amount: moneySchema,
});
export type InvoiceLine = Static<typeof invoiceLineSchema>;

/** One line of a member's allocation, explained: whose invoice, what for, shared how, by what measure. */
export const allocatedLineSchema = record({
  invoiceId: idSchema,
  lineId: idSchema,
  kind: costKindSchema,
  method: allocationMethodSchema,
  driver: oneOf(['ACCEPTED_QUANTITY', 'MEMBER']),
  weight: quantityValueSchema,
  totalWeight: quantityValueSchema,
  lineAmount: moneySchema,
  amount: moneySchema,
});
export type AllocatedLine = Static<typeof allocatedLineSchema>;
