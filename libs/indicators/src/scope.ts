import type { ActionRef } from '@jointly/kernel';

/** What states are kept by: an action, or the piece of it that is spoken of. */
export const pieceOf = ({ id, part }: ActionRef): string => (part === undefined ? id : `${id}.${part}`);

/** State that is kept by action and enterprise, so that it can be stored and summed up in parts. */
export type ByParty<Entry> = Readonly<Record<string, Entry>>;

/** One state out of several that share no key: members and their parts in actions make an association. */
export function mergeStates<Entry>(states: Iterable<ByParty<Entry>>): ByParty<Entry> {
  const merged: Record<string, Entry> = {};
  for (const state of states) Object.assign(merged, state);
  return merged;
}

export function groupBy<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
