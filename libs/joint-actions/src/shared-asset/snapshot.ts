import { isList, isMap, isSet, List, Map, Set } from 'immutable';
import type { JsonValue, SnapshotForm } from '@jointly/kernel';
import type { SharedAssetState } from './state';

/**
 * The state as plain JSON, and back. Collections are marked by what they are; everything else in the state is plain
 * already, so that a new field needs nothing here but another version. It holds no personal field, sealed or not.
 */
export const snapshot: SnapshotForm<SharedAssetState> = {
  version: 2,
  toJson: plain,
  fromJson: (json) => restored(json) as SharedAssetState,
};

function plain(value: unknown): JsonValue {
  if (typeof value !== 'object' || value === null) return value as JsonValue;
  if (isMap(value)) return { $map: [...value].map(([key, of]) => [plain(key), plain(of)]) };
  if (isList(value)) return { $list: [...value].map(plain) };
  if (isSet(value)) return { $set: [...value].map(plain) };
  return inside(value, plain) as JsonValue;
}

function restored(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json;
  const { $map, $list, $set } = json as { readonly [mark: string]: readonly unknown[] | undefined };
  if ($map) return Map(($map as [unknown, unknown][]).map(([key, of]) => [restored(key), restored(of)]));
  if ($list) return List($list.map(restored));
  if ($set) return Set($set.map(restored));
  return inside(json, restored);
}

/** The very same value where nothing in it is another: hundreds of bookings are plain already, and need no copy. */
function inside(value: object, change: (of: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  let changed: Record<string, unknown> | undefined;
  for (const [name, of] of Object.entries(value)) {
    const other = change(of);
    if (other !== of) (changed ??= { ...value })[name] = other;
  }
  return changed ?? value;
}
