import { bulkPurchase, type BulkPurchaseEvent, type BulkPurchaseState } from '@jointly/joint-actions';
import { defineProjection, type Recorded, type StreamStates } from '@jointly/projections';
import { keyOf } from '../documents';
import { actionOf } from './action';
import { foldParticipants } from './participants';
import { foldPurchase } from './purchase';
import { tables } from './tables';

/** The joint actions: as a list shows them, in full, and each member's own part. */
export const actionBoard = defineProjection({
  name: 'action-board',
  version: 1,
  follows: [bulkPurchase.category],
  aggregates: [bulkPurchase],
  tables,
  fold(event: Recorded<BulkPurchaseEvent>, into, { after }: StreamStates<BulkPurchaseState>) {
    const key = keyOf(event.association, event.data.purchaseId);
    foldPurchase(event, key, into.purchases);
    foldParticipants(event, into.participants);
    const purchase = into.purchases.existing(key);
    into.actions.derive(key, () => actionOf(after, purchase));
  },
});
