import { days, earliest, instant, latest, later, refusal, type Instant, type Refusal } from '@jointly/kernel';
import { firstNo } from '../first-no';
import { minutesOf } from './bookings';
import { blocking, type Calendar } from './calendar';
import { slotText } from './local-time';
import { isOpen, openings } from './opening-hours';
import type { Slot } from './schemas';
import type { Asset, SharedAssetState } from './state';

/** What of an asset tells when it can be had. */
export type Schedule = Pick<Asset, 'rules' | 'timeZone' | 'calendar'> & Partial<Pick<Asset, 'downtime' | 'plan'>>;

export interface Search {
  readonly from: Instant;
  readonly until: Instant;
  readonly minutes: number;
  readonly count: number;
  /** What is past or too far ahead of it is left out, and all while a downtime lasts longer than expected. */
  readonly now?: Instant;
}

/** Why the asset can't be had from start to end, as far as its rules and calendar go, and what to take instead. */
export function slotRefusal(asset: Asset, slot: Slot, now: Instant): Refusal | undefined {
  const why = conflict(asset, slot, now);
  return why?.code === taken.code ? takenRefusal(asset, slot, now) : why;
}

/** The same without a search for what is free instead, for whoever asks about many slots. */
export const conflict = (asset: Asset, slot: Slot, now: Instant): Refusal | undefined =>
  boundsRefusal(asset, slot, now) ?? obstacle(asset, now) ?? (isTaken(asset, slot) ? taken : undefined);

const taken = refusal('SLOT_TAKEN', 'The asset is taken then. Join the waitlist for it.', 'start');

/** Why nobody could book this slot, free or not. */
export function boundsRefusal(asset: Asset, slot: Slot, now: Instant): Refusal | undefined {
  const { minimumMinutes, maximumMinutes } = asset.rules;
  const minutes = minutesOf(slot);
  return firstNo(
    () => spanRefusal(asset, slot, now),
    () => no(minutes < minimumMinutes, 'TOO_SHORT', `Book at least ${minimumMinutes} minutes.`, 'end'),
    () => no(minutes > maximumMinutes, 'TOO_LONG', `Book at most ${maximumMinutes} minutes.`, 'end'),
    () =>
      no(
        !isOpen(asset, slot),
        'OUTSIDE_OPENING_HOURS',
        `The asset is not open all that time; its hours are in ${asset.timeZone}. Look at its opening hours.`,
        'start',
      ),
  );
}

/** Whole minutes ahead, and not too far. */
const spanRefusal = ({ rules: { horizonDays } }: Asset, slot: Slot, now: Instant): Refusal | undefined =>
  firstNo(
    () => wholeMinutes(slot),
    () =>
      no(slot.end <= slot.start, 'ENDS_BEFORE_IT_STARTS', 'It must end after it starts. Choose a later end.', 'end'),
    () => no(slot.start < now, 'IN_THE_PAST', 'It would begin in the past. Choose a start that lies ahead.', 'start'),
    () =>
      no(
        slot.start > later(now, days(horizonDays)),
        'TOO_FAR_AHEAD',
        `This asset is booked at most ${horizonDays} days ahead. Choose an earlier start.`,
        'start',
      ),
  );

/** The longest that a run or another block takes the asset at once. */
const longestBlock = 92;

/** Why no run can take the asset then: whoever schedules it is bound by the calendar, not by the rules for bookings. */
export const blockRefusal = (asset: Asset, slot: Slot, now: Instant): Refusal | undefined =>
  firstNo(
    () => spanRefusal(asset, slot, now),
    () => no(minutesOf(slot) > longestBlock * 1440, 'TOO_LONG', `Take at most ${longestBlock} days at once.`, 'end'),
    () => obstacle(asset, now),
    () => (isTaken(asset, slot) ? takenRefusal(asset, slot, now) : undefined),
  );

const no = (refused: boolean, code: string, message: string, field: string): Refusal | undefined =>
  refused ? refusal(code, message, field) : undefined;

