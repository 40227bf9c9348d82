import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Instant } from '@jointly/kernel';
import { MoneyObject } from '../graphql/money.graphql';
import { DateTime } from '../graphql/scalars';
import { Slot } from './calendar.graphql';
import { DisplacementCause, EndingCause, FeeCause } from './enums.graphql';

@ObjectType({ description: 'A fee by the tariff.' })
export class BookingFee {
  @Field(() => FeeCause, { description: 'What for.' })
  cause!: keyof typeof FeeCause;

  @Field(() => ID, { description: 'The charge on the enterprise’s account.' })
  chargeId!: string;

  @Field(() => MoneyObject, { description: 'How much.' })
  amount!: MoneyObject;

  @Field(() => DateTime, { description: 'When it is due.' })
  dueAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: 'When it was given back; null where it was not.' })
  waivedAt!: Instant | null;
}

@ObjectType({ description: 'A no-show or a late release was nobody’s fault.' })
export class BookingExcuse {
  @Field(() => DateTime, { description: 'When it was excused.' })
  at!: Instant;

  @Field(() => String, { nullable: true, description: 'Why; null once it was erased.' })
  reason!: string | null;
}

@ObjectType({ description: 'Why a booking could not be had after all, and what could be had instead.' })
export class Displacement {
  @Field(() => DisplacementCause, { description: 'What displaced it.' })
  cause!: keyof typeof DisplacementCause;

  @Field(() => ID, { nullable: true, description: 'The downtime or maintenance.' })
  causeId!: string | null;

  @Field(() => [Slot], { description: 'Slots of the same length that were free then.' })
  alternatives!: Slot[];
}

@ObjectType({ description: 'How a booking came to nothing.' })
export class BookingEnding {
  @Field(() => DateTime, { description: 'When.' })
  at!: Instant;

  @Field(() => Boolean, { description: 'It was given back after the cut-off.' })
  late!: boolean;

  @Field(() => EndingCause, { nullable: true, description: 'Of a lapse, or of an end on the waitlist.' })
  cause!: keyof typeof EndingCause | null;

  @Field(() => String, {
    nullable: true,
    description: 'In somebody’s words; null where none were given, or once erased.',
  })
  reason!: string | null;
}
