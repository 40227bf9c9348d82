import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Instant } from '@jointly/kernel';
import { QuantityObject } from '../graphql/quantity.graphql';
import { DateTime } from '../graphql/scalars';
import { AllocationMethod, BuyerOfRecord, ShortageRule, SurplusRule } from './enums.graphql';

type Method = keyof typeof AllocationMethod;

@ObjectType({ description: 'How each kind of cost is shared.' })
export class AllocationTerms {
  @Field(() => AllocationMethod, { description: 'For the goods.' })
  GOODS!: Method;

  @Field(() => AllocationMethod, { description: 'For transport.' })
  FREIGHT!: Method;

  @Field(() => AllocationMethod, { description: 'For customs duty.' })
  DUTY!: Method;

  @Field(() => AllocationMethod, { description: 'For insurance.' })
  INSURANCE!: Method;

  @Field(() => AllocationMethod, { description: 'For fees.' })
  FEE!: Method;

  @Field(() => AllocationMethod, { description: 'For anything else.' })
  OTHER!: Method;
}

@ObjectType({ description: 'What members consent to.' })
export class Terms {
  @Field(() => QuantityObject, { description: 'The purchase goes ahead from this committed quantity on.' })
  minimumQuantity!: QuantityObject;

  @Field(() => Int, { description: 'And from this number of committed members on.' })
  minimumMembers!: number;

  @Field(() => DateTime, { description: 'Demands are taken until then.' })
  demandDeadline!: Instant;

  @Field(() => DateTime, { description: 'Commitments are taken until then.' })
  commitmentDeadline!: Instant;

  @Field(() => Int, { description: 'Days from then on in which the purchase is confirmed, or fails.' })
  confirmationDays!: number;

  @Field(() => SurplusRule, { description: 'Who takes what is accepted beyond the commitments.' })
  surplusRule!: keyof typeof SurplusRule;

  @Field(() => String, { description: 'What may be delivered beyond the order, as a share of it: "0.05" is 5 %.' })
  deliveryTolerance!: string;

  @Field(() => ShortageRule, { description: 'How a shortage is shared.' })
  shortageRule!: keyof typeof ShortageRule;

  @Field(() => AllocationTerms, { description: 'How costs are shared.' })
  allocation!: AllocationTerms;

  @Field(() => BuyerOfRecord, { description: 'Who buys in law.' })
  buyerOfRecord!: keyof typeof BuyerOfRecord;
}
