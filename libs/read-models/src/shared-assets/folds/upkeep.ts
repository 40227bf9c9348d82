import type { upkeepEvents } from '@jointly/joint-actions';
import { sealedAt } from '@jointly/kernel';
import { keyOf } from '../../documents';
import type { BlockDocument, MaintenanceDocument } from '../block-documents';
import type { AssetTables } from '../tables';
import { derived, type AssetFolds, type Told, type TypesIn } from './fold';

export const upkeepFolds: AssetFolds<TypesIn<typeof upkeepEvents>> = {
  DowntimeStarted: (event, { blocks }) => {
    const { assetId, downtimeId, note, ...downtime } = event.data;
    blocks.put(keyOf(event.association, assetId, downtimeId), {
      of: 'DOWNTIME',
      id: downtimeId,
      assetId,
      takesTime: true,
      ...downtime,
      end: null,
      note: note === undefined ? null : sealedAt(note, event),
      changedAt: event.recordedAt,
      since: event.sequence,
    });
  },
  DowntimeExtended: (event, into) =>
    amendBlock<'DOWNTIME'>(event, event.data.downtimeId, into, () => ({ expectedEnd: event.data.expectedEnd })),
  DowntimeEnded: (event, into) =>
    amendBlock<'DOWNTIME'>(event, event.data.downtimeId, into, () => ({ end: event.data.end })),
  MaintenancePlanSet: derived,
  MaintenanceFellDue: derived,
  MaintenanceScheduled: (event, { blocks }) => {
    const { maintenanceId, assetId, title, start, end } = event.data;
    const slot = { start, end, takesTime: true, status: 'SCHEDULED' } as const;
    blocks.put(keyOf(event.association, assetId, maintenanceId), maintenance(event, maintenanceId, { title, ...slot }));
  },
  MaintenanceCancelled: (event, into) =>
    amendBlock<'MAINTENANCE'>(event, event.data.maintenanceId, into, () => ({
      status: 'CANCELLED',
      takesTime: false,
    })),
  MaintenanceCompleted: (event, into) =>
    event.data.maintenanceId === undefined
      ? unscheduled(event, into)
      : amendBlock<'MAINTENANCE'>(event, event.data.maintenanceId, into, (planned) => done(planned, event)),
};

type Kind = BlockDocument['of'];
type Block<Of extends Kind> = Extract<BlockDocument, { of: Of }>;

/** An id of one kind never names another. */
export const amendBlock = <Of extends Kind>(
  {
    association,
    data,
    recordedAt,
  }: Told<
    | TypesIn<typeof upkeepEvents>
    | `Run${'Joined' | 'Left' | 'JoiningClosed' | 'Cancelled' | 'Completed' | 'CostShared'}`
  >,
  id: string,
  { blocks }: AssetTables,
  change: (block: Block<Of>) => Partial<Block<Of>>,
): void =>
  blocks.amend(keyOf(association, data.assetId, id), (block) => ({
    ...block,
    ...change(block as Block<Of>),
    changedAt: recordedAt,
  }));

const maintenance = (
  { data, sequence, recordedAt }: Told<'MaintenanceScheduled' | 'MaintenanceCompleted'>,
  id: string,
  slot: Pick<MaintenanceDocument, 'title' | 'start' | 'end' | 'takesTime' | 'status'>,
): MaintenanceDocument => ({
  of: 'MAINTENANCE',
  id,
  assetId: data.assetId,
  ...slot,
  completion: null,
  changedAt: recordedAt,
  since: sequence,
});

/** Done early, it gives back what is left of its time. */
function done({ start, end }: MaintenanceDocument, event: Told<'MaintenanceCompleted'>): Partial<MaintenanceDocument> {
  const { at, reading = null, doneBy, note } = event.data;
  return {
    status: 'COMPLETED',
    takesTime: at > start,
    end: at < end && at > start ? at : end,
    completion: { at, reading, doneBy, note: note === undefined ? null : sealedAt(note, event) },
  };
}

/** It has no id of its own, and took no time that anybody had planned. */
function unscheduled(event: Told<'MaintenanceCompleted'>, { blocks }: AssetTables): void {
  const { assetId, at } = event.data;
  const block = maintenance(event, event.eventId, {
    title: null,
    start: at,
    end: at,
    takesTime: false,
    status: 'COMPLETED',
  });
  blocks.put(keyOf(event.association, assetId, event.eventId), { ...block, ...done(block, event), takesTime: false });
}
