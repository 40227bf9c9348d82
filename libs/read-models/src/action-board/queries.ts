import type { AssociationId, EnterpriseId } from '@jointly/kernel';
import type { AnswerCache, SchemaOf } from '@jointly/projections';
import type { Kysely } from 'kysely';
import { keyOf, parse } from '../documents';
import { pageOf, type Page, type PageRequest } from '../paging';
import type { ActionDocument, ParticipantDocument, PurchaseDocument } from './documents';
import { actionBoard } from './projection';

export interface ActionFilter {
  readonly clusterId?: string;
  readonly phase?: ActionDocument['phase'];
}

/** What can be asked of the action board. Answers of lists are shared: whoever gets one never changes it. */
export class ActionBoardQueries {
  constructor(
    private readonly database: Kysely<SchemaOf<typeof actionBoard>>,
    private readonly cache: AnswerCache,
  ) {}

  /** The newest first. */
  async actions(association: AssociationId, page: PageRequest, only: ActionFilter = {}): Promise<Page<ActionDocument>> {
    const question = `actions ${association} ${page.first} ${page.after ?? ''} ${only.clusterId ?? ''} ${only.phase ?? ''}`;
    return this.cache.answer(actionBoard.name, question, () => this.readActions(association, page, only));
  }

  async action(association: AssociationId, id: string): Promise<ActionDocument | undefined> {
    return (await this.actionsById(association, [id]))[0];
  }

  async actionsById(association: AssociationId, ids: readonly string[]): Promise<ActionDocument[]> {
    if (ids.length === 0) return [];
    const keys = ids.map((id) => keyOf(association, id));
    const found = await this.database.selectFrom('actions').select('document').where('key', 'in', keys).execute();
    return found.map(parse<ActionDocument>);
  }

  async purchase(association: AssociationId, id: string): Promise<PurchaseDocument | undefined> {
    const found = await this.database
      .selectFrom('purchases')
      .select('document')
      .where('key', '=', keyOf(association, id))
      .executeTakeFirst();
    return found && parse<PurchaseDocument>(found);
  }

  /** One member's own part; undefined where it was neither invited nor came by itself. */
  async participant(
    association: AssociationId,
    purchase: string,
    enterprise: EnterpriseId,
  ): Promise<ParticipantDocument | undefined> {
    const found = await this.database
      .selectFrom('participants')
      .select('document')
      .where('key', '=', keyOf(association, purchase, enterprise))
      .executeTakeFirst();
    return found && parse<ParticipantDocument>(found);
  }

  /** All parts of a purchase, for those who may see them, in the order in which they appeared. */
  async participants(
    association: AssociationId,
    purchase: string,
    { first, after = 0 }: PageRequest,
  ): Promise<Page<ParticipantDocument>> {
    const found = await this.database
      .selectFrom('participants')
      .select('document')
      .where('association', '=', association)
      .where('purchase', '=', purchase)
      .where('since', '>', after)
      .orderBy('since')
      .limit(first + 1)
      .execute();
    return pageOf(found.map(parse<ParticipantDocument>), first);
  }

  /** A member's parts in those of the purchases that it has one in: its own flags in a list of actions. */
  async partsOf(
    association: AssociationId,
    enterprise: EnterpriseId,
    purchases: readonly string[],
  ): Promise<ParticipantDocument[]> {
    if (purchases.length === 0) return [];
    const keys = purchases.map((purchase) => keyOf(association, purchase, enterprise));
    const found = await this.database.selectFrom('participants').select('document').where('key', 'in', keys).execute();
    return found.map(parse<ParticipantDocument>);
  }

  private async readActions(
    association: AssociationId,
    { first, after = Number.MAX_SAFE_INTEGER }: PageRequest,
    { clusterId, phase }: ActionFilter,
  ): Promise<Page<ActionDocument>> {
    let query = this.database
      .selectFrom('actions')
      .select('document')
      .where('association', '=', association)
      .where('since', '<', after)
      .orderBy('since', 'desc')
      .limit(first + 1);
    if (clusterId !== undefined) query = query.where('cluster', '=', clusterId);
    if (phase !== undefined) query = query.where('phase', '=', phase);
    return pageOf((await query.execute()).map(parse<ActionDocument>), first);
  }
}
