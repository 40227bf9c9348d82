import { days, type Instant } from '@jointly/kernel';
import { Fault } from '../http/fault';

export interface PeriodAsked {
  readonly from: Instant;
  readonly until: Instant;
}

/** From `from` until before `until`, at most so many days. @throws Fault BAD_USER_INPUT */
export function periodIn({ from, until }: PeriodAsked, most: number): PeriodAsked {
  if (from >= until) throw new Fault('BAD_USER_INPUT', 'until must come after from.', 200, { field: 'until' });
  if (Date.parse(until) - Date.parse(from) > days(most))
    throw new Fault('BAD_USER_INPUT', `from and until may be ${most} days apart at most. Ask for less at once.`, 200, {
      field: 'until',
    });
  return { from, until };
}
