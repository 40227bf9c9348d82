import type { Static } from '@sinclair/typebox';
import { accept, defineCommand, type Known } from '@jointly/kernel';
import { idSchema, record } from '../../schemas';
import { bulkPurchaseStream } from '../../streams';
import { systemOnly } from '../../system-only';
import type { BulkPurchaseEvent } from '../events';
import { nextPart } from '../sharing';
import type { BulkPurchaseState } from '../state';

const onePurchase = record({ purchaseId: idSchema });

/** Tells the next members what a decision on all of them means for each. Where nothing is left to tell it does nothing. */
export const ContinueSharing = defineCommand<
  Static<typeof onePurchase>,
  BulkPurchaseState,
  Record<string, Known>,
  BulkPurchaseEvent
>({
  type: 'ContinueSharing',
  stream: ({ association, data }) => bulkPurchaseStream(association, data.purchaseId),
  input: onePurchase,
  policies: [systemOnly],
  decide: (_command, state) =>
    state.status === 'UNDERWAY' && state.sharing ? accept(...nextPart(state, state.sharing)) : accept(),
});
