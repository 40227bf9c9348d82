import { Temporal } from 'temporal-polyfill';
import { instant, type Instant } from '@jointly/kernel';
import type { AccessRules, Slot, Weekday } from './schemas';

/** What the clock on the wall shows at an instant where the asset is. */
export const localTime = (at: Instant, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);

export const instantOf = ({ epochMilliseconds }: { readonly epochMilliseconds: number }): Instant =>
  instant(epochMilliseconds);

const weekdays: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

export const weekdayOf = (date: Temporal.PlainDate): Weekday => weekdays[date.dayOfWeek - 1]!;

/** The week of ISO 8601 that a date is in: 2026-W48. */
export const weekText = ({ yearOfWeek, weekOfYear }: Temporal.PlainDate): string =>
  `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`;

/** The calendar period that a booking's start counts to: 2026-11-25, 2026-W48 or 2026-11; none without a quota. */
export function quotaPeriod(start: Instant, { quota }: Pick<AccessRules, 'quota'>, timeZone: string) {
  if (!quota) return undefined;
  const date = localTime(start, timeZone).toPlainDate();
  switch (quota.period) {
    case 'DAY':
      return date.toString();
    case 'WEEK':
      return weekText(date);
    case 'MONTH':
      return date.toPlainYearMonth().toString();
  }
}

/** For people: 2026-11-25 10:00–11:00, in the asset's time zone. */
export function slotText({ start, end }: Slot, timeZone: string): string {
  const [from, until] = [localTime(start, timeZone), localTime(end, timeZone)];
  const sameDay = from.toPlainDate().equals(until.toPlainDate());
  return `${momentText(from)}–${sameDay ? clockText(until) : momentText(until)}`;
}

const clockText = (at: Temporal.ZonedDateTime): string => at.toPlainTime().toString({ smallestUnit: 'minute' });

const momentText = (at: Temporal.ZonedDateTime): string => `${at.toPlainDate().toString()} ${clockText(at)}`;
