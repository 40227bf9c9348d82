import type { assetEvents } from '@jointly/joint-actions';
import { sealedAt } from '@jointly/kernel';
import { keyOf, placed } from '../../documents';
import type { AssetFile, HireBaselineView, TariffView } from '../documents';
import { amendFile, changedWhere, derived, type AssetFolds, type Told, type TypesIn } from './fold';
import { noteReading } from './readings';

export const assetFolds: AssetFolds<TypesIn<typeof assetEvents>> = {
  AssetRegistered: (event, { files }) => files.put(keyOf(event.association, event.data.assetId), registered(event)),
  // Bookings are held to them from when they are recorded, whatever day they are dated.
  AccessRulesChanged: (event, into) =>
    amendFile(event, into, ({ openings }) => ({
      openings: [...openings, { from: event.recordedAt, hours: event.data.rules.openingHours }],
    })),
  CustodiansNamed: derived,
  AssetAcquired: derived,
  AssetCommissioned: (event, into) => {
    const { reading } = event.data;
    // The asset's own state calls it so too: the event has no id for it.
    const readingId = `reading_${event.eventId}`;
    if (reading !== undefined)
      noteReading(event, { readingId, of: 'COMMISSIONING', at: event.occurredAt, reading }, into);
  },
  AssetRetired: (event, into) =>
    amendFile(event, into, () => ({
      retirement: { at: event.occurredAt, reason: sealedAt(event.data.reason, event) },
    })),
  TariffSet: (event, into) => amendFile(event, into, ({ tariffs }) => ({ tariffs: withTariff(tariffs, event) })),
  HireBaselineDeclared: (event, into) =>
    amendFile(event, into, ({ baselines }) => ({ baselines: [...baselines, baselineOf(event)] })),
  HireBaselineVerified: (event, into) =>
    amendFile(event, into, ({ baselines }) => ({
      baselines: changedWhere(
        baselines,
        ({ baselineId }) => baselineId === event.data.baselineId,
        () => ({ verifiedAt: event.recordedAt, verifiedBy: event.metadata.actor }),
      ),
    })),
};

const registered = ({ data, occurredAt, metadata, sequence }: Told<'AssetRegistered'>): AssetFile => ({
  id: data.assetId,
  title: data.title,
  registeredAt: occurredAt,
  registeredBy: metadata.actor,
  since: sequence,
  retirement: null,
  openings: [{ from: occurredAt, hours: data.rules.openingHours }],
  tariffs: [],
  baselines: [],
  fundings: [],
  grants: [],
  shares: {},
  surpluses: [],
  damages: [],
  longestBooking: 0,
});

/** One that begins when another does takes its place. */
function withTariff(tariffs: readonly TariffView[], { data }: Told<'TariffSet'>): readonly TariffView[] {
  const { assetId: _, ...tariff } = data;
  return [...tariffs.filter(({ validFrom }) => validFrom !== tariff.validFrom), tariff].sort((a, b) =>
    a.validFrom < b.validFrom ? -1 : 1,
  );
}

function baselineOf(event: Told<'HireBaselineDeclared'>): HireBaselineView {
  const { assetId: _, ...baseline } = placed(event.data, event);
  return { ...baseline, verifiedAt: null, verifiedBy: null };
}
