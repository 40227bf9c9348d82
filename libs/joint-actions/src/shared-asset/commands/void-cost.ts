import { Type, type Static } from '@sinclair/typebox';
import { accept, refusal } from '@jointly/kernel';
import { associationAccount, awaitsPayment, isPaidInPart } from '../../account';
import { notCda, requiresRole, type KnowsAccount, type KnowsAssociation } from '../../authority';
import { idSchema, reasonSchema, record } from '../../schemas';
import { accountStream, associationStream } from '../../streams';
import type { AssetRule } from '../rules';
import { assetCommand } from './asset-command';

const voiding = record({
  assetId: idSchema,
  costId: idSchema,
  /** Who was to be paid it; absent where the association bore it itself. */
  supplierId: Type.Optional(idSchema),
  reason: reasonSchema,
});
type Voiding = Static<typeof voiding>;

/** The books are closed by a proposal; once that is approved, what they counted stands. */
const isInOpenBooks: AssetRule<Voiding> = ({ ledger, surplus }, { data: { costId, supplierId } }) => {
  const cost = ledger.recorded.get(costId);
  if (cost)
    return cost.supplierId === supplierId
      ? undefined
      : refusal('COST_NOT_FOUND', 'The cost is not owed to this supplier. Check who is owed it.', 'supplierId');
  return surplus?.ledger.recorded.has(costId)
    ? refusal('BOOKS_CLOSED', 'A proposed surplus counts this cost. Have that rejected first.', 'costId')
    : refusal('COST_NOT_FOUND', 'No such cost was recorded since a surplus was last shared. Check its id.', 'costId');
};

const stands: AssetRule<Voiding> = ({ ledger }, { data: { costId } }) =>
  ledger.recorded.get(costId)!.voided ? refusal('COST_VOIDED', 'This cost is voided already.', 'costId') : undefined;

/** Else what was paid would stay with the supplier, and the corrected cost be paid in full once more. */
const isUnpaid: AssetRule<Voiding, KnowsAccount> = (_asset, { data: { costId, supplierId } }, { account }) => {
  if (supplierId === undefined) return undefined;
  if (isPaidInPart(account.state, costId))
    return refusal('COST_PAID', 'A paid cost stands. Settle the difference with the supplier.', 'costId');
  return awaitsPayment(account.state, costId)
    ? refusal('COST_PAID', 'A payment that may be for this cost is entered. Reject it first.', 'costId')
    : undefined;
};

/** For a cost that was recorded wrongly or twice; the right one is recorded anew. */
export const VoidAssetCost = assetCommand<typeof voiding, KnowsAssociation & KnowsAccount>({
  type: 'VoidAssetCost',
  schema: voiding,
  lookups: ({ association, data: { supplierId } }) => ({
    association: associationStream(association),
    account: accountStream(association, supplierId ?? associationAccount),
  }),
  allowed: [requiresRole('TREASURER', 'COORDINATOR'), notCda],
  rules: [isInOpenBooks, stands, isUnpaid],
  alsoWhenRetired: true,
  decide: ({ actor, data }, { ledger }) => {
    const { voided: _, ...cost } = ledger.recorded.get(data.costId)!;
    return accept({ type: 'AssetCostVoided', data: { ...data, ...cost, voidedBy: actor } });
  },
});
