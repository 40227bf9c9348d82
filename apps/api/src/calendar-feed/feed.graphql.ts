import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import type { Instant } from '@jointly/kernel';
import { IdField } from '../graphql/fields';
import { DateTime } from '../graphql/scalars';
import { QueryArgs } from '../reading/arguments.graphql';

@ObjectType({ description: 'A calendar for programs that subscribe to iCalendar feeds, which send no tokens.' })
export class CalendarFeed {
  @Field(() => String, {
    description:
      'Its address on this server: "/calendar/….ics". Whoever has it reads the calendar, so that it is kept as a password is.',
  })
  path!: string;

  @Field(() => DateTime, { description: 'From then on nothing is read there; ask for another one.' })
  expiresAt!: Instant;
}

@ArgsType()
export class CalendarFeedArgs extends QueryArgs {
  @IdField('Of this asset: when its time is taken. Either this or an enterprise.', { optional: true })
  assetId?: string | null;

  @IdField('Of this enterprise: its bookings on all assets.', { optional: true })
  enterpriseId?: string | null;
}
