import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { AssociationId, Instant } from '@jointly/kernel';
import { connectionType } from '../graphql/connection.graphql';
import { MoneyObject } from '../graphql/money.graphql';
import { QuantityObject } from '../graphql/quantity.graphql';
import { DateTime } from '../graphql/scalars';
import { UnitPriceObject } from '../graphql/unit-price.graphql';
import { UserErrorCode } from '../graphql/user-error-code';
import { BookingEnding, BookingExcuse, BookingFee, Displacement } from './booking-ending.graphql';
import { Slot } from './calendar.graphql';
import { AssetCondition, BookingStatus, ConfirmedBy, HireBasis, TariffBasis } from './enums.graphql';

@ObjectType({ description: 'The asset passed from hand to hand.' })
export class Exchange {
  @Field(() => DateTime, { description: 'When.' })
  at!: Instant;

  @Field(() => String, { nullable: true, description: 'What the meter showed; null where the asset has none.' })
  reading!: string | null;

  @Field(() => ID, { nullable: true, description: 'The reading, for a correction.' })
  readingId!: string | null;

  @Field(() => AssetCondition, { description: 'How the asset was.' })
  condition!: keyof typeof AssetCondition;

  @Field(() => String, { nullable: true, description: 'What was noticed; null once it was erased.' })
  note!: string | null;

  @Field(() => ID, { description: 'The person who recorded it.' })
  recordedById!: string;
}

@ObjectType({ description: 'The asset came back.' })
export class ReturnExchange extends Exchange {
  @Field(() => Int, { description: 'Minutes from hand-over to return.' })
  usedMinutes!: number;

  @Field(() => Int, { description: 'Minutes beyond the booked end.' })
  lateMinutes!: number;

  @Field(() => DateTime, {
    description: 'When it is billed unless somebody does so before; readings are checked until then.',
  })
  reviewUntil!: Instant;
}

@ObjectType({ description: 'What the same use would have cost elsewhere, or alone.' })
export class UsageComparison {
  @Field(() => HireBasis, { description: 'Hiring elsewhere, or owning one alone.' })
  basis!: keyof typeof HireBasis;

  @Field(() => QuantityObject, { description: 'How much of use.' })
  quantity!: QuantityObject;

  @Field(() => MoneyObject, { description: 'What it would have cost.' })
  cost!: MoneyObject;
}

@ObjectType({ description: 'A reading that a bill rests on was corrected.' })
export class BillCorrection {
  @Field(() => ID, { description: 'The reading.' })
  readingId!: string;

  @Field(() => ID, { description: 'The further charge or, where the difference is negative, the credit.' })
  adjustmentId!: string;

  @Field(() => MoneyObject, { description: 'By how much the bill changed; negative where it fell.' })
  difference!: MoneyObject;

  @Field(() => DateTime, { description: 'When a further charge is due.' })
  dueAt!: Instant;

  @Field(() => DateTime, { description: 'When it was corrected.' })
  correctedAt!: Instant;
}

@ObjectType({ description: 'What a use costs, as it stands after corrections.' })
export class UsageBill {
  @Field(() => ID, { description: 'The charge on the enterprise’s account.' })
  chargeId!: string;

  @Field(() => TariffBasis, { nullable: true, description: 'What was paid by; null where no tariff was in force.' })
  basis!: keyof typeof TariffBasis | null;

  @Field(() => UnitPriceObject, { nullable: true, description: 'The rate by the tariff in force at the hand-over.' })
  rate!: UnitPriceObject | null;

  @Field(() => QuantityObject, { description: 'Hours, units on the meter, or one booking.' })
  quantity!: QuantityObject;

  @Field(() => Boolean, { description: 'The tariff’s minimum charge was more than rate times quantity.' })
  minimumApplied!: boolean;

  @Field(() => MoneyObject, { description: 'What is owed for the use.' })
  amount!: MoneyObject;

  @Field(() => DateTime, { description: 'When it is due.' })
  dueAt!: Instant;

  @Field(() => DateTime, { description: 'When it was billed.' })
  billedAt!: Instant;

  @Field(() => [UsageComparison], { description: 'What saving is measured against.' })
  comparisons!: UsageComparison[];

  @Field(() => [BillCorrection], { description: 'The earliest first.' })
  corrections!: BillCorrection[];
}

