import { Type, type Static } from '@sinclair/typebox';
import { accept, days, later, newId, refusal, type Command, type CommandId, type Decision } from '@jointly/kernel';
import { consentOf, requiresMandate } from '../../authority';
import { evidenceSchema } from '../../evidence';
import { theEnterprise, withEnterprise } from '../../lookups';
import { enterpriseIdSchema, idSchema, nameSchema, oneOf, record } from '../../schemas';
import { mayBook, quotaRefusal, type KnowsBooker } from '../booking-terms';
import type { SharedAssetEvent } from '../events';
import { foreseen } from '../freeing';
import { slotText } from '../local-time';
import { occurrences } from '../recurrence';
import { isCommissioned } from '../rules';
import { occurrenceLimit, slotSchema, type Slot } from '../schemas';
import { conflict } from '../slots';
import type { Asset } from '../state';
import { assetCommand } from './asset-command';
import { newBooking, newBookingId, slotOf } from './booking';

/** The id of the series that this command asks for. */
export const newSeriesId = (command: CommandId): string => newId('series', command);

const seriesSchema = record({
  assetId: idSchema,
  enterpriseId: enterpriseIdSchema,
  /** The first booking; the others are as long. */
  ...slotSchema.properties,
  rule: Type.String({ minLength: 1, maxLength: 500 }),
  /** What becomes of the series where some of it can't be had: none of it is booked, or the rest. */
  onConflict: oneOf(['REFUSE', 'SKIP']),
  purpose: Type.Optional(nameSchema),
  evidence: Type.Optional(evidenceSchema),
});
type Asked = Command<Static<typeof seriesSchema>>;

/** All bookings of a series at once, each of them a booking like any other from then on. */
export const RequestRecurringBooking = assetCommand({
  type: 'RequestRecurringBooking',
  schema: seriesSchema,
  onBehalfOf: theEnterprise,
  lookups: withEnterprise,
  allowed: [requiresMandate('BOOK')],
  rules: [isCommissioned, mayBook],
  decide: (command: Asked, asset, known): Decision<SharedAssetEvent> => {
    const { start, end, rule, onConflict } = command.data;
    const horizon = later(command.now, days(asset.rules.horizonDays));
    const series = { rule, first: { start, end }, timeZone: asset.timeZone, horizon };
    const slots = occurrences(series, mostAtOnce(command.data));
    if ('code' in slots) return { events: [], refusal: slots };
    const planned = plan(command, asset, slots, known);
    if (onConflict === 'REFUSE' && planned.skipped.length > 0)
      return { events: [], refusal: conflictsRefusal(planned, slots.length, asset.timeZone) };
    if (planned.booked.length === 0) return { events: [], refusal: nothingFree(planned, asset.timeZone) };
    return accept(seriesRequested(command, asset, planned), ...planned.booked.flat());
  },
});

/**
 * A store takes 900 KiB at once. The events of one booking have about 2.6 KiB, and each character that is sealed in them
 * at most four bytes.
 */
const mostAtOnce = ({ purpose = '', evidence }: Asked['data']): number =>
  Math.min(occurrenceLimit, Math.floor(880_000 / (2_600 + 4 * (purpose.length + (evidence?.uri.length ?? 0)))));

interface Skipped extends Slot {
  readonly code: string;
}

interface Series {
  /** The events of each booking. */
  readonly booked: readonly (readonly SharedAssetEvent[])[];
  readonly skipped: readonly Skipped[];
}

/** One after another, since each takes from the quota that is left to the next. */
function plan(command: Asked, asset: Asset, slots: readonly Slot[], known: KnowsBooker): Series {
  const { data, id, now } = command;
  const booked: (readonly SharedAssetEvent[])[] = [];
  const skipped: Skipped[] = [];
  let then = asset;
  for (const [index, slot] of slots.entries()) {
    const why = conflict(then, slot, now) ?? quotaRefusal(then, data.enterpriseId, slot);
    if (why) skipped.push({ ...slot, code: why.code });
    else {
      const terms = { bookingId: newBookingId(id, String(index)), slot, seriesId: newSeriesId(id) };
      const events = newBooking(command, asset, terms, consentOf(command, known, 'BOOK'), known);
      booked.push(events);
      then = foreseen(then, events, now);
    }
  }
  return { booked, skipped };
}

function seriesRequested({ data, id }: Asked, { timeZone }: Asset, { booked, skipped }: Series): SharedAssetEvent {
  const { assetId, enterpriseId, rule } = data;
  const series = { seriesId: newSeriesId(id), rule, timeZone, first: slotOf(data) };
  return {
    type: 'RecurringBookingRequested',
    data: { assetId, enterpriseId, ...series, booked: booked.length, skipped: [...skipped] },
  };
}

const namedAtMost = 10;

/** One by one, each with why. */
function named({ skipped }: Series, timeZone: string): string {
  const words = skipped
    .slice(0, namedAtMost)
    .map((slot) => `${slotText(slot, timeZone)} (${slot.code.toLowerCase().replaceAll('_', ' ')})`);
  const more = skipped.length - words.length;
  return `${words.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const conflictsRefusal = (series: Series, all: number, timeZone: string) =>
  refusal(
    'SERIES_CONFLICTS',
    `${series.skipped.length} of ${all} bookings can’t be had: ${named(series, timeZone)}. Change the rule, or book the rest with onConflict SKIP.`,
    'rule',
  );

const nothingFree = (series: Series, timeZone: string) =>
  refusal(
    'NO_OCCURRENCE_FREE',
    `None of the bookings can be had: ${named(series, timeZone)}. Change the rule.`,
    'rule',
  );
