import { openings } from '@jointly/joint-actions';
import type { EnterpriseId, Instant } from '@jointly/kernel';
import { directory, sharedAssets, type AssetDocument, type CalendarEntry as Taken } from '@jointly/read-models';
import { Fault } from '../http/fault';
import { defineQuery } from '../reading/queries';
import type { ReadModels } from '../reading/read-models';
import type { Viewer } from '../reading/viewer';
import { knownAsset, type OfAsset } from './asset.queries';
import { enterpriseNames } from './booking.queries';
import type { CalendarDay, CalendarEntry, CalendarWeek, Slot } from './calendar.graphql';
import { firstYear, lastYear, localDay, localWeek, type LocalDay } from './local-days';
import { periodIn, type PeriodAsked } from './period';
import { sightOf, type Sight } from './sight';

const reads = [sharedAssets.name, directory.name];
const longestDays = 100;

/** What takes an asset's time, in order. @throws Fault BAD_USER_INPUT for the period */
export const assetCalendar = defineQuery({
  type: 'AssetCalendar',
  reads,
  answer: async (viewer, { id, ...asked }: OfAsset & PeriodAsked, models): Promise<CalendarEntry[]> => {
    const period = periodIn(asked, longestDays);
    return entriesIn(viewer, await knownAsset(viewer, id, models), period, models);
  },
});

/** @throws Fault BAD_USER_INPUT for a date that there is not */
export const assetDay = defineQuery({
  type: 'AssetDay',
  reads,
  answer: async (viewer, { id, date }: OfAsset & { readonly date: string }, models): Promise<CalendarDay> => {
    const asset = await knownAsset(viewer, id, models);
    const day = localDay(date, asset.timeZone) ?? noSuchDate();
    const entries = await entriesIn(viewer, asset, { from: day.start, until: day.end }, models);
    return dayView(day, asset, entries);
  },
});

/** @throws Fault BAD_USER_INPUT for a date that there is not */
export const assetWeek = defineQuery({
  type: 'AssetWeek',
  reads,
  answer: async (viewer, { id, date }: OfAsset & { readonly date: string }, models): Promise<CalendarWeek> => {
    const asset = await knownAsset(viewer, id, models);
    const { week, days } = localWeek(date, asset.timeZone) ?? noSuchDate();
    const entries = await entriesIn(viewer, asset, { from: days[0]!.start, until: days[6]!.end }, models);
    return { week, days: days.map((day) => dayView(day, asset, entries)) };
  },
});

interface FreeAsked extends PeriodAsked {
  readonly minutes: number;
  readonly first: number;
}

/** What could be booked now, earliest first. @throws Fault BAD_USER_INPUT for the period */
export const assetFreeSlots = defineQuery({
  type: 'AssetFreeSlots',
  reads,
  answer: async (viewer, { id, minutes, first, ...asked }: OfAsset & FreeAsked, models): Promise<Slot[]> => {
    const search = { ...periodIn(asked, longestDays), minutes, count: first, now: models.clock.now() };
    await knownAsset(viewer, id, models);
    return models.sharedAssets.freeSlots(viewer.association, id, search);
  },
});

async function entriesIn(
  viewer: Viewer,
  asset: AssetDocument,
  period: PeriodAsked,
  models: ReadModels,
): Promise<CalendarEntry[]> {
  const taken = await models.sharedAssets.calendar(viewer.association, asset.id, period, models.clock.now());
  const sight = await sightOf(viewer, asset, models);
  const named = taken.flatMap(({ by }) => (by.of === 'BOOKING' && sees(sight, by) ? [by.enterpriseId] : []));
  const names = await enterpriseNames(viewer.association, named, models);
  return taken.map((entry) => entryView(entry, sight, names));
}

const sees = ({ names, own }: Sight, { enterpriseId }: { readonly enterpriseId: EnterpriseId }): boolean =>
  names || own.includes(enterpriseId);

/** That time is taken, everybody sees. */
function entryView({ start, end, by }: Taken, sight: Sight, names: Map<EnterpriseId, string | null>): CalendarEntry {
  const slot = { start, end, of: by.of, id: null, status: null, enterpriseId: null, enterpriseName: null, title: null };
  if (by.of !== 'BOOKING') return { ...slot, id: by.id, title: by.of === 'DOWNTIME' ? null : by.title };
  if (!sees(sight, by)) return slot;
  const { bookingId, status, enterpriseId } = by;
  return { ...slot, id: bookingId, status, enterpriseId, enterpriseName: names.get(enterpriseId) ?? null };
}

const dayView = (
  { date, start, end }: LocalDay,
  { rules, timeZone }: AssetDocument,
  entries: readonly CalendarEntry[],
): CalendarDay => ({
  date,
  span: { start, end },
  open: [...openings({ rules, timeZone }, { start, end })],
  entries: entries.filter((entry) => overlaps(entry, start, end)),
});

const overlaps = (entry: Slot, start: Instant, end: Instant): boolean => entry.start < end && start < entry.end;

function noSuchDate(): never {
  const years = `from ${firstYear} to ${lastYear}`;
  throw new Fault('BAD_USER_INPUT', `date must be a date in the years ${years}, such as "2026-11-25".`, 200, {
    field: 'date',
  });
}

export const calendarQueries = [assetCalendar, assetDay, assetWeek, assetFreeSlots];