@ObjectType('Booking', { description: 'An enterprise’s booking of an asset, or its place on the waitlist.' })
export class BookingObject {
  association!: AssociationId;

  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ID, { description: 'The asset.' })
  assetId!: string;

  @Field(() => ID, { description: 'Whose it is.' })
  enterpriseId!: string;

  @Field(() => String, { nullable: true, description: 'Its name; null once it was erased.' })
  enterpriseName!: string | null;

  @Field(() => BookingStatus, { description: 'Where it stands.' })
  status!: keyof typeof BookingStatus;

  @Field(() => DateTime, { description: 'From when.' })
  start!: Instant;

  @Field(() => DateTime, { description: 'Until when, exclusive.' })
  end!: Instant;

  @Field(() => Boolean, { description: 'The enterprise was a member then: it decides the tariff’s side.' })
  member!: boolean;

  @Field(() => DateTime, { description: 'Until when it is released free of charge and of blame.' })
  cutOffAt!: Instant;

  @Field(() => DateTime, { description: 'Not fetched by then, it is a no-show.' })
  noShowAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: 'When a request or a hold runs out; null where it does not.' })
  expiresAt!: Instant | null;

  @Field(() => MoneyObject, {
    nullable: true,
    description:
      'What it comes to as booked, an estimate where a meter counts hours: 0 where use is free, null where use alone will tell.',
  })
  expectedCharge!: MoneyObject | null;

  @Field(() => String, { nullable: true, description: 'What for; null where nothing was said, or once erased.' })
  purpose!: string | null;

  @Field(() => ID, { nullable: true, description: 'The series that it belongs to.' })
  seriesId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The displaced booking that it takes the place of.' })
  insteadOf!: string | null;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  requestedAt!: Instant;

  @Field(() => ConfirmedBy, { nullable: true, description: 'What made it stand; null before.' })
  confirmedBy!: keyof typeof ConfirmedBy | null;

  @Field(() => Displacement, { nullable: true, description: 'Where it was displaced.' })
  displacement!: Displacement | null;

  @Field(() => BookingEnding, { nullable: true, description: 'Where it came to nothing.' })
  ending!: BookingEnding | null;

  @Field(() => BookingExcuse, {
    nullable: true,
    description: 'Where it was a no-show or a late release for which nobody is to blame.',
  })
  excused!: BookingExcuse | null;

  @Field(() => Exchange, { nullable: true, description: 'Null until the asset was handed over.' })
  handOver!: Exchange | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the grace after its end had passed and the asset was not back; null where it came back by then.',
  })
  overdueAt!: Instant | null;

  @Field(() => ReturnExchange, { nullable: true, description: 'Null until it was returned.' })
  return!: ReturnExchange | null;

  @Field(() => UsageBill, { nullable: true, description: 'Null until it is billed.' })
  bill!: UsageBill | null;

  @Field(() => BookingFee, { nullable: true, description: 'For a no-show or a late release.' })
  fee!: BookingFee | null;
}

export const BookingConnection = connectionType(BookingObject, 'Booking');

@ObjectType({ description: 'An occurrence of a series that could not be had.' })
export class SkippedOccurrence extends Slot {
  @Field(() => UserErrorCode, { description: 'Why.' })
  code!: string;
}

@ObjectType({ description: 'Bookings that were asked for together, by a rule; each is a booking like any other.' })
export class BookingSeries {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ID, { description: 'The asset.' })
  assetId!: string;

  @Field(() => ID, { description: 'Whose it is.' })
  enterpriseId!: string;

  @Field(() => String, { description: 'When it recurs, by RFC 5545.' })
  rule!: string;

  @Field(() => String, { description: 'IANA: local time is kept in it.' })
  timeZone!: string;

  @Field(() => [BookingObject], { description: 'All of them, in the order of their time.' })
  bookings!: BookingObject[];

  @Field(() => [SkippedOccurrence], { description: 'What could not be had, where the rest was booked.' })
  skipped!: SkippedOccurrence[];
}

@ObjectType({ description: 'A place on a waitlist.' })
export class WaitlistPlace {
  @Field(() => Int, { description: 'Among those who wait for a slot that overlaps this one; 1 is the next.' })
  place!: number;

  @Field(() => BookingObject, { description: 'What is waited for.' })
  booking!: BookingObject;
}
