import type { ActionRef, EnterpriseId } from '@jointly/kernel';

/** State that is kept by action and enterprise, so that it can be stored and summed up in parts. */
export type ByParty<Entry> = Readonly<Record<string, Entry>>;

interface Party {
  readonly action: ActionRef;
  readonly enterprise: EnterpriseId;
}

/** One state out of several that share no action and enterprise: members make an association. */
export const mergeStates = <Entry extends Party>(states: Iterable<ByParty<Entry>>): ByParty<Entry> =>
  Object.assign({}, ...states) as ByParty<Entry>;

/** The part of a state that is about one action, one enterprise or one enterprise's part in one action. */
export const narrowState = <Entry extends Party>(
  state: ByParty<Entry>,
  to: { readonly action?: string; readonly enterprise?: EnterpriseId },
): ByParty<Entry> =>
  Object.fromEntries(
    Object.entries(state).filter(
      ([, { action, enterprise }]) =>
        (to.action ?? action.id) === action.id && (to.enterprise ?? enterprise) === enterprise,
    ),
  );

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
