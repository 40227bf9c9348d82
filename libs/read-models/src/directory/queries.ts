import type { AssociationId, PersonId } from '@jointly/kernel';
import type { SchemaOf } from '@jointly/projections';
import type { Kysely } from 'kysely';
import { keyOf, parse } from '../documents';
import { pageOf, type Page, type PageRequest } from '../paging';
import type {
  AssociationDocument,
  ClusterDocument,
  EnterpriseDocument,
  MandateDocument,
  PersonDocument,
  SupplierDocument,
} from './documents';
import type { directory } from './projection';

type Tables = SchemaOf<typeof directory>;

/** What can be asked of the directory. Names are sealed; who may see what is the caller's to decide. */
export class DirectoryQueries {
  constructor(private readonly database: Kysely<Tables>) {}

  async association(id: AssociationId): Promise<AssociationDocument | undefined> {
    return (await this.byKeys<AssociationDocument>('associations', [id]))[0];
  }

  clusters(association: AssociationId, page: PageRequest): Promise<Page<ClusterDocument>> {
    return this.page<ClusterDocument>('clusters', association, page);
  }

  async cluster(association: AssociationId, id: string): Promise<ClusterDocument | undefined> {
    return (await this.byKeys<ClusterDocument>('clusters', [keyOf(association, id)]))[0];
  }

  /** In the order of registration. */
  async enterprises(
    association: AssociationId,
    { first, after = 0 }: PageRequest,
    only: { readonly clusterId?: string; readonly membership?: EnterpriseDocument['membership'] } = {},
  ): Promise<Page<EnterpriseDocument>> {
    let query = this.database
      .selectFrom('enterprises')
      .select('document')
      .where('association', '=', association)
      .where('since', '>', after)
      .orderBy('since')
      .limit(first + 1);
    if (only.clusterId !== undefined) query = query.where('cluster', '=', only.clusterId);
    if (only.membership !== undefined) query = query.where('membership', '=', only.membership);
    const found = await query.execute();
    return pageOf(found.map(parse<EnterpriseDocument>), first);
  }

  /** Those of the ids that are known, in no particular order: for loading what many things refer to at once. */
  enterprisesById(association: AssociationId, ids: readonly string[]): Promise<EnterpriseDocument[]> {
    return this.byIds<EnterpriseDocument>('enterprises', association, ids);
  }

  suppliers(association: AssociationId, page: PageRequest): Promise<Page<SupplierDocument>> {
    return this.page<SupplierDocument>('suppliers', association, page);
  }

  suppliersById(association: AssociationId, ids: readonly string[]): Promise<SupplierDocument[]> {
    return this.byIds<SupplierDocument>('suppliers', association, ids);
  }

  personsById(association: AssociationId, ids: readonly string[]): Promise<PersonDocument[]> {
    return this.byIds<PersonDocument>('persons', association, ids);
  }

  /** All mandates of a person, also those that are over. */
  mandatesOf(association: AssociationId, person: PersonId): Promise<MandateDocument[]> {
    return this.mandates(association, 'person', person);
  }

  /** All mandates to act for an enterprise, also those that are over. */
  mandatesFor(association: AssociationId, enterprise: string): Promise<MandateDocument[]> {
    return this.mandates(association, 'enterprise', enterprise);
  }

  private async mandates(
    association: AssociationId,
    by: 'person' | 'enterprise',
    id: string,
  ): Promise<MandateDocument[]> {
    const found = await this.database
      .selectFrom('mandates')
      .select('document')
      .where('association', '=', association)
      .where(by, '=', id)
      .orderBy('key')
      .execute();
    return found.map(parse<MandateDocument>);
  }

  private async page<Document>(
    table: 'clusters' | 'suppliers',
    association: AssociationId,
    { first, after = 0 }: PageRequest,
  ): Promise<Page<Document>> {
    const found = await this.database
      .selectFrom(table)
      .select('document')
      .where('association', '=', association)
      .where('since', '>', after)
      .orderBy('since')
      .limit(first + 1)
      .execute();
    return pageOf(found.map(parse<Document>), first);
  }

  private byIds<Document>(
    table: keyof Tables,
    association: AssociationId,
    ids: readonly string[],
  ): Promise<Document[]> {
    return this.byKeys<Document>(
      table,
      ids.map((id) => keyOf(association, id)),
    );
  }

  private async byKeys<Document>(table: keyof Tables, keys: readonly string[]): Promise<Document[]> {
    if (keys.length === 0) return [];
    const found = await this.database.selectFrom(table).select('document').where('key', 'in', keys).execute();
    return found.map(parse<Document>);
  }
}
