import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Instant } from '@jointly/kernel';
import { enumType } from '../graphql/fields';
import { EvidenceObject } from '../graphql/evidence.graphql';
import { MoneyObject } from '../graphql/money.graphql';
import { QuantityObject } from '../graphql/quantity.graphql';
import { DateTime } from '../graphql/scalars';
import { UnitPriceObject } from '../graphql/unit-price.graphql';
import { BaselineBasis, CostKind } from './enums.graphql';

export const BaselineStatus = enumType('BaselineStatus', 'How far a baseline is settled.', {
  DECLARED: 'Somebody declared it.',
  VERIFIED: 'Another person verified it.',
  LOCKED: 'It is fixed.',
});

@ObjectType({ description: 'One step of a price list. Its price holds for the whole quantity bought.' })
export class Tier {
  @Field(() => String, { description: 'The quantity from which the price holds, in the item’s unit.' })
  from!: string;

  @Field(() => UnitPriceObject, { description: 'The price of every unit then.' })
  unitPrice!: UnitPriceObject;
}

@ObjectType({ description: 'What members would pay alone: what savings are measured against.' })
export class Baseline {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => BaselineBasis, { description: 'What kind of price it is.' })
  basis!: keyof typeof BaselineBasis;

  @Field(() => [Tier], { nullable: true, description: 'Its price list; null where it is a price for each member.' })
  schedule!: Tier[] | null;

  @Field(() => String, { description: 'Who quoted it, or where it stands.' })
  source!: string;

  @Field(() => DateTime, { description: 'When it was quoted or paid.' })
  quotedAt!: Instant;

  @Field(() => EvidenceObject, { description: 'The quote or list.' })
  evidence!: EvidenceObject;

  @Field(() => BaselineStatus, { description: 'How far it is settled.' })
  status!: keyof typeof BaselineStatus;

  @Field(() => ID, { description: 'The person who declared it.' })
  declaredById!: string;

  @Field(() => ID, { nullable: true, description: 'The person who verified it.' })
  verifiedById!: string | null;
}

@ObjectType({ description: 'A charge for the whole order, beside the goods.' })
export class OfferCharge {
  @Field(() => CostKind, { description: 'What for.' })
  kind!: keyof typeof CostKind;

  @Field(() => MoneyObject, { description: 'How much.' })
  amount!: MoneyObject;
}

@ObjectType({ description: 'A supplier’s offer on the pooled quantity.' })
export class Offer {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ID, { description: 'The supplier.' })
  supplierId!: string;

  @Field(() => [Tier], { description: 'Its price list.' })
  tiers!: Tier[];

  @Field(() => [OfferCharge], { description: 'What comes on top for the whole order.' })
  charges!: OfferCharge[];

  @Field(() => QuantityObject, { nullable: true, description: 'The least the supplier supplies.' })
  minimumOrder!: QuantityObject | null;

  @Field(() => DateTime, { description: 'Until when it holds.' })
  validUntil!: Instant;

  @Field(() => Boolean, { description: 'Its validity passed before it was awarded.' })
  expired!: boolean;

  @Field(() => EvidenceObject, { description: 'The offer as it came.' })
  evidence!: EvidenceObject;
}

@ObjectType({ description: 'Which offer is taken, by whom, and why.' })
export class Award {
  @Field(() => ID, { description: 'The offer.' })
  offerId!: string;

  @Field(() => ID, { description: 'The supplier.' })
  supplierId!: string;

  @Field(() => String, { nullable: true, description: 'Why this one, without bids; null once it was erased.' })
  reason!: string | null;

  @Field(() => ID, { description: 'The person who proposed it.' })
  proposedById!: string;

  @Field(() => [ID], { description: 'The people who approved it.' })
  approvedByIds!: string[];

  @Field(() => Int, { description: 'How many more must approve before it binds.' })
  approvalsOutstanding!: number;
}

@ObjectType({ description: 'What the confirmed purchase came out at.' })
export class Confirmation {
  @Field(() => UnitPriceObject, { description: 'The price of a unit of goods, at the tier that was reached.' })
  unitPrice!: UnitPriceObject;

  @Field(() => QuantityObject, { nullable: true, description: 'All of it. Null for who may not see totals.' })
  quantity!: QuantityObject | null;

  @Field(() => MoneyObject, {
    nullable: true,
    description: 'Goods and charges together. Null for who may not see totals.',
  })
  landedCost!: MoneyObject | null;
}
