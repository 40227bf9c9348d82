import { Args, ArgsType, Context, Field, ID, Query, Resolver } from '@nestjs/graphql';
import { IsOptional, Matches } from 'class-validator';
import type { Connection } from '../graphql/connection.graphql';
import { IdField } from '../graphql/fields';
import type { RequestContext } from '../graphql/options';
import { ListArgs, QueryArgs } from '../reading/arguments.graphql';
import { Queries } from '../reading/queries';
import {
  Obligation,
  ObligationConnection,
  PaymentConnection,
  StatementLineConnection,
  type Payment,
  type StatementLine,
} from './account.graphql';
import { memberStatement, myObligations, obligations, payments } from './account.queries';
import { PaymentStatus } from './enums.graphql';

@ArgsType()
class StatementArgs extends ListArgs {
  @IdField('The member enterprise or the supplier.')
  partyId!: string;
}

@ArgsType()
class ObligationsArgs extends StatementArgs {
  @Field(() => Boolean, { nullable: true, description: 'Only those that are settled, or only those that are not.' })
  settled?: boolean | null;
}

@ArgsType()
class PaymentsArgs extends ListArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this enterprise or supplier.' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,80}$/, { message: 'must be an id as this API gave it' })
  partyId?: string | null;

  @Field(() => PaymentStatus, { nullable: true, description: 'Only those with this status.' })
  status?: keyof typeof PaymentStatus | null;
}

@Resolver()
export class AccountResolver {
  constructor(private readonly queries: Queries) {}

  @Query(() => StatementLineConnection, { description: 'An account line by line, each with the balance after it.' })
  memberStatement(@Args() args: StatementArgs, @Context() context: RequestContext): Promise<Connection<StatementLine>> {
    return this.queries.ask(context, StatementArgs, args, memberStatement);
  }

  @Query(() => ObligationConnection, { description: 'What a party owes and has paid, in the order in which it arose.' })
  obligations(@Args() args: ObligationsArgs, @Context() context: RequestContext): Promise<Connection<Obligation>> {
    return this.queries.ask(context, ObligationsArgs, args, obligations);
  }

  @Query(() => [Obligation], {
    description: 'What the asker’s enterprises owe, by what is due first; 100 of each at most.',
  })
  myObligations(@Args() args: QueryArgs, @Context() context: RequestContext): Promise<Obligation[]> {
    return this.queries.ask(context, QueryArgs, args, myObligations);
  }

  @Query(() => PaymentConnection, { description: 'Payments, such as those that wait for a second person.' })
  payments(@Args() args: PaymentsArgs, @Context() context: RequestContext): Promise<Connection<Payment>> {
    return this.queries.ask(context, PaymentsArgs, args, payments);
  }
}
