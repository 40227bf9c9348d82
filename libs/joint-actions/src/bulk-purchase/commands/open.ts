import type { Static } from '@sinclair/typebox';
import { accept, defineCommand, newId, refusal, type CommandId, type Instant, type Refusal } from '@jointly/kernel';
import { clusterExists, requiresRole, type KnowsAssociation, type KnowsCluster } from '../../authority';
import { existing } from '../../existing';
import { withAssociation } from '../../lookups';
import { idSchema, nameSchema, record } from '../../schemas';
import { bulkPurchaseStream, clusterStream } from '../../streams';
import type { BulkPurchaseEvent } from '../events';
import { firstNo } from '../../first-no';
import { quantityRefusal, type PurchaseRule } from '../rules';
import { itemSchema, termsSchema, termsVersionSchema, type Item, type Terms } from '../schemas';
import type { BulkPurchaseState } from '../state';
import { purchaseCommand } from './purchase-command';

const opening = record({ clusterId: idSchema, title: nameSchema, item: itemSchema, terms: termsSchema });
type Opening = Static<typeof opening>;
type Lookups = KnowsAssociation & KnowsCluster;

/** The id of the purchase that this command opens. */
export const newPurchaseId = (command: CommandId): string => newId('purchase', command);

export const OpenBulkPurchase = defineCommand<Opening, BulkPurchaseState, Lookups, BulkPurchaseEvent>({
  type: 'OpenBulkPurchase',
  stream: ({ association, id }) => bulkPurchaseStream(association, newPurchaseId(id)),
  lookups: ({ association, data }) => ({
    ...withAssociation({ association, data }),
    cluster: clusterStream(association, data.clusterId),
  }),
  input: opening,
  policies: [requiresRole('COORDINATOR'), clusterExists, ({ data, now }) => termsRefusal(data.item, data.terms, now)],
  // The id comes from the command: a purchase that is there already was opened by this very command.
  decide: ({ id, data }, { status }, { association }) => {
    if (status !== 'ABSENT') return accept();
    const { currency } = existing(association.state);
    const purchase = { purchaseId: newPurchaseId(id), currency, termsVersion: 1, ...data };
    return accept({ type: 'BulkPurchaseOpened', data: purchase });
  },
});

const change = record({ purchaseId: idSchema, terms: termsSchema, termsVersion: termsVersionSchema });

const noAwardYet: PurchaseRule<unknown> = ({ award }) =>
  award ? refusal('ALREADY_AWARDED', 'An award was made under these terms, so they stay as they are.') : undefined;

const changesTheTermsInForce: PurchaseRule<{ readonly termsVersion: number }> = ({ termsVersion }, { data }) =>
  data.termsVersion === termsVersion
    ? undefined
    : refusal('STALE_TERMS', `The terms are at version ${termsVersion}. Change that version.`, 'termsVersion');

/** `termsVersion` names the version that is being changed. Demand opens again for everybody's renewed consent. */
export const ChangeTerms = purchaseCommand({
  type: 'ChangeTerms',
  schema: change,
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR')],
  rules: [changesTheTermsInForce, noAwardYet, ({ item }, { data, now }) => termsRefusal(item, data.terms, now)],
  decide: ({ data }) => accept({ type: 'TermsChanged', data: { ...data, termsVersion: data.termsVersion + 1 } }),
});

function termsRefusal(item: Item, terms: Terms, now: Instant): Refusal | undefined {
  return firstNo(
    () => quantityRefusal({ item }, terms.minimumQuantity, 'terms.minimumQuantity'),
    // By heads, each would pay more than its maximum allows or far less than its goods are worth.
    () =>
      terms.allocation.GOODS === 'EQUAL'
        ? refusal(
            'GOODS_BY_HEAD',
            'What goods cost is shared by quantity. Choose UNIFORM_PRICE or PROPORTIONAL for them.',
            'terms.allocation.GOODS',
          )
        : undefined,
    () =>
      terms.demandDeadline <= now
        ? refusal('DEADLINE_PASSED', 'The demand deadline must lie ahead. Choose a later one.', 'terms.demandDeadline')
        : undefined,
    () =>
      terms.commitmentDeadline <= terms.demandDeadline
        ? refusal(
            'DEADLINES_OUT_OF_ORDER',
            'Commitments must close after demand does. Choose a later commitment deadline.',
            'terms.commitmentDeadline',
          )
        : undefined,
  );
}
