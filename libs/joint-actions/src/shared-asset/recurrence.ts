import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { later, refusal, type Instant, type Refusal } from '@jointly/kernel';
import { overlap } from './calendar';
import { instantOf, localTime } from './local-time';
import { isTooCostly, patienceWith } from './recurrence-cost';
import { occurrenceLimit, type Slot } from './schemas';

export interface Repeating {
  /** RFC 5545, without DTSTART. */
  readonly rule: string;
  readonly first: Slot;
  /** IANA. The start keeps its time of day in it, whatever daylight saving does. */
  readonly timeZone: string;
  /** Where a rule ends that has neither COUNT nor UNTIL. */
  readonly horizon: Instant;
}

/**
 * The slots of a series, the first included, earliest first and each as long as the first. As RFC 5545 has it, an
 * occurrence at a time of day that its date doesn't have (02:30 as clocks go forward) is left out.
 */
export function occurrences(repeating: Repeating, limit = occurrenceLimit): readonly Slot[] | Refusal {
  const { rule, first } = repeating;
  if (!isSupported(rule))
    return ruleRefusal('The rule is not one of RFC 5545 that repeats hourly at most, such as FREQ=WEEKLY;BYDAY=MO.');
  if (isTooCostly(rule))
    return ruleRefusal('The rule names too many times in one period. Name fewer hours, minutes or days in it.');
  const starts = expanded(repeating, limit + 1);
  if (!starts) return ruleRefusal('The rule contradicts itself or never comes about. Look at its parts again.');
  if (starts[0] !== first.start)
    return ruleRefusal('The first booking is not one that the rule gives. Begin with a start that fits the rule.');
  if (starts.length > limit)
    return refusal(
      'TOO_MANY_OCCURRENCES',
      `At most ${limit} such bookings can be asked for at once. Set COUNT to that or less, or an earlier UNTIL, and ask for the rest in another series.`,
      'rule',
    );
  const length = Date.parse(first.end) - Date.parse(first.start);
  const slots = starts.map((start) => ({ start, end: later(start, length) }));
  if (slots.some((slot, index) => index > 0 && overlap(slots[index - 1]!, slot)))
    return refusal(
      'OCCURRENCES_OVERLAP',
      'One booking of the series would begin before the last one ended. Book less at once, or repeat less often.',
      'rule',
    );
  return slots;
}

const ruleRefusal = (message: string): Refusal => refusal('RECURRENCE_RULE_INVALID', message, 'rule');

const list = (item: string): string => `${item}(,${item})*`;
const signed = (digits: number): string => `[+-]?[1-9]\\d{0,${digits - 1}}`;

/** What each part may say; the library judges how they go together. */
const parts: Readonly<Record<string, RegExp>> = Object.fromEntries(
  Object.entries({
    FREQ: 'YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY',
    INTERVAL: '[1-9]\\d{0,2}',
    COUNT: '[1-9]\\d{0,4}',
    UNTIL: '\\d{8}T\\d{6}Z',
    BYDAY: list('([+-]?[1-9]\\d?)?(MO|TU|WE|TH|FR|SA|SU)'),
    BYMONTH: list('([1-9]|1[0-2])'),
    BYMONTHDAY: list(signed(2)),
    BYYEARDAY: list(signed(3)),
    BYWEEKNO: list(signed(2)),
    BYSETPOS: list(signed(3)),
    BYHOUR: list('(1?\\d|2[0-3])'),
    BYMINUTE: list('[1-5]?\\d'),
    WKST: 'MO|TU|WE|TH|FR|SA|SU',
  }).map(([name, value]) => [name, new RegExp(`^(${value})$`)]),
);

/** The library passes over what it doesn't know, and would book something else than was asked for. */
function isSupported(rule: string): boolean {
  const said = rule.split(';').map((part) => part.split('='));
  const names = new Set(said.map(([name]) => name));
  const wellWritten = said.every(
    ([name, value, ...more]) => more.length === 0 && parts[name ?? '']?.test(value ?? '') === true,
  );
  return wellWritten && names.size === said.length && names.has('FREQ');
}

/** The first of its occurrences, at most so many; nothing where the rule makes no sense. */
function expanded({ rule, first, timeZone, horizon }: Repeating, most: number): Instant[] | undefined {
  const endless = !/COUNT|UNTIL/.test(rule);
  const starts: Instant[] = [];
  const dtstart = localTime(first.start, timeZone);
  const options = { temporal: Temporal, strict: true, maxIterations: patienceWith(rule), cache: false };
  try {
    new RRuleTemporal({ rruleString: `RRULE:${rule}`, dtstart, ...options }).all((date) => {
      const start = instantOf(date);
      if (starts.length === most || (endless && start > horizon)) return false;
      starts.push(start);
      return true;
    });
  } catch {
    return undefined;
  }
  return starts;
}
