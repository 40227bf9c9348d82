import { Type } from '@sinclair/typebox';
import {
  accept,
  quantityOf,
  quantitySchema,
  quantityToDecimal,
  refusal,
  type EnterpriseId,
  type Quantity,
} from '@jointly/kernel';
import { consentOf, requiresMandate, requiresMembership, requiresRole } from '../../authority';
import { evidenceSchema } from '../../evidence';
import { theEnterprise, withAssociation, withEnterprise } from '../../lookups';
import { unitPriceSchema, type UnitPrice } from '../../price';
import { enterpriseIdSchema, idSchema, reasonSchema, record } from '../../schemas';
import { shareRefusal } from '../bounds';
import { demandPool } from '../pool';
import { firstNo } from '../../first-no';
import {
  consentsToTermsInForce,
  currencyRefusal,
  demandIsOpen,
  isInvited,
  quantityRefusal,
  type PurchaseRule,
} from '../rules';
import { termsVersionSchema } from '../schemas';
import type { Purchase } from '../state';
import { purchaseCommand } from './purchase-command';

const demand = record({
  purchaseId: idSchema,
  enterpriseId: enterpriseIdSchema,
  quantity: quantitySchema,
  flexibleMaximum: Type.Optional(quantitySchema),
  maximumUnitPrice: Type.Optional(unitPriceSchema),
  termsVersion: termsVersionSchema,
  evidence: Type.Optional(evidenceSchema),
});

interface Wanted {
  readonly quantity: Quantity;
  readonly flexibleMaximum?: Quantity;
  readonly maximumUnitPrice?: UnitPrice;
}
interface ByEnterprise {
  readonly enterpriseId: EnterpriseId;
}

const isMeasuredRight: PurchaseRule<Wanted> = (purchase, { data }) =>
  firstNo(
    () => quantityRefusal(purchase, data.quantity, 'quantity'),
    () => quantityRefusal(purchase, data.flexibleMaximum, 'flexibleMaximum'),
    () => shareRefusal(data.quantity, 'quantity'),
    () => shareRefusal(data.flexibleMaximum, 'flexibleMaximum'),
    () => currencyRefusal(purchase, data.maximumUnitPrice, 'maximumUnitPrice'),
    () =>
      data.flexibleMaximum && quantityToDecimal(data.flexibleMaximum).lt(data.quantity.value)
        ? refusal(
            'MAXIMUM_BELOW_QUANTITY',
            'The flexible maximum can’t be below the quantity itself.',
            'flexibleMaximum',
          )
        : undefined,
  );

const hasNoDemand: PurchaseRule<ByEnterprise> = ({ demands }, { data }) =>
  demands.has(data.enterpriseId)
    ? refusal('DEMAND_STANDS', 'The enterprise has registered its demand already. Revise it instead.', 'enterpriseId')
    : undefined;

const hasDemand: PurchaseRule<ByEnterprise> = ({ demands }, { data }) =>
  demands.has(data.enterpriseId)
    ? undefined
    : refusal('NO_DEMAND', 'The enterprise has no demand in this purchase. Register one first.', 'enterpriseId');

const allowed = [requiresMembership, requiresMandate('COMMIT')];

export const RegisterDemand = purchaseCommand({
  type: 'RegisterDemand',
  schema: demand,
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed,
  rules: [isInvited, demandIsOpen, consentsToTermsInForce, hasNoDemand, isMeasuredRight],
  decide: (command, _purchase, known) => {
    const { evidence: _, ...stated } = command.data;
    return accept({ type: 'DemandRegistered', data: { ...stated, consent: consentOf(command, known, 'COMMIT') } });
  },
});

/** Also how consent is renewed after the terms changed. */
export const ReviseDemand = purchaseCommand({
  type: 'ReviseDemand',
  schema: demand,
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed,
  rules: [demandIsOpen, consentsToTermsInForce, hasDemand, isMeasuredRight],
  decide: (command, _purchase, known) => {
    const { evidence: _, ...stated } = command.data;
    return accept({ type: 'DemandRevised', data: { ...stated, consent: consentOf(command, known, 'COMMIT') } });
  },
});

export const WithdrawDemand = purchaseCommand({
  type: 'WithdrawDemand',
  schema: record({
    purchaseId: idSchema,
    enterpriseId: enterpriseIdSchema,
    reason: reasonSchema,
    evidence: Type.Optional(evidenceSchema),
  }),
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed: [requiresMandate('COMMIT')],
  rules: [demandIsOpen, hasDemand],
  decide: (command, _purchase, known) => {
    const { purchaseId, enterpriseId, reason } = command.data;
    const consent = consentOf(command, known, 'COMMIT');
    return accept({ type: 'DemandWithdrawn', data: { purchaseId, enterpriseId, reason, consent } });
  },
});

const somebodyDemands: PurchaseRule<unknown> = (purchase) =>
  demandPool(purchase).members > 0
    ? undefined
    : refusal('NO_DEMAND', 'Nobody has registered a demand under the terms in force. Wait, or cancel the purchase.');

export const CloseDemand = purchaseCommand({
  type: 'CloseDemand',
  schema: record({ purchaseId: idSchema }),
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR')],
  rules: [demandIsOpen, somebodyDemands],
  decide: (_command, purchase) => accept(demandClosed(purchase, 'COORDINATOR')),
});

/** What closing the demand records, whoever or whatever closes it. */
export function demandClosed(purchase: Purchase, by: 'COORDINATOR' | 'DEADLINE') {
  const { quantity, members } = demandPool(purchase);
  const pooled = { quantity: quantityOf(quantity, purchase.item.unit), members };
  return { type: 'DemandClosed' as const, data: { purchaseId: purchase.purchaseId, by, ...pooled } };
}
