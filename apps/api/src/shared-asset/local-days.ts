import { Temporal } from 'temporal-polyfill';
import { weekText } from '@jointly/joint-actions';
import { instant, type Instant } from '@jointly/kernel';

/** A day in a time zone, from midnight to midnight: 23 or 25 hours where its clock is put forward or back. */
export interface LocalDay {
  /** ISO 8601. */
  readonly date: string;
  readonly start: Instant;
  readonly end: Instant;
}

/** Undefined where there is no such date, or none that the calendar reaches to. */
export function localDay(date: string, timeZone: string): LocalDay | undefined {
  const read = dateOf(date);
  return read && dayOf(read, timeZone);
}

export interface LocalWeek {
  /** ISO 8601: 2026-W48. */
  readonly week: string;
  /** Monday to Sunday. */
  readonly days: readonly LocalDay[];
}

/** The week of ISO 8601 that the date is in; undefined where there is no such date. */
export function localWeek(date: string, timeZone: string): LocalWeek | undefined {
  const read = dateOf(date);
  if (!read) return undefined;
  const monday = read.subtract({ days: read.dayOfWeek - 1 });
  return {
    week: weekText(monday),
    days: [0, 1, 2, 3, 4, 5, 6].map((days) => dayOf(monday.add({ days }), timeZone)),
  };
}

/** Beyond these years a week could reach to where no instant can be written. */
export const [firstYear, lastYear] = [1900, 9998];

function dateOf(text: string): Temporal.PlainDate | undefined {
  try {
    const date = Temporal.PlainDate.from(text);
    return date.year >= firstYear && date.year <= lastYear ? date : undefined;
  } catch {
    return undefined;
  }
}

const dayOf = (date: Temporal.PlainDate, timeZone: string): LocalDay => ({
  date: date.toString(),
  start: midnight(date, timeZone),
  end: midnight(date.add({ days: 1 }), timeZone),
});

/** Where the clock skips midnight, the first moment of the day. */
const midnight = (date: Temporal.PlainDate, timeZone: string): Instant =>
  instant(date.toZonedDateTime(timeZone).epochMilliseconds);
