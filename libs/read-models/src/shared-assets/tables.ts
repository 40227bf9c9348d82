import { documents, rows, type Writers } from '@jointly/projections';
import type { BlockDocument } from './block-documents';
import type { BookingDocument, SeriesDocument } from './booking-documents';
import type { AssetDocument, AssetFile, CostDocument, DisplacementRow, LedgerRow, ReadingDocument } from './documents';

/** Text that sorts after every instant. */
const whileItLasts = '~';

export const tables = {
  assets: documents<AssetDocument, 'since' | 'kind' | 'phase' | 'cluster'>({
    columns: {
      since: ({ since }) => since,
      kind: ({ kind }) => kind,
      phase: ({ phase }) => phase,
      cluster: ({ clusterId }) => clusterId,
    },
    indexes: [['association', 'since']],
  }),
  files: documents<AssetFile>({ columns: {}, indexes: [] }),
  bookings: documents<BookingDocument, BookingColumn>({
    columns: {
      asset: ({ assetId }) => assetId,
      enterprise: ({ enterpriseId }) => enterpriseId,
      status: ({ status }) => status,
      series: ({ seriesId }) => seriesId,
      member: ({ member }) => (member ? 1 : 0),
      start: ({ start }) => start,
      end: ({ end }) => end,
      takenFrom: ({ takenFrom }) => takenFrom,
      takenUntil: ({ takenUntil }) => takenUntil,
      usedFrom: ({ handOver }) => handOver?.at ?? null,
      usedUntil: (booking) => booking.return?.at ?? null,
      since: ({ since }) => since,
    },
    indexes: [
      ['association', 'asset', 'start', 'since'],
      ['association', 'asset', 'status', 'start', 'since'],
      ['association', 'enterprise', 'start', 'since'],
      ['association', 'series', 'start'],
      ['association', 'since', 'start'],
    ],
  }),
  series: documents<SeriesDocument>({ columns: {}, indexes: [] }),
  blocks: documents<BlockDocument, 'asset' | 'of' | 'takesTime' | 'start' | 'end' | 'since'>({
    columns: {
      asset: ({ assetId }) => assetId,
      of: ({ of }) => of,
      takesTime: ({ takesTime }) => (takesTime ? 1 : 0),
      start: ({ start }) => start,
      end: ({ end }) => end ?? whileItLasts,
      since: ({ since }) => since,
    },
    indexes: [
      ['association', 'asset', 'takesTime', 'end'],
      ['association', 'asset', 'of', 'since'],
    ],
  }),
  readings: documents<ReadingDocument, 'asset' | 'since'>({
    columns: { asset: ({ assetId }) => assetId, since: ({ since }) => since },
    indexes: [['association', 'asset', 'since']],
  }),
  costs: documents<CostDocument, 'asset' | 'since'>({
    columns: { asset: ({ assetId }) => assetId, since: ({ since }) => since },
    indexes: [['association', 'asset', 'since']],
  }),
  displacements: rows<DisplacementRow>({
    columns: ['asset', 'cause', 'command', 'booking'],
    indexes: [
      ['association', 'asset', 'cause'],
      ['association', 'asset', 'command'],
    ],
  }),
  ledger: rows<LedgerRow>({
    columns: ['asset', 'at', 'kind', 'enterprise', 'member', 'reference', 'minor', 'units'],
    indexes: [['association', 'asset', 'at']],
  }),
};

type BookingColumn =
  | 'asset'
  | 'enterprise'
  | 'status'
  | 'series'
  | 'member'
  | 'start'
  | 'end'
  | 'takenFrom'
  | 'takenUntil'
  | 'usedFrom'
  | 'usedUntil'
  | 'since';

export type AssetTables = Writers<typeof tables>;
