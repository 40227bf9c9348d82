import { isList, isMap, isSet, List, Map, Set } from 'immutable';
import type { JsonObject, JsonValue, SnapshotForm } from '@jointly/kernel';
import type { SharedAssetState } from './state';

/**
 * The state as plain JSON, and back. Collections are marked by what they are; everything else in the state is plain
 * already, so that a new field needs nothing here but another version. It holds no personal field, sealed or not.
 */
export const snapshot: SnapshotForm<SharedAssetState> = {
  version: 1,
  toJson: plain,
  fromJson: (json) => restored(json) as SharedAssetState,
};

function plain(value: unknown): JsonValue {
  if (isMap(value)) return { $map: [...value].map(([key, of]) => [plain(key), plain(of)]) };
  if (isList(value)) return { $list: [...value].map(plain) };
  if (isSet(value)) return { $set: [...value].map(plain) };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value as JsonValue;
  const fields = Object.entries(value).filter(([, of]) => of !== undefined);
  return Object.fromEntries(fields.map(([name, of]) => [name, plain(of)]));
}

function restored(json: JsonValue): unknown {
  if (Array.isArray(json)) return json.map(restored);
  if (typeof json !== 'object' || json === null) return json;
  const { $map, $list, $set } = json as JsonObject;
  if (Array.isArray($map))
    return Map(($map as [JsonValue, JsonValue][]).map(([key, of]) => [restored(key), restored(of)]));
  if (Array.isArray($list)) return List($list.map(restored));
  if (Array.isArray($set)) return Set($set.map(restored));
  return Object.fromEntries(Object.entries(json).map(([name, of]) => [name, restored(of)]));
}
