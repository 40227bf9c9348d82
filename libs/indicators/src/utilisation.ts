import { quotient, ratio, sixDigits, type Ratio } from './figure';
import type { Period } from './membership';
import { common, hoursOf, united, without } from './spans';

/** What happened to the time of something that is shared. */
export interface TimeOfAsset {
  /** When it can be used: its opening hours, from commissioning to retirement. */
  readonly open: readonly Period[];
  /** Maintenance that was planned, so that nobody counts on it then. */
  readonly maintenance: readonly Period[];
  /** Out of service though it should not have been. */
  readonly downtime: readonly Period[];
  /** Slots that were taken by bookings and runs, whether or not somebody came. */
  readonly booked: readonly Period[];
  /** From hand-over to return. */
  readonly uses: readonly (Period & { readonly member: boolean })[];
  /** Joint runs that took place. They take the asset's time as bookings do, and are booked too. */
  readonly runs: readonly Period[];
  /** Bookings whose time came within the period and that stood then, and how many of them nobody came for. */
  readonly bookings: { readonly due: number; readonly missed: number };
}

/** How a period's time was used. Hours are decimals with 6 digits; a rate is null where its denominator is 0. */
export interface Utilisation {
  readonly openHours: string;
  /** Open hours without planned maintenance. */
  readonly scheduledHours: string;
  /** Within the scheduled hours. */
  readonly downtimeHours: string;
  /** Scheduled hours without downtime. */
  readonly availableHours: string;
  readonly bookedHours: string;
  readonly usedHours: string;
  readonly usedByMembers: string;
  readonly usedByOthers: string;
  readonly usedByRuns: string;
  /** used / available: what is used beyond opening hours counts as used, so that late returns may bring it above 1. */
  readonly utilisation: string | null;
  /** available / scheduled */
  readonly availability: string | null;
  /** Of the bookings whose time came. */
  readonly noShows: Ratio;
}

/** Raised with every change of these formulas. */
export const utilisationVersion = 1;

/**
 * Utilisation and availability of shared equipment over a period, as textbooks on equipment have them: used over
 * available hours; the part of the scheduled hours that it was not down.
 */
export function utilisation(time: TimeOfAsset, period: Period): Utilisation {
  const within = (periods: readonly Period[]) => common(united(periods), [period]);
  const open = within(time.open);
  const scheduled = without(open, united(time.maintenance));
  const scheduledHours = hoursOf(scheduled);
  const downtime = hoursOf(common(scheduled, united(time.downtime)));
  const available = scheduledHours.minus(downtime);
  const [byMembers, byOthers] = [true, false].map((member) =>
    hoursOf(within(time.uses.filter((use) => use.member === member))),
  ) as [Hours, Hours];
  const byRuns = hoursOf(within(time.runs));
  const used = byMembers.plus(byOthers).plus(byRuns);
  return {
    openHours: sixDigits(hoursOf(open)),
    scheduledHours: sixDigits(scheduledHours),
    downtimeHours: sixDigits(downtime),
    availableHours: sixDigits(available),
    bookedHours: sixDigits(hoursOf(within(time.booked))),
    usedHours: sixDigits(used),
    usedByMembers: sixDigits(byMembers),
    usedByOthers: sixDigits(byOthers),
    usedByRuns: sixDigits(byRuns),
    utilisation: quotient(used, available),
    availability: quotient(available, scheduledHours),
    noShows: ratio(time.bookings.missed, time.bookings.due),
  };
}

type Hours = ReturnType<typeof hoursOf>;
