import { Type, type Static } from '@sinclair/typebox';
import { money, refusal, type Currency, type Refusal } from '@jointly/kernel';
import { amountSchema, oneOf, record } from '../schemas';

const dayCount = Type.Integer({ minimum: 0, maximum: 3650 });

/** What an association sets for itself; a change is a new version, and what was decided keeps the version it used. */
export const ruleSettingsSchema = record({
  /** Above this estimated value a purchase needs sealed bids. */
  directAwardLimit: amountSchema,
  /** How many people beyond the proposer approve an award. */
  awardApprovals: Type.Integer({ minimum: 1, maximum: 20 }),
  /** What happens to a payment above what is owed. */
  overPayment: oneOf(['REFUSE', 'CREDIT']),
  /** From the charge to its due date. */
  paymentDueDays: dayCount,
  /** From the due date to the day the obligation lapses. */
  graceDays: dayCount,
  /** What members see of each other: bands and aggregates, or the list. */
  disclosure: oneOf(['BANDED', 'OPEN']),
  /** A payment of this value or more weighs 1 in its payer's reliability, a smaller one in proportion. */
  paymentReference: amountSchema,
  reliability: record({
    /** An observation of this age counts half. */
    halfLifeDays: Type.Integer({ minimum: 1, maximum: 36500 }),
    /** Below this count nothing is published. */
    minimumObservations: Type.Integer({ minimum: 1, maximum: 1000 }),
  }),
  participation: record({
    /** Who was a member on at least this share of a period's days counts in its denominator; decimal, 0 to 1. */
    minimumMembershipShare: Type.String({ pattern: '^(0(\\.\\d{1,6})?|1)$' }),
  }),
});

export const rulesSchema = record({ version: Type.Integer({ minimum: 1 }), ...ruleSettingsSchema.properties });

export type RuleSettings = Static<typeof ruleSettingsSchema>;
export type AssociationRules = Static<typeof rulesSchema>;

/** Where an association begins that sets nothing itself: every award by bids, banded disclosure, 30 days to pay. */
export const defaultRules = (currency: Currency): RuleSettings => ({
  directAwardLimit: money(0, currency),
  awardApprovals: 1,
  overPayment: 'REFUSE',
  paymentDueDays: 30,
  graceDays: 30,
  disclosure: 'BANDED',
  paymentReference: money(100_000, currency),
  reliability: { halfLifeDays: 365, minimumObservations: 3 },
  participation: { minimumMembershipShare: '0.5' },
});

/** The rule that names an amount in another currency than the association's, as a refusal. */
export function foreignAmount(rules: RuleSettings, currency: Currency): Refusal | undefined {
  const field = (['directAwardLimit', 'paymentReference'] as const).find((name) => rules[name].currency !== currency);
  if (!field) return undefined;
  return refusal(
    'CURRENCY_MISMATCH',
    `The association keeps its books in ${currency}. Give this amount in it.`,
    `rules.${field}`,
  );
}
