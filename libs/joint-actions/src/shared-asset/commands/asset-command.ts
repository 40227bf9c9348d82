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
import { sharedAssetStream } from '../../streams';
import type { SharedAssetEvent } from '../events';
import { isShared, onAsset, type AssetRule } from '../rules';
import type { Asset, SharedAssetState } from '../state';

type AssetData<Schema extends TSchema> = Static<Schema> & { readonly assetId: string };

/**
 * A command on an asset. People are told in this order: the input is malformed, they are not allowed to, there is no
 * such asset or it is retired, and only then what the asset itself stands in the way with.
 */
export const assetCommand = <Schema extends TSchema, Lookups extends Record<string, Known>>(definition: {
  readonly type: string;
  readonly schema: Schema;
  /** Where an enterprise's word is given, by whoever may give it. */
  readonly onBehalfOf?: (command: Command<AssetData<Schema>>) => string;
  readonly lookups: (command: Command<AssetData<Schema>>) => { readonly [Name in keyof Lookups]: StreamId };
  readonly allowed: readonly Policy<AssetData<Schema>, unknown, Lookups>[];
  readonly rules: readonly AssetRule<AssetData<Schema>, Lookups>[];
  /** What goes on after an asset is retired: bills, payments, runs that began before. */
  readonly alsoWhenRetired?: true;
  readonly decide: (command: Command<AssetData<Schema>>, asset: Asset, known: Lookups) => Decision<SharedAssetEvent>;
}): CommandDefinition<AssetData<Schema>, SharedAssetState, Lookups, SharedAssetEvent> => {
  const first: readonly AssetRule<AssetData<Schema>, Lookups>[] = definition.alsoWhenRetired ? [exists] : [isShared];
  return defineCommand({
    type: definition.type,
    stream: ({ association, data }) => sharedAssetStream(association, data.assetId),
    ...(definition.onBehalfOf && { onBehalfOf: definition.onBehalfOf }),
    lookups: definition.lookups,
    input: definition.schema,
    policies: [...definition.allowed, ...[...first, ...definition.rules].map(onAsset)],
    decide: (command, state, known) => definition.decide(command, existing(state), known),
  });
};

const exists = (): undefined => undefined;
