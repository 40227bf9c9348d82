import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Instant } from '@jointly/kernel';
import { MoneyObject } from '../graphql/money.graphql';
import { QuantityObject } from '../graphql/quantity.graphql';
import { DateTime } from '../graphql/scalars';
import { CostKind, RejectionReason } from './enums.graphql';

@ObjectType({ description: 'What was ordered from the supplier.' })
export class SupplyOrder {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ID, { description: 'The supplier.' })
  supplierId!: string;

  @Field(() => QuantityObject, { description: 'How much.' })
  quantity!: QuantityObject;

  @Field(() => String, { nullable: true, description: 'The number of the order.' })
  reference!: string | null;
}

@ObjectType({ description: 'What an inspector found.' })
export class Inspection {
  @Field(() => QuantityObject, { description: 'What was accepted.' })
  accepted!: QuantityObject;

  @Field(() => QuantityObject, { description: 'What was rejected.' })
  rejected!: QuantityObject;

  @Field(() => RejectionReason, { nullable: true, description: 'Why.' })
  rejectionReason!: keyof typeof RejectionReason | null;

  @Field(() => String, { nullable: true, description: 'What the inspector saw.' })
  remark!: string | null;
}

@ObjectType({ description: 'Goods that arrived, all or a part of them.' })
export class Delivery {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => QuantityObject, { description: 'How much arrived.' })
  quantity!: QuantityObject;

  @Field(() => String, { nullable: true, description: 'The number of the delivery note.' })
  reference!: string | null;

  @Field(() => DateTime, { description: 'When.' })
  recordedAt!: Instant;

  @Field(() => Inspection, { nullable: true, description: 'Null until it is inspected.' })
  inspection!: Inspection | null;
}

@ObjectType({ description: 'One line of an invoice.' })
export class InvoiceLine {
  @Field(() => ID, { description: 'Its id within the invoice.' })
  id!: string;

  @Field(() => CostKind, { description: 'What it is for.' })
  kind!: keyof typeof CostKind;

  @Field(() => String, { nullable: true, description: 'As it stands on the invoice.' })
  description!: string | null;

  @Field(() => MoneyObject, { description: 'How much.' })
  amount!: MoneyObject;
}

@ObjectType({ description: 'A supplier’s invoice.' })
export class Invoice {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ID, { description: 'The supplier.' })
  supplierId!: string;

  @Field(() => String, { description: 'Its number.' })
  number!: string;

  @Field(() => [InvoiceLine], { description: 'Its lines.' })
  lines!: InvoiceLine[];

  @Field(() => MoneyObject, { description: 'The sum of its lines.' })
  total!: MoneyObject;

  @Field(() => DateTime, { description: 'When it is due.' })
  dueAt!: Instant;

  @Field(() => Boolean, { description: 'It turned out wrong and counts for nothing.' })
  voided!: boolean;

  @Field(() => ID, { nullable: true, description: 'The allocation that shared it; null until it is shared.' })
  allocationId!: string | null;
}
