import { days, later, type Instant } from '@jointly/kernel';

/** What a feed shows: the month before, and half a year ahead. */
export const windowAround = (now: Instant): { readonly from: Instant; readonly until: Instant } => ({
  from: later(now, -days(31)),
  until: later(now, days(184)),
});
