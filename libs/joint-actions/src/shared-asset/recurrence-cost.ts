/** More in one period than every hour of a month is no series of bookings, and would keep everybody else waiting. */
const mostInOnePeriod = 31 * 24;

/** A rule is looked at in vain for so many of its candidates, and for so many periods at most. */
const candidatesInVain = 10_000;
const periodsInVain = 1000;

/** The days that one period of a frequency has at most. */
const daysIn: Readonly<Record<string, number>> = { YEARLY: 366, MONTHLY: 31, WEEKLY: 7 };

/** So many candidates a period of a well-written rule has at most: what expanding it costs. */
function candidates(rule: string): number {
  const said = new Map(rule.split(';').map((part) => part.split('=') as [string, string]));
  const count = (part: string): number => said.get(part)?.split(',').length ?? 1;
  const days = daysIn[said.get('FREQ')!] ?? 1;
  const named = count('BYMONTH') * count('BYMONTHDAY') * count('BYYEARDAY') * count('BYWEEKNO');
  const onDays = said.has('BYDAY') || said.has('BYWEEKNO') ? days : Math.min(days, named);
  return onDays * count('BYHOUR') * count('BYMINUTE');
}

/** Expanding the rule takes longer than any series is worth. */
export const isTooCostly = (rule: string): boolean => candidates(rule) > mostInOnePeriod;

/** Periods of the rule without an occurrence after which it counts as one that never comes about. */
export const patienceWith = (rule: string): number =>
  Math.min(periodsInVain, Math.ceil(candidatesInVain / candidates(rule)));
