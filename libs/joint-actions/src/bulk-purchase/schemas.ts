import { Type, type Static } from '@sinclair/typebox';
import { moneySchema, quantitySchema, quantityValueSchema } from '@jointly/kernel';
import { unitPriceSchema } from '../price';

/** The pieces that several events of a bulk purchase share. */

const closed = { additionalProperties: false } as const;

export const idSchema = Type.String({ minLength: 1, maxLength: 80 });
export const instantSchema = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' });
export const reasonSchema = Type.String({ minLength: 1, maxLength: 500 });

const oneOf = <const Values extends readonly string[]>(values: Values) =>
  Type.Unsafe<Values[number]>({ type: 'string', enum: [...values] });

export const costKinds = ['GOODS', 'FREIGHT', 'DUTY', 'INSURANCE', 'FEE', 'OTHER'] as const;
export type CostKind = (typeof costKinds)[number];
export const costKindSchema = oneOf(costKinds);

/** How one kind of cost is shared. The driver of UNIFORM_PRICE and PROPORTIONAL is the accepted quantity. */
export const allocationMethods = ['UNIFORM_PRICE', 'PROPORTIONAL', 'EQUAL'] as const;
export type AllocationMethod = (typeof allocationMethods)[number];
export const allocationMethodSchema = oneOf(allocationMethods);

export const buyersOfRecord = ['ASSOCIATION_AS_PRINCIPAL', 'ASSOCIATION_AS_AGENT'] as const;

/** One method for every kind of cost, so that no invoice line ever arrives without a rule. */
export const allocationTermsSchema = Type.Object(
  {
    GOODS: allocationMethodSchema,
    FREIGHT: allocationMethodSchema,
    DUTY: allocationMethodSchema,
    INSURANCE: allocationMethodSchema,
    FEE: allocationMethodSchema,
    OTHER: allocationMethodSchema,
  },
  closed,
);

export const itemSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    specification: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
    unit: Type.String({ minLength: 1, maxLength: 20 }),
    /** How finely the unit divides: 0 for pieces, 3 for kilograms by the gram. */
    unitDecimals: Type.Integer({ minimum: 0, maximum: 6 }),
  },
  closed,
);
export type Item = Static<typeof itemSchema>;

export const termsSchema = Type.Object(
  {
    /** Of committed quantities and members; both must be reached. */
    threshold: Type.Object(
      { quantity: quantitySchema, members: Type.Integer({ minimum: 1, maximum: 10_000 }) },
      closed,
    ),
    demandDeadline: instantSchema,
    commitmentDeadline: instantSchema,
    /** What may be delivered beyond the order, as a share of it: "0.05" is 5 %. */
    deliveryTolerance: Type.String({ pattern: '^(0|0\\.\\d{0,3}[1-9])$' }),
    shortageRule: oneOf(['PRO_RATA']),
    allocation: allocationTermsSchema,
    buyerOfRecord: oneOf(buyersOfRecord),
  },
  closed,
);
export type Terms = Static<typeof termsSchema>;

/** From `from` units on, every unit costs `unitPrice` (all-units tiers). */
export const tierSchema = Type.Object({ from: quantityValueSchema, unitPrice: unitPriceSchema }, closed);
export type Tier = Static<typeof tierSchema>;
export const tiersSchema = Type.Array(tierSchema, { minItems: 1, maxItems: 30 });

/** A charge for the whole order, beside the goods. */
export const offerChargeSchema = Type.Object({ kind: costKindSchema, amount: moneySchema }, closed);
export type OfferCharge = Static<typeof offerChargeSchema>;

export const baselineBases = ['STANDALONE', 'LAST_PAID', 'WEIGHTED_AVG', 'BENCHMARK', 'BUDGET'] as const;
export type BaselineBasis = (typeof baselineBases)[number];
export const baselineBasisSchema = oneOf(baselineBases);

/** A price that one member paid before: what LAST_PAID and WEIGHTED_AVG compare with. */
export const memberPriceSchema = Type.Object({ enterpriseId: idSchema, unitPrice: unitPriceSchema }, closed);

export const declineReasons = ['COST', 'COORDINATION', 'TRUST', 'CULTURE', 'ENFORCEMENT', 'OTHER'] as const;
export type DeclineReason = (typeof declineReasons)[number];
export const declineReasonSchema = oneOf(declineReasons);

export const rejectionReasons = ['DAMAGED', 'WRONG_SPECIFICATION', 'QUALITY', 'SHORT_WEIGHT', 'OTHER'] as const;
export type RejectionReason = (typeof rejectionReasons)[number];
export const rejectionReasonSchema = oneOf(rejectionReasons);

export const invoiceLineSchema = Type.Object(
  {
    lineId: idSchema,
    kind: costKindSchema,
    description: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    amount: moneySchema,
  },
  closed,
);
export type InvoiceLine = Static<typeof invoiceLineSchema>;

/** One line of an allocation, explained: whose invoice, which kind, shared how, by what measure. */
export const allocatedLineSchema = Type.Object(
  {
    invoiceId: idSchema,
    lineId: idSchema,
    kind: costKindSchema,
    method: allocationMethodSchema,
    driver: oneOf(['ACCEPTED_QUANTITY', 'MEMBER']),
    weight: quantityValueSchema,
    totalWeight: quantityValueSchema,
    lineAmount: moneySchema,
    amount: moneySchema,
  },
  closed,
);
export type AllocatedLine = Static<typeof allocatedLineSchema>;

/** Strict objects: what is not in a schema is not in the log. */
export const exactly = <const Properties extends Parameters<typeof Type.Object>[0]>(properties: Properties) =>
  Type.Object(properties, closed);
