import { quantityToDecimal } from '@jointly/kernel';
import type { DowntimeDocument, MaintenanceDocument, ReadingDocument, RunDocument } from '@jointly/read-models';
import { moneyObject } from '../graphql/money.graphql';
import type { Opened } from '../reading/opened';
import { seen, seesTotalOf, type Sight } from './sight';
import type { DowntimeRecord, JointRun, Maintenance, MeterReading, RunPart } from './upkeep.graphql';

export const readingView = (reading: Opened<ReadingDocument>): MeterReading => ({
  id: reading.readingId,
  of: reading.of,
  bookingId: reading.bookingId,
  at: reading.at,
  reading: reading.reading,
  corrections: reading.corrections.map(({ was, correctedAt, correctedBy, reason }) => ({
    was,
    correctedAt,
    correctedById: correctedBy,
    reason,
  })),
});

export const downtimeView = ({
  id,
  start,
  expectedEnd,
  end,
  cause,
  note,
  reportedBy,
}: Opened<DowntimeDocument>): DowntimeRecord => ({
  id,
  start,
  expectedEnd,
  end,
  cause,
  note,
  reportedById: reportedBy,
});

export const maintenanceView = (maintenance: Opened<MaintenanceDocument>): Maintenance => ({
  id: maintenance.id,
  title: maintenance.title,
  status: maintenance.status,
  start: maintenance.start,
  end: maintenance.end,
  completedAt: maintenance.completion?.at ?? null,
  note: maintenance.completion?.note ?? null,
});

/** Parts are each member's own; what they come to, and its cost, is told where that gives none of them away. */
export const runView = (run: RunDocument, sight: Sight): JointRun => ({
  ...totalOf(run, sight),
  id: run.id,
  title: run.title,
  status: run.status,
  start: run.start,
  end: run.end,
  joinBy: run.joinBy,
  capacity: run.capacity,
  minimum: run.minimum,
  sharing: run.sharing,
  estimatedCost: moneyObject(run.estimatedCost),
  supplierId: sight.totals ? run.supplierId : null,
  cancelledFor: run.cancelledFor,
  parts: seen(run.parts, sight).map(partView),
});

function totalOf(run: RunDocument, sight: Sight): Pick<JointRun, 'joined' | 'cost' | 'isMinimumReached'> {
  const { joined, minimum, cost, parts } = run;
  const isMinimumReached = !minimum || quantityToDecimal(joined).gte(quantityToDecimal(minimum));
  if (!seesTotalOf(parts, sight)) return { isMinimumReached, joined: null, cost: null };
  return { isMinimumReached, joined, cost: cost && moneyObject(cost) };
}

const partView = ({ enterpriseId, quantity, share }: RunDocument['parts'][number]): RunPart => ({
  enterpriseId,
  quantity,
  share: share && { ...share, amount: moneyObject(share.amount) },
});
