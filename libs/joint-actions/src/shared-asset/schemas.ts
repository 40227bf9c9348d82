import { Type, type Static } from '@sinclair/typebox';
import { quantityValueSchema } from '@jointly/kernel';
import { unitPriceSchema } from '../price';
import { amountSchema, enterpriseIdSchema, idSchema, instantSchema, nameSchema, oneOf, record } from '../schemas';

/** A machine; a hall, a nursery or a laboratory; a specialist's time. */
export const assetKindSchema = oneOf(['EQUIPMENT', 'FACILITY', 'SPECIALIST']);
export type AssetKind = Static<typeof assetKindSchema>;

/** Who owns it in law, who need not be among its users: a chamber's machine is used by its members. */
export const ownerSchema = Type.Union([
  record({ kind: Type.Literal('ASSOCIATION') }),
  record({ kind: Type.Literal('SHAREHOLDERS') }),
  record({ kind: Type.Literal('ENTERPRISE'), enterpriseId: enterpriseIdSchema }),
  /** A chamber, a municipality, a school: a legal person, named in the clear. */
  record({ kind: Type.Literal('INSTITUTION'), name: nameSchema }),
]);
export type Owner = Static<typeof ownerSchema>;

/** How many ownership shares there are in all, and what one holder may have of them at most. */
export const shareCapitalSchema = record({
  shares: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  /** Per cent of all shares, a whole number. */
  capPercent: Type.Integer({ minimum: 1, maximum: 100 }),
});
export type ShareCapital = Static<typeof shareCapitalSchema>;

/** RFC 5545's two letters. */
export const weekdaySchema = oneOf(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']);
export type Weekday = Static<typeof weekdaySchema>;

const timeOfDay = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });

/** From a time of day until a later one of the same day, both in the asset's time zone; `until` 24:00 is midnight. */
export const openingSchema = record({
  weekday: weekdaySchema,
  from: timeOfDay,
  until: Type.String({ pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$' }),
});
export type Opening = Static<typeof openingSchema>;

const minutes = (minimum: number) => Type.Integer({ minimum, maximum: 525_600 });
const hours = Type.Integer({ minimum: 0, maximum: 8_760 });
const dayCount = Type.Integer({ minimum: 0, maximum: 3_650 });

/** Among members: by ownership shares, by what each has paid for use, or by heads of those who used it. */
export const surplusMethodSchema = oneOf(['SHARES', 'USAGE', 'EQUAL']);
export type SurplusMethod = Static<typeof surplusMethodSchema>;

/** Who may book, how long, how far ahead, what counts as kept, who gets what is left. A change is a new version. */
export const accessRulesSchema = record({
  /** Whether a booking waits for a custodian or coordinator; it holds its slot while it waits. */
  approval: oneOf(['NONE', 'REQUIRED']),
  /** Whether enterprises that are no members may book, at the tariff for them. */
  nonMembers: Type.Boolean(),
  /** When the asset can be used; empty: at all hours. */
  openingHours: Type.Array(openingSchema, { maxItems: 50 }),
  minimumMinutes: minutes(1),
  maximumMinutes: minutes(1),
  /** How far ahead of its start a booking can be made. */
  horizonDays: Type.Integer({ minimum: 1, maximum: 1_096 }),
  /** How long a hold, or a place offered from the waitlist, waits for its confirmation. */
  holdMinutes: minutes(1),
  /** How long a request waits for approval; at its start at the latest it lapses. */
  approvalHours: Type.Integer({ minimum: 1, maximum: 8_760 }),
  /** Until so long before its start a booking is released free of charge and of blame. */
  cutOffHours: hours,
  /** Not handed over so long after its start, a booking is a no-show and its slot is free. */
  noShowMinutes: minutes(1),
  /** What an enterprise may have at most in a calendar period of the asset's time zone; absent: no limit. */
  quota: Type.Optional(record({ period: oneOf(['DAY', 'WEEK', 'MONTH']), minutes: minutes(1) })),
  /** A release after the cut-off counts so much, 0 to 1, where keeping counts 1 and a no-show 0. */
  lateReleaseOutcome: Type.String({ pattern: '^(0(\\.\\d{0,5}[1-9])?|1)$' }),
  /** A return counts 1 when on time, falling in a straight line to 0 so long after the end; 0: late is 0. */
  returnGraceHours: hours,
  /** From the return to the bill, in which readings can be corrected; 0: billed with the return. */
  reviewDays: dayCount,
  /** How a surplus is shared; a change of it counts once what came in before is shared. */
  surplusMethod: surplusMethodSchema,
});
export type AccessRules = Static<typeof accessRulesSchema>;

/** What is paid by: the hour booked and used, a unit on the meter, or the booking as such. */
export const tariffBasisSchema = oneOf(['HOUR', 'METER', 'BOOKING']);

export const tariffTermsSchema = record({
  /** In force from then until the next tariff is; a use is billed by the tariff in force at its hand-over. */
  validFrom: instantSchema,
  basis: tariffBasisSchema,
  member: unitPriceSchema,
  nonMember: unitPriceSchema,
  minimumCharge: Type.Optional(amountSchema),
  noShowFee: Type.Optional(amountSchema),
  lateReleaseFee: Type.Optional(amountSchema),
});
export type TariffTerms = Static<typeof tariffTermsSchema>;

/** What use is compared with: hiring elsewhere, or owning one alone. */
export const hireBasisSchema = oneOf(['HIRE_RATE', 'OWN_OWNERSHIP']);
export type HireBasis = Static<typeof hireBasisSchema>;

/** What owning one alone is computed from: (P − S)/N + r(P + S)/2 + fixed, per year, over `annualUnits`, plus v each. */
export const ownershipCostSchema = record({
  price: amountSchema,
  salvage: amountSchema,
  lifeYears: Type.Integer({ minimum: 1, maximum: 100 }),
  /** A decimal, 0.12 for 12 % a year. */
  capitalRate: Type.String({ pattern: '^(0(\\.\\d{0,5}[1-9])?|1)$' }),
  fixedPerYear: amountSchema,
  variablePerUnit: unitPriceSchema,
  /** Units of use (hours, or what the meter counts) that the member would have in a year. */
  annualUnits: quantityValueSchema,
});
export type OwnershipCost = Static<typeof ownershipCostSchema>;

/** [start, end): whoever ends at ten makes room for whoever begins at ten. */
export const slotSchema = record({ start: instantSchema, end: instantSchema });
export type Slot = Static<typeof slotSchema>;

/** So many bookings a series has at most: all of them are asked for, and given back, in one append. */
export const occurrenceLimit = 300;

export const conditionSchema = oneOf(['GOOD', 'DAMAGED']);
export type Condition = Static<typeof conditionSchema>;

/** Shares, what an enterprise paid for use in minor units, or 1: what its part of a surplus is measured by. */
export const surplusWeightSchema = Type.String({ pattern: '^(0|[1-9]\\d{0,15})$' });

/** So many parts are told in one append. */
export const mostSurplusParts = 500;

/** What joins whatever a booking event tells of: the asset, the booking, whose it is. */
export const ofBooking = { assetId: idSchema, bookingId: idSchema, enterpriseId: enterpriseIdSchema };

export const rulesVersionSchema = Type.Integer({ minimum: 1, maximum: 1_000_000 });
export const readingSchema = quantityValueSchema;
