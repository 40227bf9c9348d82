import { List, Map } from 'immutable';
import type { Instant } from '@jointly/kernel';
import type { Slot } from './schemas';

/** What takes a piece of time. */
export interface Block extends Slot {
  readonly id: string;
  readonly of: 'BOOKING' | 'DOWNTIME' | 'MAINTENANCE' | 'RUN';
}

/**
 * Blocks of time by the UTC days they touch, so that asking about a slot costs as much as what is near it, however
 * much there is before and after.
 */
export interface Calendar {
  readonly byDay: Map<number, List<Block>>;
}

export const emptyCalendar: Calendar = { byDay: Map() };

/** The UTC day that an instant is on, counted from 1970. */
export const dayOf = (at: Instant): number => Math.floor(Date.parse(at) / 86_400_000);

function daysOf({ start, end }: Slot): number[] {
  const first = dayOf(start);
  return Array.from({ length: Math.max(1, dayOf(end) - first + 1) }, (_, index) => first + index);
}

export const taken = (calendar: Calendar, block: Block): Calendar => ({
  byDay: daysOf(block).reduce(
    (days, on) => days.update(on, List<Block>(), (blocks) => blocks.push(block)),
    calendar.byDay,
  ),
});

/** The block as it was taken, or nothing is freed. */
export const freed = (calendar: Calendar, block: Block): Calendar => ({
  byDay: daysOf(block).reduce((days, on) => {
    const left = days.get(on, List<Block>()).filter(({ id }) => id !== block.id);
    return left.isEmpty() ? days.delete(on) : days.set(on, left);
  }, calendar.byDay),
});

/** Half-open: touching is not overlapping. */
export const overlap = (a: Slot, b: Slot): boolean => a.start < b.end && b.start < a.end;

/** What stands in the way of a slot, earliest first. */
export function blocking(calendar: Calendar, slot: Slot): readonly Block[] {
  const first = dayOf(slot.start);
  // One that takes several days is found on the first of them that the slot touches too, and passed over on the others.
  const isFoundOn = (block: Block, on: number): boolean => on === Math.max(first, dayOf(block.start));
  return daysOf(slot)
    .flatMap((on) => [...(calendar.byDay.get(on) ?? [])].filter((block) => isFoundOn(block, on)))
    .filter((block) => overlap(block, slot))
    .sort((a, b) => (a.start < b.start ? -1 : 1));
}
