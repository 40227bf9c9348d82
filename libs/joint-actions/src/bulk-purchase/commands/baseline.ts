import { Type } from '@sinclair/typebox';
import {
  accept,
  days,
  later,
  newId,
  refusal,
  type CommandId,
  type EnterpriseId,
  type Instant,
  type Refusal,
} from '@jointly/kernel';
import { requiresRole } from '../../authority';
import { entry } from '../../entry';
import { evidenceSchema } from '../../evidence';
import { withAssociation } from '../../lookups';
import { idSchema, instantSchema, nameSchema, record } from '../../schemas';
import { isMemberBasis, oldestDays } from '../baseline';
import { firstNo } from '../../first-no';
import { currencyRefusal, isNotOwnMatter, scheduleRefusal, type PurchaseRule } from '../rules';
import {
  baselineBasisSchema,
  memberPriceSchema,
  scheduleSchema,
  type BaselineBasis,
  type MemberPrice,
  type Tier,
} from '../schemas';
import type { Baseline, Purchase } from '../state';
import { purchaseCommand } from './purchase-command';

const declaration = record({
  purchaseId: idSchema,
  basis: baselineBasisSchema,
  schedule: Type.Optional(scheduleSchema),
  memberPrices: Type.Optional(Type.Array(memberPriceSchema, { minItems: 1, maxItems: 1000 })),
  source: nameSchema,
  quotedAt: instantSchema,
  evidence: evidenceSchema,
});
interface Declared {
  readonly basis: BaselineBasis;
  readonly schedule?: readonly Tier[];
  readonly memberPrices?: readonly MemberPrice[];
}

/** The id of the baseline that this command declares. */
export const newBaselineId = (command: CommandId): string => newId('baseline', command);

/** Whoever has seen an offer could choose the baseline to suit it. */
const noOfferYet: PurchaseRule<unknown> = ({ offers }) =>
  offers.isEmpty()
    ? undefined
    : refusal(
        'BASELINES_ARE_FIXED',
        'Offers have come in, so baselines can’t be declared, verified or locked any more.',
      );

const quotedAlready: PurchaseRule<{ readonly quotedAt: string }> = (_purchase, { data, now }) =>
  data.quotedAt <= now
    ? undefined
    : refusal('OCCURRED_IN_THE_FUTURE', 'A baseline is a price quoted or paid already. Correct the date.', 'quotedAt');

/** Prices move: what counts as a hard comparison must come from the purchase's own time. */
const isFromItsTime: PurchaseRule<{ readonly basis: BaselineBasis; readonly quotedAt: Instant }> = (
  { openedAt },
  { data: { basis, quotedAt } },
) => {
  const oldest = oldestDays[basis];
  return oldest === undefined || quotedAt >= later(openedAt, -days(oldest))
    ? undefined
    : refusal(
        'BASELINE_TOO_OLD',
        `For ${basis} a price is ${oldest} days older than the purchase at most. Get a newer one, or declare it as BENCHMARK.`,
        'quotedAt',
      );
};

const hasThePricesOfItsBasis: PurchaseRule<Declared> = (purchase, { data }) =>
  isMemberBasis(data.basis) ? memberPricesRefusal(purchase, data) : wantedSchedule(purchase, data);

function wantedSchedule(purchase: Purchase, { basis, schedule, memberPrices }: Declared): Refusal | undefined {
  if (!schedule || memberPrices)
    return refusal(
      'WRONG_BASELINE',
      `A baseline ${basis} is one schedule of prices by quantity. Give that alone.`,
      'schedule',
    );
  return scheduleRefusal(purchase, schedule, 'schedule');
}

function memberPricesRefusal(purchase: Purchase, { basis, schedule, memberPrices }: Declared): Refusal | undefined {
  if (!memberPrices || schedule)
    return refusal(
      'WRONG_BASELINE',
      `A baseline ${basis} is what each member paid. Give those prices alone.`,
      'memberPrices',
    );
  const seen = new Set<EnterpriseId>();
  return firstNo(
    ...memberPrices.map(({ enterpriseId, unitPrice }, index) => () => {
      if (seen.has(enterpriseId))
        return refusal(
          'NAMED_TWICE',
          'An enterprise is named twice. Keep one price for each.',
          `memberPrices.${index}`,
        );
      seen.add(enterpriseId);
      return currencyRefusal(purchase, unitPrice, `memberPrices.${index}.unitPrice`);
    }),
  );
}

export const DeclareBaseline = purchaseCommand({
  type: 'DeclareBaseline',
  schema: declaration,
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR', 'CDA')],
  rules: [noOfferYet, quotedAlready, isFromItsTime, hasThePricesOfItsBasis],
  decide: ({ id, data }) => accept({ type: 'BaselineDeclared', data: { baselineId: newBaselineId(id), ...data } }),
});

const oneBaseline = record({ purchaseId: idSchema, baselineId: idSchema });
type BaselineRule = PurchaseRule<{ readonly baselineId: string }>;

const onBaseline =
  (rule: (baseline: Baseline, actor: string) => Refusal | undefined): BaselineRule =>
  ({ baselines }, { data, actor }) => {
    const baseline = baselines.get(data.baselineId);
    return baseline
      ? rule(baseline, actor)
      : refusal('BASELINE_NOT_FOUND', 'There is no such baseline in this purchase. Check its id.', 'baselineId');
  };

const isDeclaredByAnother = onBaseline(({ declaredBy }, actor) =>
  declaredBy === actor
    ? refusal('SAME_PERSON', 'You declared this baseline. Another person has to verify it.')
    : undefined,
);

const isUnverified = onBaseline(({ status }) =>
  status === 'DECLARED' ? undefined : refusal('ALREADY_VERIFIED', 'This baseline is verified already.', 'baselineId'),
);

const isVerified = onBaseline(({ status }) => {
  switch (status) {
    case 'DECLARED':
      return refusal('NOT_VERIFIED', 'Nobody has verified this baseline yet. Have a verifier do it.', 'baselineId');
    case 'VERIFIED':
      return undefined;
    case 'LOCKED':
      return refusal('ALREADY_LOCKED', 'This baseline is locked already.', 'baselineId');
  }
});

export const VerifyBaseline = purchaseCommand({
  type: 'VerifyBaseline',
  schema: oneBaseline,
  lookups: withAssociation,
  allowed: [requiresRole('VERIFIER')],
  rules: [noOfferYet, isNotOwnMatter, isDeclaredByAnother, isUnverified],
  decide: ({ data }) => accept({ type: 'BaselineVerified', data }),
});

/** Savings are kept by basis: two baselines of one basis would be two answers to one question. */
const isTheOnlyOneOfItsBasis: BaselineRule = ({ baselines }, { data }) => {
  const { basis } = entry(baselines, data.baselineId);
  return baselines.some((other) => other.status === 'LOCKED' && other.basis === basis)
    ? refusal('ALREADY_LOCKED', `A baseline ${basis} is locked already. Keep to that one.`, 'baselineId')
    : undefined;
};

export const LockBaseline = purchaseCommand({
  type: 'LockBaseline',
  schema: oneBaseline,
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR')],
  rules: [noOfferYet, isVerified, isTheOnlyOneOfItsBasis],
  decide: ({ data }, { baselines }) =>
    accept({ type: 'BaselineLocked', data: { ...data, basis: entry(baselines, data.baselineId).basis } }),
});
