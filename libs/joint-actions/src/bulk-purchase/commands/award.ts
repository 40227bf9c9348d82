import { Type } from '@sinclair/typebox';
import {
  accept,
  formatMoney,
  newId,
  quantitySchema,
  refusal,
  type CommandId,
  type Money,
  type Quantity,
  type Refusal,
} from '@jointly/kernel';
import {
  notCda,
  requiresRole,
  supplierIsActive,
  type KnowsAssociation,
  type KnowsSupplier,
  type PolicyOn,
} from '../../authority';
import { evidenceSchema } from '../../evidence';
import { existing } from '../../existing';
import { entry } from '../../entry';
import { withAssociation, withSupplier } from '../../lookups';
import { idSchema, instantSchema, reasonSchema, record } from '../../schemas';
import { amountRefusal, dearestTotal, exactly } from '../bounds';
import { demandPool } from '../pool';
import { landedTotal } from '../pricing';
import { firstNo } from '../../first-no';
import { isNotOwnMatter, positiveAmountRefusal, quantityRefusal, scheduleRefusal, type PurchaseRule } from '../rules';
import { offerChargeSchema, scheduleSchema, type OfferCharge, type Tier } from '../schemas';
import type { Offer, Purchase } from '../state';
import { purchaseCommand } from './purchase-command';

const offer = record({
  purchaseId: idSchema,
  supplierId: idSchema,
  tiers: scheduleSchema,
  charges: Type.Array(offerChargeSchema, { maxItems: 20 }),
  minimumOrder: Type.Optional(quantitySchema),
  validUntil: instantSchema,
  evidence: evidenceSchema,
});
interface Offered {
  readonly tiers: readonly Tier[];
  readonly charges: readonly OfferCharge[];
  readonly minimumOrder?: Quantity;
  readonly validUntil: string;
}

/** The id of the offer that this command records. */
export const newOfferId = (command: CommandId): string => newId('offer', command);

const demandIsPooled: PurchaseRule<unknown> = (purchase) => {
  if (!purchase.demandClosed)
    return refusal('DEMAND_STILL_OPEN', 'Offers are made on the pooled demand. Close the demand first.');
  return demandPool(purchase).members > 0
    ? undefined
    : refusal('NO_DEMAND', 'Nobody demands anything to make an offer for.');
};

const baselineIsLocked: PurchaseRule<unknown> = ({ baselines }) =>
  baselines.some(({ status }) => status === 'LOCKED')
    ? undefined
    : refusal('BASELINE_NOT_LOCKED', 'Lock a verified baseline before the first offer comes in.');

const nothingAwarded: PurchaseRule<unknown> = ({ award, offers }) =>
  !award || (award.approvalsOutstanding > 0 && entry(offers, award.offerId).expired)
    ? undefined
    : refusal('ALREADY_AWARDED', 'An award has been made already. There can’t be a second one.');

const isAnOffer: PurchaseRule<Offered> = (purchase, { data, now }) =>
  firstNo(
    () => scheduleRefusal(purchase, data.tiers, 'tiers'),
    () => quantityRefusal(purchase, data.minimumOrder, 'minimumOrder'),
    ...data.charges.map((charge, index) => () => chargeRefusal(purchase, charge, `charges.${index}`)),
    () =>
      data.validUntil <= now
        ? refusal('OFFER_EXPIRED', 'This offer’s validity is over already. Ask the supplier to renew it.', 'validUntil')
        : undefined,
    () => amountRefusal(dearestTotal(data, purchase, demandPool(purchase).quantity), 'tiers'),
  );

const chargeRefusal = (purchase: Purchase, { kind, amount }: OfferCharge, field: string): Refusal | undefined =>
  kind === 'GOODS'
    ? refusal(
        'GOODS_ARE_NO_CHARGE',
        'What the goods cost belongs in the tiers, not among the charges.',
        `${field}.kind`,
      )
    : positiveAmountRefusal(purchase, amount, `${field}.amount`);

const mayRecordOffers: readonly PolicyOn<KnowsAssociation & KnowsSupplier>[] = [
  requiresRole('COORDINATOR', 'CDA'),
  supplierIsActive,
];

export const RecordOffer = purchaseCommand({
  type: 'RecordOffer',
  schema: offer,
  lookups: withSupplier,
  allowed: mayRecordOffers,
  rules: [demandIsPooled, baselineIsLocked, nothingAwarded, isAnOffer],
  decide: ({ id, data }, { termsVersion }) =>
    accept({ type: 'OfferRecorded', data: { offerId: newOfferId(id), ...data, termsVersion } }),
});

