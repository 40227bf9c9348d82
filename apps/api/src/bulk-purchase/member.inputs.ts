import { InputType } from '@nestjs/graphql';
import { EvidenceInput } from '../graphql/evidence.graphql';
import { IdField, NestedField, TextField, WholeField } from '../graphql/fields';
import { MutationInput } from '../graphql/mutation.graphql';
import { QuantityInput } from '../graphql/quantity.graphql';
import { UnitPriceInput } from '../graphql/unit-price.graphql';

const onBehalf = 'Its signed word, where a coordinator records it on its behalf.';

/** What a member says about a purchase, by its delegate or recorded on its behalf. */
@InputType({ isAbstract: true })
abstract class MemberInput extends MutationInput {
  @IdField('The purchase.')
  purchaseId!: string;

  @IdField('The member.')
  enterpriseId!: string;

  @NestedField(() => EvidenceInput, onBehalf, { optional: true })
  evidence?: EvidenceInput | null;
}

@InputType({ isAbstract: true })
abstract class DemandInput extends MemberInput {
  @NestedField(() => QuantityInput, 'What it intends to buy.')
  quantity!: QuantityInput;

  @NestedField(() => QuantityInput, 'Up to this much, where that reaches a better price.', { optional: true })
  flexibleMaximum?: QuantityInput | null;

  @NestedField(() => UnitPriceInput, 'What it would pay per unit at most, landed; not binding.', { optional: true })
  maximumUnitPrice?: UnitPriceInput | null;

  @WholeField('The version of the terms it consents to.', 1, 1_000_000)
  termsVersion!: number;
}

@InputType({ description: 'A member states what it intends to buy: an intent, not a commitment.' })
export class RegisterDemandInput extends DemandInput {}

@InputType({ description: 'A member changes its demand, or renews it under new terms.' })
export class ReviseDemandInput extends DemandInput {}

@InputType({ description: 'A member takes its demand back.' })
export class WithdrawDemandInput extends MemberInput {
  @TextField('Why.', { most: 1000 })
  reason!: string;
}

@InputType({ description: 'A member binds itself to a quantity, up to a price it names.' })
export class MakeCommitmentInput extends MemberInput {
  @NestedField(() => QuantityInput, 'What it will buy.')
  quantity!: QuantityInput;

  @NestedField(
    () => UnitPriceInput,
    'What it will pay per unit at most, with all costs. Above it, it is bound to nothing.',
  )
  maximumLandedUnitPrice!: UnitPriceInput;

  @WholeField('The version of the terms it consents to.', 1, 1_000_000)
  termsVersion!: number;
}

@InputType({ description: 'A member takes its commitment back before the cut-off.' })
export class WithdrawCommitmentInput extends MemberInput {
  @TextField('Why.', { most: 1000 })
  reason!: string;
}
