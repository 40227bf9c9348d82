import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { RuleSettings } from '@jointly/joint-actions';
import type { JsonObject } from '@jointly/kernel';
import type { ValueInput } from '../dispatch/command-data';
import { DecimalField, NestedField, WholeField, WordField } from '../graphql/fields';
import { MoneyInput, MoneyObject, moneyObject } from '../graphql/money.graphql';
import { Disclosure, OverPayment } from './enums.graphql';

const described = {
  directAwardLimit: 'Above this estimated value a purchase can not be awarded directly.',
  awardApprovals: 'How many people beyond the proposer approve an award.',
  overPayment: 'What happens to a payment above what is owed.',
  paymentDueDays: 'Days from a charge to its due date.',
  graceDays: 'Days from the due date until the obligation lapses.',
  disclosure: 'What members see of each other.',
  paymentReference: 'A payment of this value or more weighs 1 in its payer’s reliability.',
  reliabilityHalfLifeDays: 'An observation of this age counts half.',
  reliabilityMinimumObservations: 'Below this count no reliability is published.',
  minimumMembershipShare: 'Who was a member on this share of a period’s days counts in its denominator, 0 to 1.',
};

@InputType({ description: 'The rules that an association sets for itself, all of them.' })
export class AssociationRulesInput implements ValueInput {
  @NestedField(() => MoneyInput, described.directAwardLimit)
  directAwardLimit!: MoneyInput;

  @WholeField(described.awardApprovals, 1, 20)
  awardApprovals!: number;

  @WordField(() => OverPayment, described.overPayment)
  overPayment!: keyof typeof OverPayment;

  @WholeField(described.paymentDueDays, 0, 3650)
  paymentDueDays!: number;

  @WholeField(described.graceDays, 0, 3650)
  graceDays!: number;

  @WordField(() => Disclosure, described.disclosure)
  disclosure!: keyof typeof Disclosure;

  @NestedField(() => MoneyInput, described.paymentReference)
  paymentReference!: MoneyInput;

  @WholeField(described.reliabilityHalfLifeDays, 1, 36_500)
  reliabilityHalfLifeDays!: number;

  @WholeField(described.reliabilityMinimumObservations, 1, 1000)
  reliabilityMinimumObservations!: number;

  @DecimalField(described.minimumMembershipShare)
  minimumMembershipShare!: string;

  /** @throws InvalidMoney */
  toCommand(): JsonObject {
    const { reliabilityHalfLifeDays, reliabilityMinimumObservations, minimumMembershipShare, ...rules } = this;
    return {
      ...rules,
      directAwardLimit: this.directAwardLimit.toCommand(),
      paymentReference: this.paymentReference.toCommand(),
      reliability: { halfLifeDays: reliabilityHalfLifeDays, minimumObservations: reliabilityMinimumObservations },
      participation: { minimumMembershipShare },
    };
  }
}

@ObjectType({ description: 'An association’s rules in one version.' })
export class AssociationRules {
  @Field(() => Int, { description: 'Rises with every change; what was decided keeps the version it used.' })
  version!: number;

  @Field(() => MoneyObject, { description: described.directAwardLimit })
  directAwardLimit!: MoneyObject;

  @Field(() => Int, { description: described.awardApprovals })
  awardApprovals!: number;

  @Field(() => OverPayment, { description: described.overPayment })
  overPayment!: keyof typeof OverPayment;

  @Field(() => Int, { description: described.paymentDueDays })
  paymentDueDays!: number;

  @Field(() => Int, { description: described.graceDays })
  graceDays!: number;

  @Field(() => Disclosure, { description: described.disclosure })
  disclosure!: keyof typeof Disclosure;

  @Field(() => MoneyObject, { description: described.paymentReference })
  paymentReference!: MoneyObject;

  @Field(() => Int, { description: described.reliabilityHalfLifeDays })
  reliabilityHalfLifeDays!: number;

  @Field(() => Int, { description: described.reliabilityMinimumObservations })
  reliabilityMinimumObservations!: number;

  @Field(() => String, { description: described.minimumMembershipShare })
  minimumMembershipShare!: string;
}

export const rulesObject = (rules: RuleSettings & { readonly version: number }): AssociationRules => ({
  version: rules.version,
  directAwardLimit: moneyObject(rules.directAwardLimit),
  awardApprovals: rules.awardApprovals,
  overPayment: rules.overPayment,
  paymentDueDays: rules.paymentDueDays,
  graceDays: rules.graceDays,
  disclosure: rules.disclosure,
  paymentReference: moneyObject(rules.paymentReference),
  reliabilityHalfLifeDays: rules.reliability.halfLifeDays,
  reliabilityMinimumObservations: rules.reliability.minimumObservations,
  minimumMembershipShare: rules.participation.minimumMembershipShare,
});
