import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../graphql/options';
import { Queries } from '../reading/queries';
import { CalendarFeed, CalendarFeedArgs } from './feed.graphql';
import { feedGrant } from './feed.queries';
import { CalendarFeeds } from './feeds';

@Resolver()
export class CalendarFeedResolver {
  constructor(
    private readonly queries: Queries,
    private readonly feeds: CalendarFeeds,
  ) {}

  @Query(() => CalendarFeed, {
    nullable: true,
    description:
      'An address where calendar programs read when an asset is taken, or an enterprise’s bookings. It ends with what it was given under: the mandate, the role, the person.',
  })
  async calendarFeed(@Args() args: CalendarFeedArgs, @Context() context: RequestContext): Promise<CalendarFeed> {
    const grant = await this.queries.ask(context, CalendarFeedArgs, args, feedGrant);
    return { path: this.feeds.addressOf(grant), expiresAt: grant.expiresAt };
  }
}
