import { Context, Field, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { platform } from '@jointly/kernel';
import { Viewers } from '../auth/viewers';
import type { RequestContext } from '../graphql/options';
import { Fault } from '../http/fault';
import { Health, type ProjectionHealth } from '../http/health';

@ObjectType({ description: 'How a read model is doing.' })
export class Projection {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { description: 'live, rebuilding, or faulted: then it shows its last good state.' })
  state!: string;

  @Field(() => Int, { description: 'How many positions of the log it is behind.' })
  lag!: number;

  @Field(() => String, { nullable: true, description: 'Why it stopped.' })
  error!: string | null;
}

@Resolver()
export class OperationsResolver {
  constructor(
    private readonly health: Health,
    private readonly viewers: Viewers,
  ) {}

  @Query(() => [Projection], { description: 'For operators of the installation: how its read models are doing.' })
  async projections(@Context() { holder }: RequestContext): Promise<Projection[]> {
    if (!(await this.viewers.personOf(holder, platform))) throw new Fault('FORBIDDEN', 'This is for operators.');
    return (await this.health.report()).projections.map(view);
  }
}

const view = ({ name, state, lag, error }: ProjectionHealth): Projection => ({
  name,
  state,
  lag,
  error: error ?? null,
});
