import { FormatRegistry, Type } from '@sinclair/typebox';

/** UTC, ISO 8601, milliseconds, `Z`: compares as text. */
export type Instant = string & { readonly __brand: 'Instant' };

/** `controlled` clocks are for demonstrations and tests; their events say so, and a real log refuses them. */
export type ClockKind = 'wall' | 'controlled';

export interface Clock {
  readonly kind: ClockKind;
  now(): Instant;
}

const written = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

const firstInstant = Date.parse('0000-01-01T00:00:00.000Z');
const lastInstant = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * A date (its first moment in UTC), or a date and time with its zone; years 0000 to 9999, which sort as text.
 * @throws RangeError when `value` is no point in time
 */
export function instant(value: string | number | Date): Instant {
  const readable = typeof value !== 'string' || isCalendarDay(written.exec(value)?.[1]);
  const time = readable ? new Date(value).getTime() : NaN;
  if (!(time >= firstInstant && time <= lastInstant))
    throw new RangeError(`"${String(value).slice(0, 80)}" is not a point in time, such as 2025-03-01T08:30:00Z.`);
  return new Date(time).toISOString() as Instant;
}

/** Whether the text is an instant as this system writes it, and one that the calendar has. */
export function isInstant(text: string): text is Instant {
  const time = Date.parse(text);
  return time >= firstInstant && time <= lastInstant && new Date(time).toISOString() === text;
}

// A pattern knows the digits and not the calendar: the 45th of a 13th month would pass.
FormatRegistry.Set('instant', isInstant);

/** A field that holds a point in time, in inputs and events. */
export const instantSchema = Type.Unsafe<Instant>(Type.String({ format: 'instant' }));

/** 30 February would otherwise be read as 2 March. */
const isCalendarDay = (day: string | undefined): boolean => {
  const date = new Date(day ?? NaN);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${day}T`);
};

export const later = (from: Instant, milliseconds: number): Instant => instant(Date.parse(from) + milliseconds);

export const days = (count: number): number => count * 86_400_000;

export const earliest = (a: Instant, b: Instant): Instant => (a < b ? a : b);

export const latest = (a: Instant, b: Instant): Instant => (a > b ? a : b);

export const wallClock: Clock = { kind: 'wall', now: () => instant(Date.now()) };