const isValidOffer: PurchaseRule<{ readonly offerId: string }> = (purchase, { data }) =>
  offerRefusal(purchase, purchase.offers.get(data.offerId));

function offerRefusal({ termsVersion }: Purchase, found: Offer | undefined): Refusal | undefined {
  if (!found) return refusal('OFFER_NOT_FOUND', 'There is no such offer in this purchase. Check its id.', 'offerId');
  if (found.termsVersion !== termsVersion)
    return refusal(
      'OFFER_VOID',
      'The terms changed since this offer was made. Ask the supplier for a new one.',
      'offerId',
    );
  if (!found.expired) return undefined;
  return refusal('OFFER_EXPIRED', 'This offer’s validity is over. Ask the supplier to renew it.', 'offerId');
}

const estimatedValue = (purchase: Purchase, offerId: string): Money =>
  exactly(landedTotal(entry(purchase.offers, offerId), purchase, demandPool(purchase).quantity), purchase);

const isUnderTheLimit: PurchaseRule<{ readonly offerId: string }, KnowsAssociation> = (purchase, { data }, known) => {
  const { directAwardLimit } = existing(known.association.state).rules;
  if (estimatedValue(purchase, data.offerId).minor <= directAwardLimit.minor) return undefined;
  const limit = `${formatMoney(directAwardLimit)} ${directAwardLimit.currency}`;
  return refusal('ABOVE_DIRECT_AWARD_LIMIT', `Above ${limit} the association asks for a tender, not a direct award.`);
};

/** Proposes; it binds once others have approved. */
export const AwardDirectly = purchaseCommand({
  type: 'AwardDirectly',
  schema: record({ purchaseId: idSchema, offerId: idSchema, reason: reasonSchema }),
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR'), notCda],
  rules: [demandIsPooled, nothingAwarded, isValidOffer, isUnderTheLimit],
  decide: ({ data }, purchase, { association }) => {
    const { directAwardLimit, awardApprovals } = existing(association.state).rules;
    const { supplierId } = entry(purchase.offers, data.offerId);
    const value = estimatedValue(purchase, data.offerId);
    const award = { ...data, supplierId, estimatedValue: value, directAwardLimit, approvalsNeeded: awardApprovals };
    return accept({ type: 'AwardProposed', data: award });
  },
});

const isProposedByAnother: PurchaseRule<unknown> = ({ award }, { actor }) => {
  if (!award) return refusal('NOT_AWARDED', 'No award has been proposed yet.');
  if (award.approvalsOutstanding === 0) return refusal('ALREADY_APPROVED', 'This award is approved already.');
  return award.proposedBy === actor
    ? refusal('SAME_PERSON', 'You proposed this award. Another person has to decide on it.')
    : undefined;
};

const isNotApprovedByActor: PurchaseRule<unknown> = (purchase, { actor }) => {
  const { offerId, approvedBy } = purchase.award!;
  if (approvedBy.some((person) => person === actor))
    return refusal('ALREADY_APPROVED', 'You have approved this award already. Another person has to approve it too.');
  return offerRefusal(purchase, purchase.offers.get(offerId));
};

/** With the last approval the offer is accepted: from then on it no longer expires, and commitments open. */
export const ApproveAward = purchaseCommand({
  type: 'ApproveAward',
  schema: record({ purchaseId: idSchema }),
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR', 'AWARD_COMMITTEE'), notCda],
  rules: [isProposedByAnother, isNotOwnMatter, isNotApprovedByActor],
  decide: ({ data: { purchaseId } }, { award }) => {
    const { offerId, approvalsOutstanding } = award!;
    const left = approvalsOutstanding - 1;
    return accept({ type: 'AwardApproved', data: { purchaseId, offerId, approvalsOutstanding: left } });
  },
});

/** Turns a proposed award down: another offer can be awarded, or the terms changed. */
export const RejectAward = purchaseCommand({
  type: 'RejectAward',
  schema: record({ purchaseId: idSchema, reason: reasonSchema }),
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR', 'AWARD_COMMITTEE'), notCda],
  rules: [isProposedByAnother, isNotOwnMatter],
  decide: ({ data }, { award, offers }) => {
    const { offerId, supplierId } = entry(offers, award!.offerId);
    return accept({ type: 'AwardRejected', data: { ...data, offerId, supplierId } });
  },
});
