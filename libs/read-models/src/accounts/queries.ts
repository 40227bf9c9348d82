import type { AssociationId } from '@jointly/kernel';
import type { SchemaOf } from '@jointly/projections';
import type { Kysely } from 'kysely';
import { keyOf, parse } from '../documents';
import { pageOf, type Page, type PageRequest } from '../paging';
import type { AccountDocument, ObligationDocument, PaymentDocument, StatementRow } from './documents';
import type { accounts } from './projection';

export type StatementLine = StatementRow & {
  /** Its place in the association's sequence. */
  readonly since: number;
};

/** What can be asked of the accounts. A party is a member enterprise or a supplier, by its id. */
export class AccountQueries {
  constructor(private readonly database: Kysely<SchemaOf<typeof accounts>>) {}

  /** Undefined while nothing was ever posted. */
  async account(association: AssociationId, party: string): Promise<AccountDocument | undefined> {
    const found = await this.database
      .selectFrom('accounts')
      .select('document')
      .where('key', '=', keyOf(association, party))
      .executeTakeFirst();
    return found && parse<AccountDocument>(found);
  }

  /** Line by line in the order of posting, each with the balance after it. */
  async statement(
    association: AssociationId,
    party: string,
    { first, after = 0 }: PageRequest,
  ): Promise<Page<StatementLine>> {
    const found = await this.database
      .selectFrom('statements')
      .selectAll()
      .where('association', '=', association)
      .where('party', '=', party)
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(first + 1)
      .execute();
    return pageOf(
      found.map(({ association: _, sequence, ...row }) => ({ ...row, since: sequence })),
      first,
    );
  }

  /** What a party owes or has paid, in the order in which it arose. */
  async obligations(
    association: AssociationId,
    party: string,
    { first, after = 0 }: PageRequest,
    only: { readonly settled?: boolean } = {},
  ): Promise<Page<ObligationDocument>> {
    let query = this.database
      .selectFrom('obligations')
      .select('document')
      .where('association', '=', association)
      .where('party', '=', party)
      .where('since', '>', after)
      .orderBy('since')
      .limit(first + 1);
    if (only.settled !== undefined) query = query.where('settled', '=', only.settled ? 1 : 0);
    return pageOf((await query.execute()).map(parse<ObligationDocument>), first);
  }

  /** All that arose from one joint action. */
  async obligationsOf(association: AssociationId, actionId: string): Promise<ObligationDocument[]> {
    const found = await this.database
      .selectFrom('obligations')
      .select('document')
      .where('association', '=', association)
      .where('action', '=', actionId)
      .orderBy('since')
      .execute();
    return found.map(parse<ObligationDocument>);
  }

  /** Payments of a party, or of everybody, such as those that wait for a second person. */
  async payments(
    association: AssociationId,
    { first, after = 0 }: PageRequest,
    only: { readonly party?: string; readonly status?: PaymentDocument['status'] } = {},
  ): Promise<Page<PaymentDocument>> {
    let query = this.database
      .selectFrom('payments')
      .select('document')
      .where('association', '=', association)
      .where('since', '>', after)
      .orderBy('since')
      .limit(first + 1);
    if (only.party !== undefined) query = query.where('party', '=', only.party);
    if (only.status !== undefined) query = query.where('status', '=', only.status);
    return pageOf((await query.execute()).map(parse<PaymentDocument>), first);
  }
}
