import { Args, ArgsType, Context, Field, ID, Query, Resolver } from '@nestjs/graphql';
import { IsOptional, Matches } from 'class-validator';
import type { Instant } from '@jointly/kernel';
import { DateTimeField, IdField } from '../graphql/fields';
import type { RequestContext } from '../graphql/options';
import { QueryArgs } from '../reading/arguments.graphql';
import { Queries } from '../reading/queries';
import { Participation, Ratio, Reliability, Savings } from './indicators.graphql';
import { participation, participationRate, reliability, savings } from './indicators.queries';

const anId = /^[A-Za-z0-9_-]{1,80}$/;

@ArgsType()
class ScopeArgs extends QueryArgs {
  @Field(() => ID, { nullable: true, description: 'Of this enterprise alone; absent for all of them together.' })
  @IsOptional()
  @Matches(anId, { message: 'must be an id as this API gave it' })
  enterpriseId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this joint action alone; absent for all of them.' })
  @IsOptional()
  @Matches(anId, { message: 'must be an id as this API gave it' })
  actionId?: string | null;
}

@ArgsType()
class PeriodArgs extends QueryArgs {
  @DateTimeField('The period’s begin.')
  from!: Instant;

  @DateTimeField('The period’s end, exclusive.')
  until!: Instant;
}

@ArgsType()
class ReliabilityArgs extends QueryArgs {
  @IdField('The enterprise.')
  enterpriseId!: string;
}

@Resolver()
export class IndicatorsResolver {
  constructor(private readonly queries: Queries) {}

  @Query(() => Participation, { nullable: true, description: 'Who takes part in joint actions, and how far.' })
  participation(@Args() args: ScopeArgs, @Context() context: RequestContext): Promise<Participation> {
    return this.queries.ask(context, ScopeArgs, args, participation);
  }

  @Query(() => Ratio, {
    nullable: true,
    description: 'Members that met an obligation within a period, of those who were members for long enough in it.',
  })
  participationRate(@Args() args: PeriodArgs, @Context() context: RequestContext): Promise<Ratio> {
    return this.queries.ask(context, PeriodArgs, args, participationRate);
  }

  @Query(() => [Savings], { nullable: true, description: 'What acting together saved, by basis.' })
  savings(@Args() args: ScopeArgs, @Context() context: RequestContext): Promise<Savings[]> {
    return this.queries.ask(context, ScopeArgs, args, savings);
  }

  @Query(() => Reliability, { nullable: true, description: 'Whether an enterprise keeps what it binds itself to.' })
  reliability(@Args() args: ReliabilityArgs, @Context() context: RequestContext): Promise<Reliability> {
    return this.queries.ask(context, ReliabilityArgs, args, reliability);
  }
}
