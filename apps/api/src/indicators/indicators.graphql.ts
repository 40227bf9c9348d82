import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Instant } from '@jointly/kernel';
import { enumType } from '../graphql/fields';
import { MoneyObject } from '../graphql/money.graphql';
import { DateTime } from '../graphql/scalars';

export const SavingClass = enumType('SavingClass', 'How far a saving’s baseline can be trusted.', {
  HARD: 'A price that was quoted or paid independently of the offers.',
  SOFT: 'A price that somebody could have chosen to suit.',
});

export const ReliabilityStatus = enumType('ReliabilityStatus', 'Whether a reliability is published.', {
  PUBLISHED: 'Enough was observed.',
  INSUFFICIENT_EVIDENCE: 'Too little was observed to say anything.',
});

@ObjectType({ description: 'k of n. The value is null where n is 0: nothing out of nothing is neither 0 nor 1.' })
export class Ratio {
  @Field(() => Int, { description: 'So many.' })
  k!: number;

  @Field(() => Int, { description: 'Out of so many.' })
  n!: number;

  @Field(() => String, { nullable: true, description: 'k / n as a decimal with 6 digits.' })
  value!: string | null;
}

@ObjectType({ isAbstract: true })
export abstract class Figures {
  @Field(() => DateTime, { description: 'The point in time it was computed at: that of the association’s last event.' })
  asOf!: Instant;

  @Field(() => Int, { description: 'The place in the association’s log that it was computed at.' })
  sequence!: number;
}

@ObjectType({ isAbstract: true })
abstract class Figure extends Figures {
  @Field(() => Int, { description: 'The version of its formula.' })
  formulaVersion!: number;
}

@ObjectType({ description: 'How many distinct enterprises got how far, each step out of the one before.' })
export class Funnel {
  @Field(() => Int, { description: 'Invited, or came by themselves.' })
  invited!: number;

  @Field(() => Ratio, { description: 'Of these, answered.' })
  responded!: Ratio;

  @Field(() => Ratio, { description: 'Of these, committed.' })
  committed!: Ratio;

  @Field(() => Ratio, { description: 'Of these, met every obligation in an action that had come due, at least one.' })
  fulfilled!: Ratio;
}

@ObjectType({ description: 'One enterprise’s part in joint actions: in how many it got how far.' })
export class MemberParticipation {
  @Field(() => ID, { description: 'The enterprise.' })
  enterpriseId!: string;

  @Field(() => Int, { description: 'Invited to so many.' })
  invited!: number;

  @Field(() => Int, { description: 'Answered in so many.' })
  responded!: number;

  @Field(() => Int, { description: 'Committed in so many.' })
  committed!: number;

  @Field(() => Int, { description: 'Met every obligation in so many.' })
  fulfilled!: number;

  @Field(() => Ratio, { description: 'Obligations met, of those due by now or met before.' })
  obligations!: Ratio;
}

@ObjectType({ description: 'How often an invitation was declined for one reason.' })
export class DeclineCount {
  @Field(() => String, { description: 'A DeclineReason.' })
  reason!: string;

  @Field(() => Int, { description: 'So often.' })
  count!: number;
}

@ObjectType({ description: 'Who takes part, and how far.' })
export class Participation extends Figure {
  @Field(() => Int, { description: 'Joint actions that anybody was asked to.' })
  actions!: number;

  @Field(() => Funnel, { description: 'From invitations to what was kept.' })
  funnel!: Funnel;

  @Field(() => [DeclineCount], { description: 'Why invitations were declined.' })
  declined!: DeclineCount[];

  @Field(() => [MemberParticipation], { description: 'By enterprise; those whose figures the viewer may see.' })
  members!: MemberParticipation[];
}

@ObjectType({ description: 'Savings at one stage. Negative ones are shown as they are.' })
export class StageSaving {
  @Field(() => Int, { description: 'Enterprises’ parts in actions that it sums up.' })
  n!: number;

  @Field(() => MoneyObject, { description: 'What it would have cost alone.' })
  baselineCost!: MoneyObject;

  @Field(() => MoneyObject, { description: 'What it costs jointly, landed.' })
  jointCost!: MoneyObject;

  @Field(() => MoneyObject, { description: 'The difference.' })
  saving!: MoneyObject;

  @Field(() => String, { nullable: true, description: 'The saving as a share of the baseline cost, 6 digits.' })
  rate!: string | null;
}

@ObjectType({ description: 'Where contracted savings went: volume and price add up to the difference.' })
export class Leakage {
  @Field(() => Int, { description: 'Parts both contracted and realised.' })
  n!: number;

  @Field(() => MoneyObject, { description: 'Contracted.' })
  contracted!: MoneyObject;

  @Field(() => MoneyObject, { description: 'Realised.' })
  realised!: MoneyObject;

  @Field(() => MoneyObject, { description: 'Lost because less was received than committed.' })
  volume!: MoneyObject;

  @Field(() => MoneyObject, { description: 'Lost because it came out dearer than awarded.' })
  price!: MoneyObject;
}

@ObjectType({ description: 'Savings on one basis. Hard and soft ones are never added up.' })
export class Savings extends Figure {
  @Field(() => String, { description: 'A BaselineBasis.' })
  basis!: string;

  @Field(() => SavingClass, { description: 'How far it can be trusted.' })
  class!: keyof typeof SavingClass;

  @Field(() => StageSaving, { nullable: true, description: 'When members committed.' })
  estimated!: StageSaving | null;

  @Field(() => StageSaving, { nullable: true, description: 'When the purchase was confirmed.' })
  contracted!: StageSaving | null;

  @Field(() => StageSaving, { nullable: true, description: 'After invoices were allocated, on what was accepted.' })
  realised!: StageSaving | null;

  @Field(() => StageSaving, { nullable: true, description: 'Realised, and verified by another person.' })
  verified!: StageSaving | null;

  @Field(() => Leakage, { nullable: true, description: 'From contracted to realised.' })
  leakage!: Leakage | null;
}

@ObjectType({ description: 'Does an enterprise keep what it binds itself to? Beta reputation of Jøsang and Ismail.' })
export class Reliability extends Figure {
  @Field(() => ID, { description: 'The enterprise.' })
  enterpriseId!: string;

  @Field(() => ReliabilityStatus, { description: 'Whether it is published.' })
  status!: keyof typeof ReliabilityStatus;

  @Field(() => String, { nullable: true, description: 'Expected share of kept obligations, 0 to 1, 6 digits.' })
  expected!: string | null;

  @Field(() => String, { nullable: true, description: 'Lower bound of the 90 % interval.' })
  low!: string | null;

  @Field(() => String, { nullable: true, description: 'Upper bound of the 90 % interval.' })
  high!: string | null;

  @Field(() => Int, { description: 'Obligations observed.' })
  n!: number;

  @Field(() => String, { description: 'What the observations weigh now, after decay.' })
  evidence!: string;

  @Field(() => Int, { description: 'The version of the association’s rules that it was computed by.' })
  rulesVersion!: number;
}
