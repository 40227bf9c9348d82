import { Field, InputType } from '@nestjs/graphql';
import { Matches } from 'class-validator';
import { DecimalField, NestedField, NestedListField, WholeField, WordField, YesNoField } from '../graphql/fields';
import { ApprovalRule, QuotaPeriod, SurplusMethod, Weekday } from './enums.graphql';

const aYear = 525_600;

@InputType({ description: 'When an asset can be used on one day of the week, in its time zone.' })
export class OpeningInput {
  @WordField(() => Weekday, 'The day.')
  weekday!: keyof typeof Weekday;

  @Field(() => String, { description: 'From this time of day: "08:00".' })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'must be a time of day, such as 08:00' })
  from!: string;

  @Field(() => String, { description: 'Until this time of the same day: "18:30"; "24:00" is midnight.' })
  @Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { message: 'must be a time of day, such as 18:30' })
  until!: string;
}

@InputType({ description: 'What an enterprise may have at most in a calendar period.' })
export class QuotaInput {
  @WordField(() => QuotaPeriod, 'The period.')
  period!: keyof typeof QuotaPeriod;

  @WholeField('Minutes booked in it.', 1, aYear)
  minutes!: number;
}

@InputType({
  description: 'Who may book an asset, how long, how far ahead, what counts as kept, who gets what is left.',
})
export class AccessRulesInput {
  @WordField(() => ApprovalRule, 'Whether a booking waits for approval.')
  approval!: keyof typeof ApprovalRule;

  @YesNoField('Whether enterprises that are no members may book, at the tariff for them.')
  nonMembers!: boolean;

  @NestedListField(() => OpeningInput, 'When it can be used; empty for at all hours.', 0, 50)
  openingHours!: OpeningInput[];

  @WholeField('The shortest booking, in minutes.', 1, aYear)
  minimumMinutes!: number;

  @WholeField('The longest booking, in minutes.', 1, aYear)
  maximumMinutes!: number;

  @WholeField('How many days ahead of its start a booking can be made.', 1, 1_096)
  horizonDays!: number;

  @WholeField('How many minutes a hold, or a place offered from the waitlist, waits for its confirmation.', 1, aYear)
  holdMinutes!: number;

  @WholeField('How many hours a request waits for approval; at its start at the latest it lapses.', 1, 8_760)
  approvalHours!: number;

  @WholeField('Until so many hours before its start a booking is released free of charge and of blame.', 0, 8_760)
  cutOffHours!: number;

  @WholeField('Not fetched so many minutes after its start, a booking is a no-show and its slot is free.', 1, aYear)
  noShowMinutes!: number;

  @NestedField(() => QuotaInput, 'What an enterprise may have at most; absent for no limit.', { optional: true })
  quota?: QuotaInput | null;

  @DecimalField('What a late release counts for in reliability, "0" to "1": keeping counts 1, a no-show 0.')
  lateReleaseOutcome!: string;

  @WholeField('A return counts 1 on time and falls in a straight line to 0 so many hours after the end.', 0, 8_760)
  returnGraceHours!: number;

  @WholeField(
    'Days from the return to the bill, in which readings can be corrected; 0 bills with the return.',
    0,
    3_650,
  )
  reviewDays!: number;

  @WordField(() => SurplusMethod, 'How a surplus is shared; a change counts once what came in before it is shared.')
  surplusMethod!: keyof typeof SurplusMethod;
}
