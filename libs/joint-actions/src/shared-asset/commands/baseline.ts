import { Type } from '@sinclair/typebox';
import { accept, newId, refusal, type CommandId, type Instant, type Refusal } from '@jointly/kernel';
import { requiresRole } from '../../authority';
import { entry } from '../../entry';
import { evidenceSchema, type Evidence } from '../../evidence';
import { firstNo } from '../../first-no';
import { withAssociation } from '../../lookups';
import { unitPriceSchema, type UnitPrice } from '../../price';
import { idSchema, instantSchema, oneOf, reasonSchema, record } from '../../schemas';
import { ownershipRate } from '../baseline';
import { noMeter } from '../meter';
import { actsForNoUser, type AssetRule } from '../rules';
import { hireBasisSchema, ownershipCostSchema, type HireBasis, type OwnershipCost } from '../schemas';
import type { HireBaseline } from '../state';
import { moneyRefusal } from '../tariffs';
import { assetCommand } from './asset-command';

const declaration = record({
  assetId: idSchema,
  basis: hireBasisSchema,
  per: oneOf(['HOUR', 'METER']),
  /** Of HIRE_RATE; the rate of OWN_OWNERSHIP is computed. */
  rate: Type.Optional(unitPriceSchema),
  ownership: Type.Optional(ownershipCostSchema),
  source: reasonSchema,
  quotedAt: instantSchema,
  evidence: Type.Optional(evidenceSchema),
});
interface Declared {
  readonly basis: HireBasis;
  readonly per: 'HOUR' | 'METER';
  readonly rate?: UnitPrice;
  readonly ownership?: OwnershipCost;
  readonly evidence?: Evidence;
}

export const newHireBaselineId = (command: CommandId): string => newId('baseline', command);

const isMeasurable: AssetRule<Declared> = ({ meterUnit }, { data }) =>
  data.per === 'METER' && meterUnit === undefined ? { ...noMeter, field: 'per' } : undefined;

const isQuotedAlready: AssetRule<{ readonly quotedAt: Instant }> = (_asset, { data, now }) =>
  data.quotedAt <= now
    ? undefined
    : refusal('OCCURRED_IN_THE_FUTURE', 'A rate is one that was quoted already. Correct the date.', 'quotedAt');

const hasTheFiguresOfItsBasis: AssetRule<Declared> = (_asset, { data: { basis, rate, ownership, evidence } }) => {
  if (basis === 'OWN_OWNERSHIP')
    return ownership && !rate
      ? ownershipRefusal(ownership)
      : refusal('WRONG_BASELINE', 'What owning one alone costs is computed. Give its figures alone.', 'ownership');
  if (!rate || ownership) return refusal('WRONG_BASELINE', 'A hire rate is one price by the unit. Give that.', 'rate');
  return evidence
    ? undefined
    : refusal('EVIDENCE_NEEDED', 'Attach the evidence of this rate: a price list or a quote.', 'evidence');
};

function ownershipRefusal({ annualUnits, price, salvage }: OwnershipCost): Refusal | undefined {
  if (annualUnits === '0')
    return refusal('QUANTITY_NOT_POSITIVE', 'Give a use above zero in a year.', 'ownership.annualUnits');
  return salvage.minor <= price.minor
    ? undefined
    : refusal('SALVAGE_ABOVE_PRICE', 'At its end it is worth its price at most. Correct it.', 'ownership.salvage');
}

const isInItsBooks: AssetRule<Declared> = (asset, { data: { rate, ownership } }) => {
  const { price, salvage, fixedPerYear, variablePerUnit } = ownership ?? {};
  const figures = { price, salvage, fixedPerYear, variablePerUnit };
  return firstNo(
    () => moneyRefusal(asset, rate, 'rate'),
    ...Object.entries(figures).map(
      ([name, figure]) =>
        () =>
          moneyRefusal(asset, figure, `ownership.${name}`),
    ),
    () => ownership && moneyRefusal(asset, rateOf({ ownership }), 'ownership.annualUnits'),
  );
};

const rateOf = ({ rate, ownership }: Pick<Declared, 'rate' | 'ownership'>): UnitPrice =>
  rate ?? { amount: ownershipRate(ownership!).toFixed(), currency: ownership!.price.currency };

export const DeclareHireBaseline = assetCommand({
  type: 'DeclareHireBaseline',
  schema: declaration,
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR', 'CDA')],
  rules: [isMeasurable, isQuotedAlready, hasTheFiguresOfItsBasis, isInItsBooks],
  decide: ({ id, actor, data }) =>
    accept({
      type: 'HireBaselineDeclared',
      data: { ...data, rate: rateOf(data), baselineId: newHireBaselineId(id), declaredBy: actor },
    }),
});

const onBaseline =
  (rule: (baseline: HireBaseline, actor: string) => Refusal | undefined): AssetRule<{ readonly baselineId: string }> =>
  ({ baselines }, { data, actor }) => {
    const baseline = baselines.get(data.baselineId);
    return baseline
      ? rule(baseline, actor)
      : refusal('BASELINE_NOT_FOUND', 'There is no such baseline of this asset. Check its id.', 'baselineId');
  };

const isDeclaredByAnother = onBaseline(({ declaredBy }, actor) =>
  declaredBy === actor
    ? refusal('SAME_PERSON', 'You declared this baseline. Ask another person to verify it.')
    : undefined,
);

const isUnverified = onBaseline(({ verifiedAt }) =>
  verifiedAt === undefined
    ? undefined
    : refusal(
        'ALREADY_VERIFIED',
        'This baseline is verified already: it counts. Declare another where the rate has changed.',
        'baselineId',
      ),
);

/** From now on it counts for whatever is handed over, in place of an earlier one of its basis. */
export const VerifyHireBaseline = assetCommand({
  type: 'VerifyHireBaseline',
  schema: record({ assetId: idSchema, baselineId: idSchema }),
  lookups: withAssociation,
  allowed: [requiresRole('VERIFIER')],
  rules: [actsForNoUser, isDeclaredByAnother, isUnverified],
  decide: ({ data }, { baselines }) =>
    accept({ type: 'HireBaselineVerified', data: { ...data, basis: entry(baselines, data.baselineId).basis } }),
});
