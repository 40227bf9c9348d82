import { Type } from '@sinclair/typebox';
import {
  accept,
  quantitySchema,
  quantityToDecimal,
  refusal,
  roundMoney,
  type EnterpriseId,
  type Money,
  type Quantity,
} from '@jointly/kernel';
import { consentOf, requiresMandate, requiresMembership } from '../../authority';
import { evidenceSchema } from '../../evidence';
import { theEnterprise, withEnterprise } from '../../lookups';
import { unitPriceSchema, type UnitPrice } from '../../price';
import { enterpriseIdSchema, idSchema, reasonSchema, record } from '../../schemas';
import { frozenBaselines } from '../baseline';
import { awardedOffer, expectedPool, plusMember } from '../pool';
import { landedCost } from '../pricing';
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

/** Binding up to the cut-off's decision; above its own maximum price nobody is bound. */
export const MakeCommitment = purchaseCommand({
  type: 'MakeCommitment',
  schema: commitment,
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed: [requiresMembership, requiresMandate('COMMIT')],
  rules: [isInvited, commitmentsAreOpen, consentsToTermsInForce, isUncommitted, isMeasuredRight],
  decide: (command, purchase, known) => {
    const { evidence: _, ...stated } = command.data;
    return accept({
      type: 'CommitmentMade',
      data: {
        ...stated,
        consent: consentOf(command, known, 'COMMIT'),
        baselines: frozenBaselines(purchase, stated.enterpriseId, stated.quantity),
        estimatedCost: estimatedCost(purchase, stated.enterpriseId, stated.quantity),
      },
    });
  },
});

function estimatedCost(purchase: Purchase, enterprise: EnterpriseId, quantity: Quantity): Money {
  const taken = quantityToDecimal(quantity);
  const pool = plusMember(expectedPool(purchase, enterprise), taken);
  return roundMoney(landedCost(awardedOffer(purchase)!, purchase.terms.allocation, pool, taken), purchase.currency);
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
