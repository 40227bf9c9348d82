import type { Map } from 'immutable';
import { ImpossibleHistory } from './existing';

/** What a map must hold, because an earlier event put it there. @throws ImpossibleHistory */
export function entry<Key, Value>(map: Map<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new ImpossibleHistory();
  return value;
}
