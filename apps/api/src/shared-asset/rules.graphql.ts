import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { ApprovalRule, OwnerKind, QuotaPeriod, SurplusMethod, Weekday } from './enums.graphql';

@ObjectType({ description: 'When an asset can be used on one day of the week, in its time zone.' })
export class Opening {
  @Field(() => Weekday, { description: 'The day.' })
  weekday!: keyof typeof Weekday;

  @Field(() => String, { description: 'From this time of day: "08:00".' })
  from!: string;

  @Field(() => String, { description: 'Until this time of the same day; "24:00" is midnight.' })
  until!: string;
}

@ObjectType({ description: 'What an enterprise may have at most in a calendar period.' })
export class Quota {
  @Field(() => QuotaPeriod, { description: 'The period.' })
  period!: keyof typeof QuotaPeriod;

  @Field(() => Int, { description: 'Minutes booked in it.' })
  minutes!: number;
}

@ObjectType({ description: 'Who may book an asset, how long, how far ahead, and what counts as kept.' })
export class AccessRules {
  @Field(() => ApprovalRule, { description: 'Whether a booking waits for approval.' })
  approval!: keyof typeof ApprovalRule;

  @Field(() => Boolean, { description: 'Whether enterprises that are no members may book.' })
  nonMembers!: boolean;

  @Field(() => [Opening], { description: 'When it can be used; empty for at all hours.' })
  openingHours!: Opening[];

  @Field(() => Int, { description: 'The shortest booking, in minutes.' })
  minimumMinutes!: number;

  @Field(() => Int, { description: 'The longest booking, in minutes.' })
  maximumMinutes!: number;

  @Field(() => Int, { description: 'How many days ahead of its start a booking can be made.' })
  horizonDays!: number;

  @Field(() => Int, { description: 'How many minutes a hold waits for its confirmation.' })
  holdMinutes!: number;

  @Field(() => Int, { description: 'How many hours a request waits for approval.' })
  approvalHours!: number;

  @Field(() => Int, { description: 'Until so many hours before its start a booking is released free of charge.' })
  cutOffHours!: number;

  @Field(() => Int, { description: 'Not fetched so many minutes after its start, a booking is a no-show.' })
  noShowMinutes!: number;

  @Field(() => Quota, { nullable: true, description: 'What an enterprise may have at most; null for no limit.' })
  quota!: Quota | null;

  @Field(() => String, { description: 'What a late release counts for in reliability, "0" to "1".' })
  lateReleaseOutcome!: string;

  @Field(() => Int, { description: 'A return counts 1 on time and falls to 0 so many hours after the end.' })
  returnGraceHours!: number;

  @Field(() => Int, { description: 'Days from the return to the bill.' })
  reviewDays!: number;

  @Field(() => SurplusMethod, {
    description: 'How a surplus is shared; a change counts once what came in before it is shared.',
  })
  surplusMethod!: keyof typeof SurplusMethod;
}

@ObjectType({ description: 'Who owns an asset in law.' })
export class AssetOwner {
  @Field(() => OwnerKind, { description: 'What the owner is.' })
  kind!: keyof typeof OwnerKind;

  @Field(() => ID, { nullable: true, description: 'Which enterprise, where it is one.' })
  enterpriseId!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of an institution.' })
  name!: string | null;
}
