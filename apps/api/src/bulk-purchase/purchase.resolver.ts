import { Args, ArgsType, Context, Field, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IsOptional, Matches } from 'class-validator';
import type { Connection } from '../graphql/connection.graphql';
import { DecimalField, IdField } from '../graphql/fields';
import type { RequestContext } from '../graphql/options';
import { checkArguments } from '../graphql/validate';
import { ListArgs, QueryArgs, ThingArgs } from '../reading/arguments.graphql';
import { Queries } from '../reading/queries';
import { BulkPurchaseConnection, BulkPurchaseObject } from './bulk-purchase.graphql';
import { BulkPurchasePhase } from './enums.graphql';
import { ParticipantArgs } from './purchase.arguments';
import { ParticipantConnection, type Participant } from './participant.graphql';
import { bulkPurchase, bulkPurchases, participants, whatWillIPay } from './purchase.queries';
import { Quote } from './quote.graphql';

@ArgsType()
class BulkPurchasesArgs extends ListArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this cluster.' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,80}$/, { message: 'must be an id as this API gave it' })
  clusterId?: string | null;

  @Field(() => BulkPurchasePhase, { nullable: true, description: 'Only those in this phase.' })
  phase?: keyof typeof BulkPurchasePhase | null;
}

@ArgsType()
class QuoteArgs extends QueryArgs {
  @IdField('The purchase.')
  purchaseId!: string;

  @IdField('The member who would pay.')
  enterpriseId!: string;

  @DecimalField('The quantity in the item’s unit, in place of what the member demanded or committed before.')
  quantity!: string;
}

@Resolver(() => BulkPurchaseObject)
export class PurchaseResolver {
  constructor(private readonly queries: Queries) {}

  @Query(() => BulkPurchaseConnection, { description: 'The bulk purchases of an association, the newest first.' })
  bulkPurchases(
    @Args() args: BulkPurchasesArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<BulkPurchaseObject>> {
    return this.queries.ask(context, BulkPurchasesArgs, args, bulkPurchases);
  }

  @Query(() => BulkPurchaseObject, { nullable: true, description: 'One bulk purchase.' })
  bulkPurchase(@Args() args: ThingArgs, @Context() context: RequestContext): Promise<BulkPurchaseObject> {
    return this.queries.ask(context, ThingArgs, args, bulkPurchase);
  }

  @Query(() => Quote, {
    nullable: true,
    description: 'What a member would pay for a quantity, everything included. Null while there is no offer in force.',
  })
  whatWillIPay(@Args() args: QuoteArgs, @Context() context: RequestContext): Promise<Quote | null> {
    return this.queries.ask(context, QuoteArgs, args, whatWillIPay);
  }

  @ResolveField('participants', () => ParticipantConnection, {
    description: 'Members’ parts: all for who may see them, for others those of the enterprises they act for.',
  })
  participants(
    @Parent() { association, id }: BulkPurchaseObject,
    @Args() args: ParticipantArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<Participant>> {
    checkArguments(ParticipantArgs, args);
    return this.queries.askOf(context, association, { ...args, id }, participants);
  }
}
