import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Connection } from '../graphql/connection.graphql';
import type { RequestContext } from '../graphql/options';
import { checkArguments } from '../graphql/validate';
import { Queries } from '../reading/queries';
import { BookingsArgs, DateArgs, FreeSlotsArgs, PageArgs, SpanArgs } from './asset.arguments';
import { assetDowntimes, assetMaintenance, assetRuns } from './asset.queries';
import { BookingConnection, WaitlistPlace, type BookingObject } from './booking.graphql';
import { assetBookings, assetWaitlist } from './booking.queries';
import { CalendarDay, CalendarEntry, CalendarWeek, Slot } from './calendar.graphql';
import { assetCalendar, assetDay, assetFreeSlots, assetWeek } from './calendar.queries';
import { SharedAssetObject } from './shared-asset.graphql';
import {
  DowntimeConnection,
  JointRunConnection,
  MaintenanceConnection,
  type DowntimeRecord,
  type JointRun,
  type Maintenance,
} from './upkeep.graphql';

/** What becomes of an asset's time. */
@Resolver(() => SharedAssetObject)
export class AssetCalendarResolver {
  constructor(private readonly queries: Queries) {}

  @ResolveField('calendar', () => [CalendarEntry], {
    description: 'What takes its time within a span of 100 days at most, in order; also what began before or goes on.',
  })
  calendar(@Parent() of: SharedAssetObject, @Args() args: SpanArgs, @Context() context: RequestContext) {
    checkArguments(SpanArgs, args);
    return this.queries.askOf(context, of.association, { ...args, id: of.id }, assetCalendar);
  }

  @ResolveField('day', () => CalendarDay, { description: 'One day in its time zone.' })
  day(@Parent() of: SharedAssetObject, @Args() args: DateArgs, @Context() context: RequestContext) {
    checkArguments(DateArgs, args);
    return this.queries.askOf(context, of.association, { ...args, id: of.id }, assetDay);
  }

  @ResolveField('week', () => CalendarWeek, { description: 'The week of ISO 8601 that a date is in.' })
  week(@Parent() of: SharedAssetObject, @Args() args: DateArgs, @Context() context: RequestContext) {
    checkArguments(DateArgs, args);
    return this.queries.askOf(context, of.association, { ...args, id: of.id }, assetWeek);
  }

  @ResolveField('freeSlots', () => [Slot], {
    description: 'Slots that could be booked now, within a span of 100 days at most, earliest first.',
  })
  freeSlots(@Parent() of: SharedAssetObject, @Args() args: FreeSlotsArgs, @Context() context: RequestContext) {
    checkArguments(FreeSlotsArgs, args);
    return this.queries.askOf(context, of.association, { ...args, id: of.id }, assetFreeSlots);
  }

  @ResolveField('bookings', () => BookingConnection, {
    description:
      'In the order of their time: all for who keeps the asset or the books, for others those of the enterprises they act for.',
  })
  bookings(
    @Parent() of: SharedAssetObject,
    @Args() args: BookingsArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<BookingObject>> {
    checkArguments(BookingsArgs, args);
    return this.queries.askOf(context, of.association, { ...args, id: of.id }, assetBookings);
  }

  @ResolveField('waitlist', () => [WaitlistPlace], {
    description: 'In the order in which they joined: others’ places only for who keeps the asset or the books.',
  })
  waitlist(@Parent() of: SharedAssetObject, @Context() context: RequestContext): Promise<WaitlistPlace[]> {
    return this.queries.askOf(context, of.association, { id: of.id }, assetWaitlist);
  }

  @ResolveField('runs', () => JointRunConnection, { description: 'Joint runs, the latest planned first.' })
  runs(
    @Parent() of: SharedAssetObject,
    @Args() args: PageArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<JointRun>> {
    checkArguments(PageArgs, args);
    return this.queries.askOf(context, of.association, { ...args, id: of.id }, assetRuns);
  }

  @ResolveField('downtimes', () => DowntimeConnection, { description: 'When it was out of service, the latest first.' })
  downtimes(
    @Parent() of: SharedAssetObject,
    @Args() args: PageArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<DowntimeRecord>> {
    checkArguments(PageArgs, args);
    return this.queries.askOf(context, of.association, { ...args, id: of.id }, assetDowntimes);
  }

  @ResolveField('maintenance', () => MaintenanceConnection, { description: 'The latest planned first.' })
  maintenance(
    @Parent() of: SharedAssetObject,
    @Args() args: PageArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<Maintenance>> {
    checkArguments(PageArgs, args);
    return this.queries.askOf(context, of.association, { ...args, id: of.id }, assetMaintenance);
  }
}
