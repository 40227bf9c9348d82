import { Type } from '@sinclair/typebox';
import {
  accept,
  formatMoney,
  quantitySchema,
  quantityToDecimal,
  refusal,
  type EnterpriseId,
  type Money,
  type Quantity,
} from '@jointly/kernel';
import { consentOf, requiresMandate, requiresMembership, type KnowsAssociation } from '../../authority';
import { evidenceSchema } from '../../evidence';
import { theEnterprise, withEnterprise } from '../../lookups';
import { unitPriceSchema, type UnitPrice } from '../../price';
import { enterpriseIdSchema, idSchema, reasonSchema, record } from '../../schemas';
import { frozenBaselines } from '../baseline';
import { amountRefusal, comesTo, dearestAlone, dearestTotal, exactly, shareRefusal } from '../bounds';
import { awardedOffer, committedPool, isBanded, quotedPool } from '../pool';
import { highestShare, landedTotal, poolCost } from '../pricing';
import { firstNo } from '../../first-no';
import {
  commitmentsAreOpen,
  consentsToTermsInForce,
  currencyRefusal,
  isInvited,
  quantityRefusal,
  type PurchaseRule,
} from '../rules';
import { termsVersionSchema } from '../schemas';
import type { Purchase } from '../state';
import { purchaseCommand } from './purchase-command';

const commitment = record({
  purchaseId: idSchema,
  enterpriseId: enterpriseIdSchema,
  quantity: quantitySchema,
  maximumLandedUnitPrice: unitPriceSchema,
  termsVersion: termsVersionSchema,
  evidence: Type.Optional(evidenceSchema),
});

interface ByEnterprise {
  readonly enterpriseId: EnterpriseId;
}

const isUncommitted: PurchaseRule<ByEnterprise> = ({ commitments }, { data }) =>
  commitments.has(data.enterpriseId)
    ? refusal(
        'ALREADY_COMMITTED',
        'The enterprise is committed already. To change it, withdraw it first.',
        'enterpriseId',
      )
    : undefined;

const isCommitted: PurchaseRule<ByEnterprise> = ({ commitments }, { data }) =>
  commitments.has(data.enterpriseId)
    ? undefined
    : refusal('NOT_COMMITTED', 'The enterprise has no commitment in this purchase.', 'enterpriseId');

const isMeasuredRight: PurchaseRule<{ readonly quantity: Quantity; readonly maximumLandedUnitPrice: UnitPrice }> = (
  purchase,
  { data },
) =>
  quantityRefusal(purchase, data.quantity, 'quantity') ??
  currencyRefusal(purchase, data.maximumLandedUnitPrice, 'maximumLandedUnitPrice');

interface Bid {
  readonly enterpriseId: EnterpriseId;
  readonly quantity: Quantity;
  readonly maximumLandedUnitPrice: UnitPrice;
}

/** Everything that later decisions and indicators will make of this commitment can be kept exactly. */
const isWithinBounds: PurchaseRule<Bid> = (purchase, { data }) => {
  const taken = quantityToDecimal(data.quantity);
  const pool = committedPool(purchase).quantity.plus(taken);
  return firstNo(
    () => shareRefusal(data.quantity, 'quantity'),
    () => amountRefusal(comesTo(data.maximumLandedUnitPrice, data.quantity), 'maximumLandedUnitPrice'),
    () => amountRefusal(dearestTotal(awardedOffer(purchase)!, purchase, pool), 'quantity'),
    () => amountRefusal(dearestAlone(purchase, taken), 'quantity'),
  );
};

/**
 * A direct award is for what was proposed and approved, not for whatever members then order under it. Here only the
 * member's own is held against the limit, since a refusal for the sum would tell what the others take; the sum is held
 * against it when the purchase is to be confirmed.
 */
const isUnderTheAward: PurchaseRule<Bid> = (purchase, { data }) => {
  const { limit } = purchase.award!;
  const own = quantityToDecimal(data.quantity);
  if (landedTotal(awardedOffer(purchase)!, purchase, own).lte(limit.minor)) return undefined;
  return refusal(
    'DIRECT_AWARD_LIMIT_EXCEEDED',
    `This alone comes to more than ${formatMoney(limit)} ${limit.currency}, which is what may be bought without a tender. Commit to less.`,
    'quantity',
  );
};

/** Binding up to the cut-off's decision; above its own maximum price nobody is bound. */
export const MakeCommitment = purchaseCommand({
  type: 'MakeCommitment',
  schema: commitment,
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed: [requiresMembership, requiresMandate('COMMIT')],
  rules: [
    isInvited,
    commitmentsAreOpen,
    consentsToTermsInForce,
    isUncommitted,
    isMeasuredRight,
    isWithinBounds,
    isUnderTheAward,
  ],
  decide: (command, purchase, known) => {
    const { evidence: _, ...stated } = command.data;
    return accept({
      type: 'CommitmentMade',
      data: {
        ...stated,
        consent: consentOf(command, known, 'COMMIT'),
        baselines: frozenBaselines(purchase, stated.enterpriseId, stated.quantity),
        estimatedCost: estimatedCost(purchase, stated.enterpriseId, stated.quantity, known),
      },
    });
  },
});

function estimatedCost(
  purchase: Purchase,
  enterprise: EnterpriseId,
  quantity: Quantity,
  { association }: KnowsAssociation,
): Money {
  const taken = quantityToDecimal(quantity);
  const pool = quotedPool(purchase, enterprise, taken, isBanded(association.state));
  return exactly(highestShare(poolCost(awardedOffer(purchase)!, purchase, pool.quantity), pool, taken), purchase);
}

export const WithdrawCommitment = purchaseCommand({
  type: 'WithdrawCommitment',
  schema: record({
    purchaseId: idSchema,
    enterpriseId: enterpriseIdSchema,
    reason: reasonSchema,
    evidence: Type.Optional(evidenceSchema),
  }),
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed: [requiresMandate('COMMIT')],
  rules: [isCommitted, commitmentsAreOpen],
  decide: (command, _purchase, known) => {
    const { purchaseId, enterpriseId, reason } = command.data;
    const consent = consentOf(command, known, 'COMMIT');
    return accept({ type: 'CommitmentWithdrawn', data: { purchaseId, enterpriseId, reason, consent } });
  },
});
