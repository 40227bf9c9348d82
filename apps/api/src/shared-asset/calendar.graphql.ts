import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Instant } from '@jointly/kernel';
import { DateTime } from '../graphql/scalars';
import { BlockKind, BookingStatus } from './enums.graphql';

@ObjectType({ description: 'A span of time: whoever ends at ten makes room for whoever begins at ten.' })
export class Slot {
  @Field(() => DateTime, { description: 'Its start.' })
  start!: Instant;

  @Field(() => DateTime, { description: 'Its end, exclusive.' })
  end!: Instant;
}

const ownersOnly = 'Null for who may only see that the time is taken.';

@ObjectType({ description: 'Something that takes an asset’s time.' })
export class CalendarEntry extends Slot {
  @Field(() => BlockKind, { description: 'What takes it.' })
  of!: keyof typeof BlockKind;

  @Field(() => ID, { nullable: true, description: `Of the booking, downtime, maintenance or run. ${ownersOnly}` })
  id!: string | null;

  @Field(() => BookingStatus, { nullable: true, description: `Of a booking, where it stands. ${ownersOnly}` })
  status!: keyof typeof BookingStatus | null;

  @Field(() => ID, { nullable: true, description: `Of a booking, whose it is. ${ownersOnly}` })
  enterpriseId!: string | null;

  @Field(() => String, { nullable: true, description: `Of a booking, whose it is. ${ownersOnly}` })
  enterpriseName!: string | null;

  @Field(() => String, { nullable: true, description: 'Of maintenance or a run, what is done.' })
  title!: string | null;
}

@ObjectType({
  description: 'A day in an asset’s time zone: 23 or 25 hours long where its clock is put forward or back.',
})
export class CalendarDay {
  @Field(() => String, { description: 'Its date: "2026-11-25".' })
  date!: string;

  @Field(() => Slot, { description: 'From midnight to midnight.' })
  span!: Slot;

  @Field(() => [Slot], { description: 'When the asset is open.' })
  open!: Slot[];

  @Field(() => [CalendarEntry], { description: 'What takes its time, in order; also what began before or goes on.' })
  entries!: CalendarEntry[];
}

@ObjectType({ description: 'A week of ISO 8601 in an asset’s time zone.' })
export class CalendarWeek {
  @Field(() => String, { description: 'The week: "2026-W48".' })
  week!: string;

  @Field(() => [CalendarDay], { description: 'Monday to Sunday.' })
  days!: CalendarDay[];
}
