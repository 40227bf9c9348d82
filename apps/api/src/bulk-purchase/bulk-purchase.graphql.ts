import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { AssociationId, Instant } from '@jointly/kernel';
import { connectionType } from '../graphql/connection.graphql';
import { QuantityObject } from '../graphql/quantity.graphql';
import { DateTime } from '../graphql/scalars';
import { BulkPurchasePhase } from './enums.graphql';

@ObjectType({ description: 'What is bought together.' })
export class Item {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it must be like.' })
  specification!: string | null;

  @Field(() => String, { description: 'The unit that quantities are stated in.' })
  unit!: string;

  @Field(() => Int, { description: 'How finely the unit divides: 0 for pieces, 3 for kilograms by the gram.' })
  unitDecimals!: number;
}

@ObjectType({ description: 'How much, by how many.' })
export class Volume {
  @Field(() => QuantityObject, { description: 'How much.' })
  quantity!: QuantityObject;

  @Field(() => Int, { description: 'By how many members.' })
  members!: number;
}

const totalsOnly = 'Null for a viewer who may not see what all members come to together.';

@ObjectType('BulkPurchase', { description: 'Members buy one item together.' })
export class BulkPurchaseObject {
  /** For the fields that are read only when asked for. */
  association!: AssociationId;

  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'What it is called.' })
  title!: string;

  @Field(() => ID, { description: 'The cluster it is for.' })
  clusterId!: string;

  @Field(() => BulkPurchasePhase, { description: 'Where it stands.' })
  phase!: keyof typeof BulkPurchasePhase;

  @Field(() => Item, { description: 'What is bought.' })
  item!: Item;

  @Field(() => String, { description: 'The currency of all its amounts, ISO 4217.' })
  currency!: string;

  @Field(() => Int, { description: 'The version of the terms in force: what a member consents to.' })
  termsVersion!: number;

  @Field(() => DateTime, { description: 'Demands are taken until then.' })
  demandDeadline!: Instant;

  @Field(() => DateTime, { description: 'Commitments are taken until then.' })
  commitmentDeadline!: Instant;

  @Field(() => DateTime, { description: 'When it was opened.' })
  openedAt!: Instant;

  @Field(() => Volume, { description: 'What commitments must reach for it to go ahead.' })
  threshold!: Volume;

  @Field(() => Boolean, { description: 'Whether the commitments reach it now.' })
  thresholdMet!: boolean;

  @Field(() => Volume, { nullable: true, description: `What members intend to buy; binds nobody. ${totalsOnly}` })
  demanded!: Volume | null;

  @Field(() => Volume, { nullable: true, description: `What members have committed to. ${totalsOnly}` })
  committed!: Volume | null;

  @Field(() => Volume, { nullable: true, description: `What is missing to the threshold. ${totalsOnly}` })
  gap!: Volume | null;
}

export const BulkPurchaseConnection = connectionType(BulkPurchaseObject, 'BulkPurchase');