const wholeMinutes = ({ start, end }: Slot): Refusal | undefined =>
  firstNo(
    () => no(!start.endsWith(':00.000Z'), 'NOT_ON_THE_MINUTE', 'Give whole minutes.', 'start'),
    () => no(!end.endsWith(':00.000Z'), 'NOT_ON_THE_MINUTE', 'Give whole minutes.', 'end'),
  );

/** Why nothing at all is booked now. */
export const obstacle = (asset: Asset, now: Instant): Refusal | undefined =>
  firstNo(
    () =>
      asset.plan?.due
        ? refusal('MAINTENANCE_DUE', 'Maintenance is due: nothing is booked until it is scheduled or done.')
        : undefined,
    () =>
      isOutOfService(asset, now)
        ? refusal('OUT_OF_SERVICE', 'The asset is out of service, and nobody knows until when. Join the waitlist.')
        : undefined,
  );

/** A downtime lasts longer than was expected, so that nobody knows when the asset can be had again. */
export const isOutOfService = ({ downtime }: Partial<Pick<Asset, 'downtime'>>, now: Instant): boolean =>
  downtime !== undefined && downtime.expectedEnd <= now;

export const isTaken = ({ calendar }: { readonly calendar: Calendar }, slot: Slot): boolean =>
  blocking(calendar, slot).length > 0;

/** Whoever is refused is told what to take instead. */
function takenRefusal(asset: Asset, slot: Slot, now: Instant): Refusal {
  const free = nextFreeSlots(asset, slot.start, slot.end, now).map((next) => slotText(next, asset.timeZone));
  if (free.length === 0) return taken;
  return refusal(taken.code, `The asset is taken then. Free next: ${free.join(', ')} (${asset.timeZone}).`, 'start');
}

/** Searched so far beyond what was wanted, or a full calendar would be read to its end for every refusal. */
const searched = days(92);

/** The next three slots of that length that are free, from the wanted start on. */
export function nextFreeSlots(state: SharedAssetState, start: Instant, end: Instant, now: Instant = start): Slot[] {
  if (state.status !== 'SHARED') return [];
  const until = later(start, searched);
  return freeSlots(state, { from: start, until, minutes: minutesOf({ start, end }), count: 3, now });
}

/** Free slots of that length, one after another, earliest first; the first begins on a quarter of an hour. */
export function freeSlots(schedule: Schedule, search: Search): Slot[] {
  const span = searchable(schedule, search);
  const found: Slot[] = [];
  if (!span || search.minutes <= 0) return found;
  const length = search.minutes * 60_000;
  for (const window of openings(schedule, span))
    for (const gap of gaps(schedule.calendar, window)) {
      for (let slot = slotAt(gap.start, length); slot.end <= gap.end; slot = slotAt(slot.end, length)) {
        found.push(slot);
        if (found.length === search.count) return found;
      }
    }
  return found;
}

const slotAt = (start: Instant, length: number): Slot => ({ start, end: later(start, length) });

function searchable(schedule: Schedule, { from, until, now }: Search): Slot | undefined {
  const { rules, plan } = schedule;
  if (now !== undefined && (plan?.due || isOutOfService(schedule, now))) return undefined;
  const start = onTheQuarter(now === undefined ? from : latest(from, now));
  const end = now === undefined ? until : earliest(until, later(now, days(rules.horizonDays)));
  return start < end ? { start, end } : undefined;
}

const quarter = 15 * 60_000;

const onTheQuarter = (at: Instant): Instant => instant(Math.ceil(Date.parse(at) / quarter) * quarter);

/** What no block takes, earliest first; read a week at a time, since most searches end in the first. */
function* gaps(calendar: Calendar, { start, end }: Slot): Generator<Slot> {
  let free = start;
  for (let from = start; from < end; from = later(from, days(7))) {
    for (const block of blocking(calendar, { start: from, end: earliest(end, later(from, days(7))) })) {
      if (free < block.start) yield { start: free, end: block.start };
      free = latest(free, block.end);
    }
  }
  if (free < end) yield { start: free, end };
}
