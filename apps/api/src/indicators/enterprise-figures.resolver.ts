import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Enterprise } from '../association/association.graphql';
import type { RequestContext } from '../graphql/options';
import { Fault } from '../http/fault';
import { Queries, type QueryDefinition } from '../reading/queries';
import { MemberParticipation, Reliability, Savings } from './indicators.graphql';
import { participation, reliability, savings } from './indicators.queries';

const ownOnly = 'Null for a viewer who may not see this enterprise’s figures.';

/** The indicators of one enterprise, where it is looked at anyway: a register with everybody's figures is one query. */
@Resolver(() => Enterprise)
export class EnterpriseFiguresResolver {
  constructor(private readonly queries: Queries) {}

  @ResolveField('participation', () => MemberParticipation, {
    nullable: true,
    description: `In how many joint actions it got how far; also null before the first. ${ownOnly}`,
  })
  async participation(
    @Parent() enterprise: Enterprise,
    @Context() context: RequestContext,
  ): Promise<MemberParticipation | null> {
    const stated = await this.visible(enterprise, context, participation);
    return stated?.members[0] ?? null;
  }

  @ResolveField('savings', () => [Savings], {
    nullable: true,
    description: `What acting together saved it, by basis. ${ownOnly}`,
  })
  savings(@Parent() enterprise: Enterprise, @Context() context: RequestContext): Promise<Savings[] | null> {
    return this.visible(enterprise, context, savings);
  }

  @ResolveField('reliability', () => Reliability, {
    nullable: true,
    description: `Whether it keeps what it binds itself to. ${ownOnly}`,
  })
  reliability(@Parent() enterprise: Enterprise, @Context() context: RequestContext): Promise<Reliability | null> {
    return this.visible(enterprise, context, reliability);
  }

  /** What is asked for by id is NOT_FOUND where it may not be seen; as a part of something it is null. */
  private async visible<Answer>(
    { association, id: enterpriseId }: Enterprise,
    context: RequestContext,
    definition: QueryDefinition<{ readonly enterpriseId: string }, Answer>,
  ): Promise<Answer | null> {
    try {
      return await this.queries.askOf(context, association, { enterpriseId }, definition);
    } catch (error) {
      if (error instanceof Fault && error.code === 'NOT_FOUND') return null;
      throw error;
    }
  }
}
