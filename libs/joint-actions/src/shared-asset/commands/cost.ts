import { Type } from '@sinclair/typebox';
import {
  accept,
  days,
  Decimal,
  later,
  newId,
  refusal,
  type Command,
  type CommandId,
  type Instant,
  type Known,
  type Money,
} from '@jointly/kernel';
import type { AssociationState } from '../../association/state';
import { noSuchSupplier, notCda, requiresRole, type KnowsAssociation, type PolicyOn } from '../../authority';
import { evidenceSchema } from '../../evidence';
import { existing } from '../../existing';
import { amountSchema, idSchema, instantSchema, record } from '../../schemas';
import { associationStream, supplierStream } from '../../streams';
import type { SupplierState } from '../../supplier/state';
import { AssetCostRecorded } from '../events';
import type { AssetRule } from '../rules';
import { amountRefusal, moneyRefusal } from '../tariffs';
import { assetCommand } from './asset-command';

const cost = record({
  assetId: idSchema,
  category: AssetCostRecorded.schema.properties.category,
  /** Whether it grows with use. */
  variable: Type.Boolean(),
  amount: amountSchema,
  /** Who is owed it; absent: the association bore it itself. */
  supplierId: Type.Optional(idSchema),
  /** By the association's rules where it names none. */
  dueAt: Type.Optional(instantSchema),
  evidence: Type.Optional(evidenceSchema),
});

export const newCostId = (command: CommandId): string => newId('cost', command);

/** `creditor` is the association itself where no supplier is owed the cost. */
export type KnowsCreditor = KnowsAssociation & { readonly creditor: Known<SupplierState | AssociationState> };

interface Owing {
  readonly supplierId?: string;
  readonly dueAt?: Instant;
}

export const withCreditor = ({ association, data: { supplierId } }: Pick<Command<Owing>, 'association' | 'data'>) => ({
  association: associationStream(association),
  creditor: supplierId === undefined ? associationStream(association) : supplierStream(association, supplierId),
});

/** Also one that is inactive by now: what was bought from it still has to be paid. */
export const supplierIsKnown: PolicyOn<KnowsCreditor> = (_command, _state, { creditor }) =>
  creditor.state.status === 'ABSENT' ? noSuchSupplier : undefined;

/** What a supplier is owed is due when it was agreed, or else by the association's rules. */
export const owedTo = ({ data, now }: Pick<Command<Owing>, 'data' | 'now'>, { association }: KnowsAssociation) => {
  const { supplierId, dueAt } = data;
  if (supplierId === undefined) return undefined;
  return { supplierId, dueAt: dueAt ?? later(now, days(existing(association.state).rules.paymentDueDays)) };
};

const isInItsBooks: AssetRule<{ readonly amount: Money }> = (asset, { data: { amount } }) =>
  amount.minor <= 0
    ? refusal('AMOUNT_NOT_POSITIVE', 'Give an amount above zero.', 'amount')
    : (moneyRefusal(asset, amount, 'amount') ??
      amountRefusal(new Decimal(asset.ledger.costs.minor).plus(amount.minor), 'amount'));

/** Incurred at the command's business time. */
export const RecordAssetCost = assetCommand<typeof cost, KnowsCreditor>({
  type: 'RecordAssetCost',
  schema: cost,
  lookups: withCreditor,
  allowed: [requiresRole('TREASURER', 'COORDINATOR'), notCda, supplierIsKnown],
  rules: [isInItsBooks],
  alsoWhenRetired: true,
  decide: (command, _asset, known) => {
    const { id, occurredAt, data } = command;
    const { dueAt: _, ...cost } = data;
    return accept({
      type: 'AssetCostRecorded',
      data: { ...cost, ...owedTo(command, known), costId: newCostId(id), incurredAt: occurredAt },
    });
  },
});
