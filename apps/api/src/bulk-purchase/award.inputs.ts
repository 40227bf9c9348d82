import { InputType } from '@nestjs/graphql';
import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator';
import { Field } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import type { Instant } from '@jointly/kernel';
import { EvidenceInput } from '../graphql/evidence.graphql';
import {
  DateTimeField,
  DecimalField,
  IdField,
  NestedField,
  NestedListField,
  TextField,
  WordField,
} from '../graphql/fields';
import { MoneyInput } from '../graphql/money.graphql';
import { MutationInput } from '../graphql/mutation.graphql';
import { QuantityInput } from '../graphql/quantity.graphql';
import { UnitPriceInput } from '../graphql/unit-price.graphql';
import { BaselineBasis, CostKind } from './enums.graphql';

@InputType({ isAbstract: true })
export abstract class PurchaseInput extends MutationInput {
  @IdField('The purchase.')
  purchaseId!: string;
}

@InputType({ description: 'One step of a price list. Its price holds for the whole quantity bought.' })
export class TierInput {
  @DecimalField('The quantity from which the price holds.')
  from!: string;

  @NestedField(() => UnitPriceInput, 'The price of every unit then.')
  unitPrice!: UnitPriceInput;
}

@InputType({ description: 'What one member paid.' })
export class MemberPriceInput {
  @IdField('The member.')
  enterpriseId!: string;

  @NestedField(() => UnitPriceInput, 'The price per unit.')
  unitPrice!: UnitPriceInput;
}

@InputType({ description: 'Somebody declares what members would pay alone, before the first offer comes in.' })
export class DeclareBaselineInput extends PurchaseInput {
  @WordField(() => BaselineBasis, 'What kind of price it is.')
  basis!: keyof typeof BaselineBasis;

  @Field(() => [TierInput], { nullable: true, description: 'A price list, where the basis is one.' })
  @IsOptional()
  @ArrayMaxSize(30, { message: 'must have 30 tiers at most' })
  @ValidateNested({ each: true })
  @Type(() => TierInput)
  schedule?: TierInput[] | null;

  @Field(() => [MemberPriceInput], {
    nullable: true,
    description: 'A price each, where the basis is what members paid.',
  })
  @IsOptional()
  @ArrayMaxSize(1000, { message: 'must have 1000 prices at most' })
  @ValidateNested({ each: true })
  @Type(() => MemberPriceInput)
  memberPrices?: MemberPriceInput[] | null;

  @TextField('Who quoted it, or where it stands.')
  source!: string;

  @DateTimeField('When it was quoted or paid.')
  quotedAt!: Instant;

  @NestedField(() => EvidenceInput, 'The quote or list.')
  evidence!: EvidenceInput;
}

@InputType({ isAbstract: true })
abstract class BaselineInput extends PurchaseInput {
  @IdField('The baseline.')
  baselineId!: string;
}

@InputType({ description: 'A verifier, another person than the declarer, finds a baseline supported by its evidence.' })
export class VerifyBaselineInput extends BaselineInput {}

@InputType({ description: 'A verified baseline is fixed, so that offers may come in.' })
export class LockBaselineInput extends BaselineInput {}

@InputType({ description: 'A charge for the whole order, beside the goods.' })
export class OfferChargeInput {
  @WordField(() => CostKind, 'What for.')
  kind!: keyof typeof CostKind;

  @NestedField(() => MoneyInput, 'How much.')
  amount!: MoneyInput;
}

@InputType({ description: 'A coordinator records a supplier’s offer on the pooled quantity.' })
export class RecordOfferInput extends PurchaseInput {
  @IdField('The supplier.')
  supplierId!: string;

  @NestedListField(() => TierInput, 'Its price list.', 1, 30)
  tiers!: TierInput[];

  @NestedListField(() => OfferChargeInput, 'What comes on top for the whole order.', 0, 20)
  charges!: OfferChargeInput[];

  @NestedField(() => QuantityInput, 'The least it supplies.', { optional: true })
  minimumOrder?: QuantityInput | null;

  @DateTimeField('Until when it holds.')
  validUntil!: Instant;

  @NestedField(() => EvidenceInput, 'The offer as it came.')
  evidence!: EvidenceInput;
}

@InputType({ description: 'A coordinator proposes to award without bids, below the association’s limit.' })
export class AwardDirectlyInput extends PurchaseInput {
  @IdField('The offer.')
  offerId!: string;

  @TextField('Why this one.', { most: 1000 })
  reason!: string;
}

@InputType({ description: 'A person other than the proposer turns the award down; another offer can be awarded then.' })
export class RejectAwardInput extends PurchaseInput {
  @TextField('Why.', { most: 1000 })
  reason!: string;
}

@InputType({ description: 'A person other than the proposer approves the award.' })
export class ApproveAwardInput extends PurchaseInput {}
