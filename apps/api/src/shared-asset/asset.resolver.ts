import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { Connection } from '../graphql/connection.graphql';
import type { RequestContext } from '../graphql/options';
import { ThingArgs } from '../reading/arguments.graphql';
import { Queries } from '../reading/queries';
import { MyBookingsArgs, SharedAssetsArgs } from './asset.arguments';
import { sharedAsset, sharedAssetList } from './asset.queries';
import { BookingConnection, BookingObject, BookingSeries } from './booking.graphql';
import { booking, bookingSeries, myBookings } from './booking.queries';
import { SharedAssetConnection, SharedAssetObject } from './shared-asset.graphql';

@Resolver()
export class SharedAssetResolver {
  constructor(private readonly queries: Queries) {}

  @Query(() => SharedAssetConnection, { description: 'The shared assets of an association, the newest first.' })
  sharedAssets(
    @Args() args: SharedAssetsArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<SharedAssetObject>> {
    return this.queries.ask(context, SharedAssetsArgs, args, sharedAssetList);
  }

  @Query(() => SharedAssetObject, { nullable: true, description: 'One shared asset.' })
  sharedAsset(@Args() args: ThingArgs, @Context() context: RequestContext): Promise<SharedAssetObject> {
    return this.queries.ask(context, ThingArgs, args, sharedAsset);
  }

  @Query(() => BookingObject, {
    nullable: true,
    description: 'One booking, for the enterprise and for those who keep the asset or the books.',
  })
  booking(@Args() args: ThingArgs, @Context() context: RequestContext): Promise<BookingObject> {
    return this.queries.ask(context, ThingArgs, args, booking);
  }

  @Query(() => BookingSeries, {
    nullable: true,
    description: 'Bookings made by a rule, for the enterprise and for those who keep the asset or the books.',
  })
  bookingSeries(@Args() args: ThingArgs, @Context() context: RequestContext): Promise<BookingSeries> {
    return this.queries.ask(context, ThingArgs, args, bookingSeries);
  }

  @Query(() => BookingConnection, {
    description: 'Bookings of the enterprises that the asker acts for, in the order of their time.',
  })
  myBookings(@Args() args: MyBookingsArgs, @Context() context: RequestContext): Promise<Connection<BookingObject>> {
    return this.queries.ask(context, MyBookingsArgs, args, myBookings);
  }
}
