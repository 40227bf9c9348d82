import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import {
  CancelMaintenance,
  CompleteMaintenance,
  EndDowntime,
  ExtendDowntime,
  newDowntimeId,
  newMaintenanceId,
  ScheduleMaintenance,
  SetMaintenancePlan,
  StartDowntime,
} from '@jointly/joint-actions';
import { Mutations, type Answer } from '../dispatch/mutations';
import type { RequestContext } from '../graphql/options';
import {
  CancelMaintenanceInput,
  CompleteMaintenanceInput,
  EndDowntimeInput,
  ExtendDowntimeInput,
  ScheduleMaintenanceInput,
  SetMaintenancePlanInput,
  StartDowntimeInput,
} from './upkeep.inputs';
import * as payload from './payloads';

/** Downtime and maintenance: what can’t be had then is displaced, never deleted. */
@Resolver()
export class UpkeepMutations {
  constructor(private readonly mutations: Mutations) {}

  @Mutation(() => payload.StartDowntimePayload, {
    description: 'The asset is out of service; bookings until the expected end are displaced.',
  })
  startDowntime(@Args('input') input: StartDowntimeInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, StartDowntimeInput, input, StartDowntime, newDowntimeId);
  }

  @Mutation(() => payload.ExtendDowntimePayload, { description: 'The asset stays out of service longer.' })
  extendDowntime(@Args('input') input: ExtendDowntimeInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, ExtendDowntimeInput, input, ExtendDowntime);
  }

  @Mutation(() => payload.EndDowntimePayload, { description: 'The asset is back in service.' })
  endDowntime(@Args('input') input: EndDowntimeInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, EndDowntimeInput, input, EndDowntime);
  }

  @Mutation(() => payload.SetMaintenancePlanPayload, {
    description: 'When maintenance falls due: by the meter, by date, whichever comes first.',
  })
  setMaintenancePlan(
    @Args('input') input: SetMaintenancePlanInput,
    @Context() context: RequestContext,
  ): Promise<Answer> {
    return this.mutations.run(context, SetMaintenancePlanInput, input, SetMaintenancePlan);
  }

  @Mutation(() => payload.ScheduleMaintenancePayload, {
    description: 'Maintenance takes the asset’s time; bookings then are displaced.',
  })
  scheduleMaintenance(
    @Args('input') input: ScheduleMaintenanceInput,
    @Context() context: RequestContext,
  ): Promise<Answer> {
    return this.mutations.run(context, ScheduleMaintenanceInput, input, ScheduleMaintenance, newMaintenanceId);
  }

  @Mutation(() => payload.CancelMaintenancePayload, {
    description: 'Scheduled maintenance does not take place: its time is free.',
  })
  cancelMaintenance(@Args('input') input: CancelMaintenanceInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, CancelMaintenanceInput, input, CancelMaintenance);
  }

  @Mutation(() => payload.CompleteMaintenancePayload, {
    description: 'Maintenance was done; the next one counts from here.',
  })
  completeMaintenance(
    @Args('input') input: CompleteMaintenanceInput,
    @Context() context: RequestContext,
  ): Promise<Answer> {
    return this.mutations.run(context, CompleteMaintenanceInput, input, CompleteMaintenance);
  }
}
