import { Temporal } from 'temporal-polyfill';
import { earliest, latest } from '@jointly/kernel';
import { instantOf, localTime, weekdayOf } from './local-time';
import type { Opening, Slot } from './schemas';
import type { Asset } from './state';

type OpenAt = Pick<Asset, 'rules' | 'timeZone'>;

/** Whether the asset can be used from start to end, by the hours that it is open. */
export function isOpen(asset: OpenAt, slot: Slot): boolean {
  const [window, ...more] = openings(asset, slot);
  return window?.start === slot.start && window.end === slot.end && more.length === 0;
}

/** When the asset is open within a span of time, earliest first; what adjoins, such as at midnight, is one. */
export function* openings({ rules, timeZone }: OpenAt, within: Slot): Generator<Slot> {
  if (rules.openingHours.length === 0) {
    yield within;
    return;
  }
  let open: Slot | undefined;
  for (const next of dailyOpenings(rules.openingHours, timeZone, within)) {
    if (open && next.start <= open.end) open = { start: open.start, end: latest(open.end, next.end) };
    else {
      if (open) yield open;
      open = next;
    }
  }
  if (open) yield open;
}

function* dailyOpenings(hours: readonly Opening[], timeZone: string, { start, end }: Slot): Generator<Slot> {
  const last = localTime(end, timeZone).toPlainDate();
  let date = localTime(start, timeZone).toPlainDate();
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const weekday = weekdayOf(date);
    const today = hours.filter((opening) => opening.weekday === weekday).sort((a, b) => (a.from < b.from ? -1 : 1));
    for (const opening of today) {
      const window = windowOn(date, opening, timeZone);
      const inside = { start: latest(start, window.start), end: earliest(end, window.end) };
      if (inside.start < inside.end) yield inside;
    }
  }
}

/**
 * A time that the clock skips in spring is the moment it skips to; of one that it shows twice in autumn, opening is at the
 * first and closing at the second.
 */
function windowOn(date: Temporal.PlainDate, { from, until }: Opening, timeZone: string): Slot {
  const at = (time: string) => date.toPlainDateTime(Temporal.PlainTime.from(time));
  const closing =
    until === '24:00'
      ? date.add({ days: 1 }).toZonedDateTime(timeZone)
      : at(until).toZonedDateTime(timeZone, { disambiguation: 'later' });
  return { start: instantOf(at(from).toZonedDateTime(timeZone)), end: instantOf(closing) };
}
