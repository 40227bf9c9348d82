/** UTC, ISO 8601, milliseconds, `Z`: compares as text. */
export type Instant = string & { readonly __brand: 'Instant' };

/** `controlled` clocks are for demonstrations and tests; their events say so, and a real log refuses them. */
export type ClockKind = 'wall' | 'controlled';

export interface Clock {
  readonly kind: ClockKind;
  now(): Instant;
}

/** @throws RangeError when `value` is no point in time */
export function instant(value: string | number | Date): Instant {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) throw new RangeError(`"${String(value)}" is not a point in time.`);
  return date.toISOString() as Instant;
}

export const later = (from: Instant, milliseconds: number): Instant => instant(Date.parse(from) + milliseconds);

export const days = (count: number): number => count * 86_400_000;

export const latest = (a: Instant, b: Instant): Instant => (a > b ? a : b);

export const wallClock: Clock = { kind: 'wall', now: () => instant(Date.now()) };
