import { Field, InputType, Int } from '@nestjs/graphql';
import { ArrayUnique, IsInt, IsString, Max, Min } from 'class-validator';
import type { Instant } from '@jointly/kernel';
import {
  DateTimeField,
  DecimalField,
  IdField,
  IdsField,
  NestedField,
  TextField,
  WholeField,
  WordField,
} from '../graphql/fields';
import { MutationInput } from '../graphql/mutation.graphql';
import { EvidenceInput } from '../graphql/evidence.graphql';
import { QuantityInput } from '../graphql/quantity.graphql';
import { AllocationMethod, BuyerOfRecord, DeclineReason, ShortageRule, SurplusRule } from './enums.graphql';

@InputType({ description: 'What is bought together.' })
export class ItemInput {
  @TextField('Its name.')
  name!: string;

  @TextField('What it must be like.', { most: 2000, optional: true })
  specification?: string | null;

  @TextField('The unit that quantities are stated in: kg, l, piece.', { most: 20 })
  unit!: string;

  @WholeField('How finely the unit divides: 0 for pieces, 3 for kilograms by the gram.', 0, 6)
  unitDecimals!: number;
}

@InputType({ description: 'How each kind of cost is shared, so that no invoice line ever arrives without a rule.' })
export class AllocationTermsInput {
  @WordField(() => AllocationMethod, 'For the goods.')
  GOODS!: keyof typeof AllocationMethod;

  @WordField(() => AllocationMethod, 'For transport.')
  FREIGHT!: keyof typeof AllocationMethod;

  @WordField(() => AllocationMethod, 'For customs duty.')
  DUTY!: keyof typeof AllocationMethod;

  @WordField(() => AllocationMethod, 'For insurance.')
  INSURANCE!: keyof typeof AllocationMethod;

  @WordField(() => AllocationMethod, 'For fees.')
  FEE!: keyof typeof AllocationMethod;

  @WordField(() => AllocationMethod, 'For anything else.')
  OTHER!: keyof typeof AllocationMethod;
}

@InputType({ description: 'What members consent to.' })
export class TermsInput {
  @NestedField(() => QuantityInput, 'The purchase goes ahead from this committed quantity on.')
  minimumQuantity!: QuantityInput;

  @WholeField('And from this number of committed members on.', 1, 10_000)
  minimumMembers!: number;

  @DateTimeField('Demands are taken until then.')
  demandDeadline!: Instant;

  @DateTimeField('Commitments are taken until then.')
  commitmentDeadline!: Instant;

  // Nullable, as below: a compiled query overlooks the default of a field that may not be null.
  @Field(() => Int, {
    nullable: true,
    defaultValue: 14,
    description: 'Days from then on in which the purchase is confirmed, or fails: members are not bound without end.',
  })
  @IsInt({ message: 'must be a whole number' })
  @Min(1, { message: 'must be 1 or more' })
  @Max(365, { message: 'must be 365 or less' })
  confirmationDays!: number;

  @Field(() => SurplusRule, {
    nullable: true,
    defaultValue: SurplusRule.TO_ASSOCIATION,
    description: 'Who takes what is accepted beyond the commitments.',
  })
  @IsString({ message: 'must be named, or left out' })
  surplusRule!: keyof typeof SurplusRule;

  @DecimalField('What may be delivered beyond the order, as a share of it: "0.05" is 5 %.')
  deliveryTolerance!: string;

  @WordField(() => ShortageRule, 'How a shortage is shared.')
  shortageRule!: keyof typeof ShortageRule;

  @NestedField(() => AllocationTermsInput, 'How costs are shared.')
  allocation!: AllocationTermsInput;

  @WordField(() => BuyerOfRecord, 'Who buys in law.')
  buyerOfRecord!: keyof typeof BuyerOfRecord;
}

@InputType({ description: 'A coordinator opens a bulk purchase.' })
export class OpenBulkPurchaseInput extends MutationInput {
  @IdField('The cluster it is for.')
  clusterId!: string;

  @TextField('What it is called.')
  title!: string;

  @NestedField(() => ItemInput, 'What is bought.')
  item!: ItemInput;

  @NestedField(() => TermsInput, 'Its terms, version 1.')
  terms!: TermsInput;
}

@InputType({
  description: 'A coordinator changes the terms before an award. Whoever stated a demand has to consent anew.',
})
export class ChangeTermsInput extends MutationInput {
  @IdField('The purchase.')
  purchaseId!: string;

  @WholeField('The version that is being changed.', 1, 1_000_000)
  termsVersion!: number;

  @NestedField(() => TermsInput, 'All terms, as they shall be.')
  terms!: TermsInput;
}

@InputType({
  description: 'A coordinator or a cluster development agent invites members. Who is invited already is passed over.',
})
export class InviteEnterprisesInput extends MutationInput {
  @IdField('The purchase.')
  purchaseId!: string;

  @IdsField('The members, 50 at most at once.', 50)
  @ArrayUnique({ message: 'must name each once' })
  enterpriseIds!: string[];
}

@InputType({ description: 'An invited member says no.' })
export class DeclineInvitationInput extends MutationInput {
  @IdField('The purchase.')
  purchaseId!: string;

  @IdField('The member.')
  enterpriseId!: string;

  @WordField(() => DeclineReason, 'Why.')
  reason!: keyof typeof DeclineReason;

  @NestedField(() => EvidenceInput, 'Its signed word, where a coordinator records it on its behalf.', {
    optional: true,
  })
  evidence?: EvidenceInput | null;
}
