import { ArgsType, Field, ID, Int } from '@nestjs/graphql';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import type { Instant } from '@jointly/kernel';
import { DateTimeField, WholeField } from '../graphql/fields';
import { ListArgs } from '../reading/arguments.graphql';
import { AssetKind, AssetPhase, BookingStatus } from './enums.graphql';

@ArgsType()
export class SharedAssetsArgs extends ListArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this cluster.' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,80}$/, { message: 'must be an id as this API gave it' })
  clusterId?: string | null;

  @Field(() => AssetKind, { nullable: true, description: 'Only those of this kind.' })
  kind?: keyof typeof AssetKind | null;

  @Field(() => AssetPhase, { nullable: true, description: 'Only those in this phase.' })
  phase?: keyof typeof AssetPhase | null;
}

@ArgsType()
export class MyBookingsArgs extends ListArgs {
  @DateTimeField('Only those that start then or later.', { optional: true })
  from?: Instant | null;

  @DateTimeField('Only those that start before then.', { optional: true })
  until?: Instant | null;

  @Field(() => BookingStatus, { nullable: true, description: 'Only those that stand so.' })
  status?: keyof typeof BookingStatus | null;
}

/** A page of something on an asset. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { description: 'How many to answer with, 1 to 100.' })
  @IsInt()
  @Min(1, { message: 'must be 1 to 100' })
  @Max(100, { message: 'must be 1 to 100' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The cursor to go on after; absent for the first page.' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,200}$/, { message: 'must be a cursor of this list' })
  after?: string | null;
}

@ArgsType()
export class BookingsArgs extends PageArgs {
  @DateTimeField('Only those that start then or later.', { optional: true })
  from?: Instant | null;

  @DateTimeField('Only those that start before then.', { optional: true })
  until?: Instant | null;

  @Field(() => BookingStatus, { nullable: true, description: 'Only those that stand so.' })
  status?: keyof typeof BookingStatus | null;
}

@ArgsType()
export class SpanArgs {
  @DateTimeField('From then on.')
  from!: Instant;

  @DateTimeField('Until before then.')
  until!: Instant;
}

@ArgsType()
export class FreeSlotsArgs extends SpanArgs {
  @WholeField('How long each has to be, in minutes.', 1, 525_600)
  minutes!: number;

  @WholeField('How many at most, 1 to 100.', 1, 100)
  first!: number;
}

@ArgsType()
export class DateArgs {
  @Field(() => String, { description: 'A date in the asset’s time zone, from 1900 to 9998: "2026-11-25".' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'must be a date, such as "2026-11-25"' })
  date!: string;
}
