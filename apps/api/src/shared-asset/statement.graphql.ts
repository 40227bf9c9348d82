import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Instant } from '@jointly/kernel';
import { Figures, Ratio } from '../indicators/indicators.graphql';
import { MoneyObject } from '../graphql/money.graphql';
import { DateTime } from '../graphql/scalars';

@ObjectType({ description: 'How an asset’s time was used. Hours are decimals with 6 digits.' })
export class Utilisation {
  @Field(() => String, { description: 'Hours that it was open, from commissioning to retirement.' })
  openHours!: string;

  @Field(() => String, { description: 'Open hours without planned maintenance.' })
  scheduledHours!: string;

  @Field(() => String, { description: 'Scheduled hours that it was out of service.' })
  downtimeHours!: string;

  @Field(() => String, { description: 'Scheduled hours without downtime.' })
  availableHours!: string;

  @Field(() => String, { description: 'Hours that bookings and joint runs took, whether or not somebody came.' })
  bookedHours!: string;

  @Field(() => String, { description: 'Hours from hand-over to return, and of joint runs that took place.' })
  usedHours!: string;

  @Field(() => String, { description: 'Of these, by members.' })
  usedByMembers!: string;

  @Field(() => String, { description: 'Of these, by others.' })
  usedByOthers!: string;

  @Field(() => String, { description: 'Of these, in joint runs.' })
  usedByRuns!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Used over available hours, 6 digits; late returns may bring it above 1. Null where none were available.',
  })
  utilisation!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Available over scheduled hours, 6 digits. Null where none were scheduled.',
  })
  availability!: string | null;

  @Field(() => Ratio, { description: 'Bookings whose time came and nobody did.' })
  noShows!: Ratio;

  @Field(() => Int, { description: 'The version of its formulas.' })
  formulaVersion!: number;
}

@ObjectType({ description: 'Whether use carries what an asset costs.' })
export class CostRecovery {
  @Field(() => MoneyObject, { description: 'What members paid for use by the tariff, corrections included.' })
  usageIncomeOfMembers!: MoneyObject;

  @Field(() => MoneyObject, { description: 'What others paid for it.' })
  usageIncomeOfOthers!: MoneyObject;

  @Field(() => MoneyObject, { description: 'Fees for no-shows and late releases.' })
  feeIncome!: MoneyObject;

  @Field(() => MoneyObject, { description: 'What those who took part in joint runs were charged for them.' })
  runIncome!: MoneyObject;

  @Field(() => MoneyObject, { description: 'All that came in: for use, fees and joint runs.' })
  income!: MoneyObject;

  @Field(() => MoneyObject, { description: 'What would have been spent without any use.' })
  fixedCosts!: MoneyObject;

  @Field(() => MoneyObject, { description: 'What grew with use.' })
  variableCosts!: MoneyObject;

  @Field(() => MoneyObject, { description: 'What joint runs cost; those who took part pay for it.' })
  runCosts!: MoneyObject;

  @Field(() => MoneyObject, { description: 'What it lost in value, in a straight line.' })
  depreciation!: MoneyObject;

  @Field(() => MoneyObject, { description: 'Fixed and variable costs, what joint runs cost, and depreciation.' })
  cost!: MoneyObject;

  @Field(() => MoneyObject, { description: 'Income less cost; negative where use does not carry it.' })
  result!: MoneyObject;

  @Field(() => String, { nullable: true, description: 'Income over cost, 6 digits. Null where it cost nothing.' })
  recovery!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What an hour by the tariff would have had to cost, in major units, 6 digits; joint runs, which pay for themselves, left aside. Null where nobody used it.',
  })
  breakEvenPerHour!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The same for a unit on its meter. Null where it has none, or nobody used it.',
  })
  breakEvenPerUnit!: string | null;

  @Field(() => Int, { description: 'The version of its formulas.' })
  formulaVersion!: number;
}

@ObjectType({ description: 'How a period went for an asset.' })
export class AssetStatement extends Figures {
  @Field(() => DateTime, { description: 'The period’s begin.' })
  from!: Instant;

  @Field(() => DateTime, { description: 'The period’s end, exclusive.' })
  until!: Instant;

  @Field(() => Utilisation, { description: 'How its time was used.' })
  utilisation!: Utilisation;

  @Field(() => CostRecovery, { description: 'Whether use carried what it cost.' })
  costRecovery!: CostRecovery;

  @Field(() => Int, { description: 'From so many bookings.' })
  bookings!: number;

  @Field(() => Int, { description: 'From so many uses.' })
  uses!: number;

  @Field(() => Int, { description: 'From so many joint runs.' })
  runs!: number;
}
