import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { CancelRun, CompleteRun, JoinRun, LeaveRun, newRunId, ScheduleRun } from '@jointly/joint-actions';
import { Mutations, type Answer } from '../dispatch/mutations';
import type { RequestContext } from '../graphql/options';
import { CancelRunInput, CompleteRunInput, JoinRunInput, LeaveRunInput, ScheduleRunInput } from './run.inputs';
import * as payload from './payloads';

/** Joint production and testing runs. */
@Resolver()
export class RunMutations {
  constructor(private readonly mutations: Mutations) {}

  @Mutation(() => payload.ScheduleRunPayload, {
    description: 'A joint run takes the asset’s time; members join with a quantity.',
  })
  scheduleRun(@Args('input') input: ScheduleRunInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, ScheduleRunInput, input, ScheduleRun, newRunId);
  }

  @Mutation(() => payload.JoinRunPayload, {
    description: 'A member takes part in a run; joining again replaces its quantity.',
  })
  joinRun(@Args('input') input: JoinRunInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, JoinRunInput, input, JoinRun);
  }

  @Mutation(() => payload.LeaveRunPayload, { description: 'A member takes no part in the run after all.' })
  leaveRun(@Args('input') input: LeaveRunInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, LeaveRunInput, input, LeaveRun);
  }

  @Mutation(() => payload.CancelRunPayload, { description: 'A run does not take place: nobody owes anything.' })
  cancelRun(@Args('input') input: CancelRunInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, CancelRunInput, input, CancelRun);
  }

  @Mutation(() => payload.CompleteRunPayload, {
    description: 'A run took place; its cost is shared to the minor unit.',
  })
  completeRun(@Args('input') input: CompleteRunInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, CompleteRunInput, input, CompleteRun);
  }
}
