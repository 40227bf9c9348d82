import { Decimal, earliest, latest, type Instant } from '@jointly/kernel';
import type { Period } from './membership';

/** Stretches of time in order, none touching another: what hours are counted in, so that none is counted twice. */
export type Spans = readonly Period[];

/** In order; what overlaps or touches becomes one, what has no length is nothing. */
export function united(periods: readonly Period[]): Spans {
  const spans: Period[] = [];
  for (const next of periods.filter(({ from, until }) => from < until).sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = spans.at(-1);
    if (!last || last.until < next.from) spans.push(next);
    else spans[spans.length - 1] = { from: last.from, until: latest(last.until, next.until) };
  }
  return spans;
}

/** What both have. */
export function common(a: Spans, b: Spans): Spans {
  const found: Period[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [one, other] = [a[i]!, b[j]!];
    const both = { from: latest(one.from, other.from), until: earliest(one.until, other.until) };
    if (both.from < both.until) found.push(both);
    if (one.until < other.until) i++;
    else j++;
  }
  return found;
}

/** What the first has and the second has not. */
export const without = (a: Spans, b: Spans): Spans => common(a, gapsIn(b));

function gapsIn(spans: Spans): Spans {
  const ends = [firstInstant, ...spans.map(({ until }) => until)];
  const starts = [...spans.map(({ from }) => from), lastInstant];
  return ends.map((from, i) => ({ from, until: starts[i]! }));
}

const firstInstant = '0000-01-01T00:00:00.000Z' as Instant;
const lastInstant = '9999-12-31T23:59:59.999Z' as Instant;

/** Exact. */
export const hoursOf = (spans: Spans): Decimal =>
  new Decimal(spans.reduce((sum, { from, until }) => sum + Date.parse(until) - Date.parse(from), 0)).div(3_600_000);
