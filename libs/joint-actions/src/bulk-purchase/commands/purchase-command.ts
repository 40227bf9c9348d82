import type { Static, TSchema } from '@sinclair/typebox';
import {
  defineCommand,
  type Command,
  type CommandDefinition,
  type Decision,
  type Known,
  type Policy,
  type StreamId,
} from '@jointly/kernel';
import { existing } from '../../existing';
import { bulkPurchaseStream } from '../../streams';
import type { BulkPurchaseEvent } from '../events';
import { isUnderway, onPurchase, type PurchaseRule } from '../rules';
import type { BulkPurchaseState, Purchase } from '../state';

type PurchaseData<Schema extends TSchema> = Static<Schema> & { readonly purchaseId: string };

/**
 * A command on a purchase under way. People are told in this order: the input is malformed, they are not allowed to,
 * there is no such purchase or it is over, and only then what the purchase itself stands in the way with.
 */
export const purchaseCommand = <Schema extends TSchema, Lookups extends Record<string, Known>>(definition: {
  readonly type: string;
  readonly schema: Schema;
  /** Where an enterprise's word is given, by whoever may give it. */
  readonly onBehalfOf?: (command: Command<PurchaseData<Schema>>) => string;
  readonly lookups: (command: Command<PurchaseData<Schema>>) => { readonly [Name in keyof Lookups]: StreamId };
  readonly allowed: readonly Policy<PurchaseData<Schema>, unknown, Lookups>[];
  readonly rules: readonly PurchaseRule<PurchaseData<Schema>, Lookups>[];
  readonly decide: (
    command: Command<PurchaseData<Schema>>,
    purchase: Purchase,
    known: Lookups,
  ) => Decision<BulkPurchaseEvent>;
}): CommandDefinition<PurchaseData<Schema>, BulkPurchaseState, Lookups, BulkPurchaseEvent> =>
  defineCommand({
    type: definition.type,
    stream: ({ association, data }) => bulkPurchaseStream(association, data.purchaseId),
    ...(definition.onBehalfOf && { onBehalfOf: definition.onBehalfOf }),
    lookups: definition.lookups,
    input: definition.schema,
    policies: [...definition.allowed, ...[isUnderway, ...definition.rules].map(onPurchase)],
    decide: (command, state, known) => definition.decide(command, existing(state), known),
  });
