import type { Period } from '@jointly/indicators';
import { freeSlots, type Slot } from '@jointly/joint-actions';
import type { AssociationId, Instant } from '@jointly/kernel';
import type { AnswerCache } from '@jointly/projections';
import type { Kysely } from 'kysely';
import { keyOf, parse } from '../documents';
import type { LogTime, Stated } from '../facts';
import { pageOf, type Page, type PageRequest } from '../paging';
import type { BlockDocument } from './block-documents';
import { calendar, takenTime, type CalendarEntry, type CalendarQuestion } from './calendar';
import type { AssetDocument, AssetFile, CostDocument, LedgerRow, ReadingDocument } from './documents';
import { ledgerIn, periodOfAsset } from './period-of-asset';
import { sharedAssets, type SharedAssetSchema } from './projection';
import { statementOf, type AssetStatement } from './statement';

export interface AssetFilter {
  readonly clusterId?: string;
  readonly kind?: AssetDocument['kind'];
  readonly phase?: AssetDocument['phase'];
}

export interface FreeSlotSearch extends Period {
  readonly minutes: number;
  readonly count: number;
  /** What is past or too far ahead of it can't be booked. */
  readonly now: Instant;
}

/** What can be asked of shared equipment. Answers of lists are shared: whoever gets one never changes it. */
export class SharedAssetQueries {
  constructor(
    private readonly database: Kysely<SharedAssetSchema>,
    private readonly cache: AnswerCache,
  ) {}

  /** The newest first. */
  async assets(association: AssociationId, page: PageRequest, only: AssetFilter = {}): Promise<Page<AssetDocument>> {
    const question = `assets ${association} ${JSON.stringify([page.first, page.after, only.clusterId, only.kind, only.phase])}`;
    return this.cache.answer(sharedAssets.name, question, () => this.readAssets(association, page, only));
  }

  async asset(association: AssociationId, id: string): Promise<AssetDocument | undefined> {
    return (await this.assetsById(association, [id]))[0];
  }

  async assetsById(association: AssociationId, ids: readonly string[]): Promise<AssetDocument[]> {
    if (ids.length === 0) return [];
    const keys = ids.map((id) => keyOf(association, id));
    const found = await this.database.selectFrom('assets').select('document').where('key', 'in', keys).execute();
    return found.map(parse<AssetDocument>);
  }

  /** Tariffs, baselines, fundings, shares, surpluses, damages. */
  async file(association: AssociationId, id: string): Promise<AssetFile | undefined> {
    const found = await this.database
      .selectFrom('files')
      .select('document')
      .where('key', '=', keyOf(association, id))
      .executeTakeFirst();
    return found && parse<AssetFile>(found);
  }

  /** All that takes an asset's time somewhere in the period, in the order of its start; nothing of an unknown asset. */
  async calendar(association: AssociationId, asset: string, period: Period, now: Instant): Promise<CalendarEntry[]> {
    const file = await this.file(association, asset);
    return file ? calendar(this.database, questionAbout(association, file, period, now)) : [];
  }

  /** Slots that could be booked now, earliest first; none of an asset that can't be booked. */
  async freeSlots(association: AssociationId, id: string, search: FreeSlotSearch): Promise<Slot[]> {
    const [asset, file] = await Promise.all([this.asset(association, id), this.file(association, id)]);
    if (!asset?.commissionedAt || !file || asset.phase === 'RETIRED') return [];
    const { rules, timeZone, downtime, plan } = asset;
    const taken = await takenTime(this.database, questionAbout(association, file, search, search.now));
    const standing = { ...(downtime && { downtime }), ...(plan && { plan }) };
    return freeSlots({ rules, timeZone, calendar: taken, ...standing }, search);
  }

  /** How a period went, as far as it has come by the association's last event; undefined for an unknown asset. */
  async statement(
    association: AssociationId,
    id: string,
    period: Period,
    last: LogTime,
  ): Promise<Stated<AssetStatement> | undefined> {
    const [asset, file] = await Promise.all([this.asset(association, id), this.file(association, id)]);
    if (!asset || !file) return undefined;
    const { sequence, asOf } = asset.sequence > last.sequence ? asset : last;
    const during = await periodOfAsset(this.database, questionAbout(association, file, period, asOf));
    return { figure: statementOf(asset, file, during), sequence, asOf };
  }

  /** What use brought in and what the asset cost within a period, in the order of time. */
  ledger(association: AssociationId, asset: string, period: Period): Promise<(LedgerRow & { sequence: number })[]> {
    return ledgerIn(this.database, association, asset, period);
  }

  /** Downtimes, maintenance or joint runs, the latest recorded first. */
  async blocks<Of extends BlockDocument['of']>(
    association: AssociationId,
    asset: string,
    of: Of,
    { first, after = Number.MAX_SAFE_INTEGER }: PageRequest,
  ): Promise<Page<Extract<BlockDocument, { of: Of }>>> {
    const found = await this.database
      .selectFrom('blocks')
      .select('document')
      .where('association', '=', association)
      .where('asset', '=', asset)
      .where('of', '=', of)
      .where('since', '<', after)
      .orderBy('since', 'desc')
      .limit(first + 1)
      .execute();
    return pageOf(found.map(parse<Extract<BlockDocument, { of: Of }>>), first);
  }

  async block(association: AssociationId, asset: string, id: string): Promise<BlockDocument | undefined> {
    const found = await this.database
      .selectFrom('blocks')
      .select('document')
      .where('key', '=', keyOf(association, asset, id))
      .executeTakeFirst();
    return found && parse<BlockDocument>(found);
  }

  /** Of the meter, the latest recorded first. */
  readings(association: AssociationId, asset: string, page: PageRequest): Promise<Page<ReadingDocument>> {
    return this.newest<ReadingDocument>('readings', association, asset, page);
  }

  /** The latest recorded first. */
  costs(association: AssociationId, asset: string, page: PageRequest): Promise<Page<CostDocument>> {
    return this.newest<CostDocument>('costs', association, asset, page);
  }

  private async newest<Document>(
    table: 'readings' | 'costs',
    association: AssociationId,
    asset: string,
    { first, after = Number.MAX_SAFE_INTEGER }: PageRequest,
  ): Promise<Page<Document>> {
    const found = await this.database
      .selectFrom(table)
      .select('document')
      .where('association', '=', association)
      .where('asset', '=', asset)
      .where('since', '<', after)
      .orderBy('since', 'desc')
      .limit(first + 1)
      .execute();
    return pageOf(found.map(parse<Document>), first);
  }

  private async readAssets(
    association: AssociationId,
    { first, after = Number.MAX_SAFE_INTEGER }: PageRequest,
    { clusterId, kind, phase }: AssetFilter,
  ): Promise<Page<AssetDocument>> {
    let query = this.database
      .selectFrom('assets')
      .select('document')
      .where('association', '=', association)
      .where('since', '<', after)
      .orderBy('since', 'desc')
      .limit(first + 1);
    if (clusterId !== undefined) query = query.where('cluster', '=', clusterId);
    if (kind !== undefined) query = query.where('kind', '=', kind);
    if (phase !== undefined) query = query.where('phase', '=', phase);
    return pageOf((await query.execute()).map(parse<AssetDocument>), first);
  }
}

const questionAbout = (
  association: AssociationId,
  { id, longestBooking }: AssetFile,
  period: Period,
  now: Instant,
): CalendarQuestion => ({ association, asset: id, period, longestBooking, now });
