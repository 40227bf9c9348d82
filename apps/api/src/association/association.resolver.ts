import { Args, ArgsType, Context, Field, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IsOptional, Matches } from 'class-validator';
import type { Connection } from '../graphql/connection.graphql';
import type { RequestContext } from '../graphql/options';
import { ListArgs, QueryArgs, ThingArgs } from '../reading/arguments.graphql';
import { Queries } from '../reading/queries';
import {
  AssociationObject,
  ClusterConnection,
  Enterprise,
  EnterpriseConnection,
  Mandate,
  Membership,
  PersonObject,
  RoleGrant,
  SupplierConnection,
  ViewerObject,
  type Cluster,
  type Supplier,
} from './association.graphql';
import {
  association,
  clusters,
  enterprise,
  enterprises,
  mandates,
  person,
  roleGrants,
  suppliers,
  viewerQuery,
} from './association.queries';

@ArgsType()
class EnterprisesArgs extends ListArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this cluster.' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,80}$/, { message: 'must be an id as this API gave it' })
  clusterId?: string | null;

  @Field(() => Membership, { nullable: true, description: 'Only those with this membership.' })
  membership?: keyof typeof Membership | null;
}

@Resolver(() => AssociationObject)
export class AssociationResolver {
  constructor(private readonly queries: Queries) {}

  @Query(() => ViewerObject, {
    description: 'Who asks, in an association: what the token’s holder is and may do there.',
  })
  viewer(@Args() args: QueryArgs, @Context() context: RequestContext): Promise<ViewerObject> {
    return this.queries.ask(context, QueryArgs, args, viewerQuery);
  }

  @Query(() => AssociationObject, { nullable: true, description: 'An association that the asker is somebody in.' })
  association(@Args() args: QueryArgs, @Context() context: RequestContext): Promise<AssociationObject> {
    return this.queries.ask(context, QueryArgs, args, association);
  }

  @ResolveField('roles', () => [RoleGrant], { description: 'Who holds which role.' })
  roles(@Parent() { id }: AssociationObject, @Context() context: RequestContext): Promise<RoleGrant[]> {
    return this.queries.askOf(context, id, {}, roleGrants);
  }

  @Query(() => ClusterConnection, { description: 'The clusters of an association.' })
  clusters(@Args() args: ListArgs, @Context() context: RequestContext): Promise<Connection<Cluster>> {
    return this.queries.ask(context, ListArgs, args, clusters);
  }

  @Query(() => SupplierConnection, { description: 'The suppliers of an association.' })
  suppliers(@Args() args: ListArgs, @Context() context: RequestContext): Promise<Connection<Supplier>> {
    return this.queries.ask(context, ListArgs, args, suppliers);
  }

  @Query(() => EnterpriseConnection, { description: 'The enterprises in an association’s register.' })
  enterprises(@Args() args: EnterprisesArgs, @Context() context: RequestContext): Promise<Connection<Enterprise>> {
    return this.queries.ask(context, EnterprisesArgs, args, enterprises);
  }

  @Query(() => Enterprise, { nullable: true, description: 'One enterprise.' })
  enterprise(@Args() args: ThingArgs, @Context() context: RequestContext): Promise<Enterprise> {
    return this.queries.ask(context, ThingArgs, args, enterprise);
  }

  @Query(() => PersonObject, { nullable: true, description: 'A person, for coordinators and for themself.' })
  person(@Args() args: ThingArgs, @Context() context: RequestContext): Promise<PersonObject> {
    return this.queries.ask(context, ThingArgs, args, person);
  }
}

@Resolver(() => Enterprise)
export class EnterpriseResolver {
  constructor(private readonly queries: Queries) {}

  @ResolveField('mandates', () => [Mandate], {
    description: 'Who may act for it, and who could. Empty for who is neither coordinator nor its delegate.',
  })
  mandates(@Parent() { association: of, id }: Enterprise, @Context() context: RequestContext): Promise<Mandate[]> {
    return this.queries.askOf(context, of, { id }, mandates);
  }
}
