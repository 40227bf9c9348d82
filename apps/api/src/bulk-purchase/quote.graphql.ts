import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { MoneyObject } from '../graphql/money.graphql';
import { QuantityObject } from '../graphql/quantity.graphql';
import { UnitPriceObject } from '../graphql/unit-price.graphql';
import { QuoteBasis } from './enums.graphql';

@ObjectType({ description: 'A price with all costs in it.' })
export class LandedPrice {
  @Field(() => UnitPriceObject, { description: 'Per unit, rounded for reading.' })
  unitPrice!: UnitPriceObject;

  @Field(() => MoneyObject, { description: 'For the whole quantity.' })
  total!: MoneyObject;
}

@ObjectType({ description: 'What it would come to if the pool reached the next tier.' })
export class NextTierPrice extends LandedPrice {
  @Field(() => QuantityObject, {
    nullable: true,
    description: 'What the pool lacks to it. Null for who may not see totals.',
  })
  gap!: QuantityObject | null;
}

@ObjectType({ description: 'What is missing until the purchase can go ahead.' })
export class ThresholdGap {
  @Field(() => Boolean, { description: 'Nothing is missing.' })
  met!: boolean;

  @Field(() => QuantityObject, { nullable: true, description: 'This quantity. Null for who may not see totals.' })
  quantityGap!: QuantityObject | null;

  @Field(() => Int, { nullable: true, description: 'This number of members. Null for who may not see totals.' })
  membersGap!: number | null;
}

@ObjectType({ description: 'What a member would pay, everything included.' })
export class Quote {
  @Field(() => ID, { description: 'The offer it is computed from.' })
  offerId!: string;

  @Field(() => Boolean, { description: 'The offer is awarded; otherwise it is the cheapest in force.' })
  awarded!: boolean;

  @Field(() => QuantityObject, { description: 'The quantity that was asked about.' })
  quantity!: QuantityObject;

  @Field(() => QuoteBasis, { description: 'Which pool the prices are computed for.' })
  basis!: keyof typeof QuoteBasis;

  @Field(() => LandedPrice, { description: 'With that pool, this quantity included.' })
  present!: LandedPrice;

  @Field(() => NextTierPrice, {
    nullable: true,
    description: 'The same quantity at the next tier; null at the highest.',
  })
  atNextTier!: NextTierPrice | null;

  @Field(() => LandedPrice, { description: 'One unit more: at a tier’s edge it may cost less than the unit before.' })
  oneUnitMore!: LandedPrice;

  @Field(() => ThresholdGap, { description: 'Of commitments alone.' })
  threshold!: ThresholdGap;
}
