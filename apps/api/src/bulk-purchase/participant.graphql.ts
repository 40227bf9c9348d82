import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Instant } from '@jointly/kernel';
import { connectionType } from '../graphql/connection.graphql';
import { enumType } from '../graphql/fields';
import { MoneyObject } from '../graphql/money.graphql';
import { QuantityObject } from '../graphql/quantity.graphql';
import { DateTime } from '../graphql/scalars';
import { UnitPriceObject } from '../graphql/unit-price.graphql';
import { AllocationMethod, CostKind, DeclineReason } from './enums.graphql';

export const InvitationResponse = enumType('InvitationResponse', 'What a member answered to an invitation.', {
  NONE: 'Nothing yet.',
  JOINED: 'It takes part.',
  DECLINED: 'It said no.',
});

export const CommitmentStatus = enumType('CommitmentStatus', 'Whether a commitment binds.', {
  BINDING: 'It binds.',
  WITHDRAWN: 'The member took it back before the cut-off.',
  RELEASED: 'The price came out above the member’s maximum, so it binds to nothing.',
});

export const AllocationDriver = enumType('AllocationDriver', 'What a cost is shared by.', {
  ACCEPTED_QUANTITY: 'The quantity that each member gets.',
  MEMBER: 'Each member counts the same.',
});

@ObjectType({ description: 'What a member intends to buy. It binds nobody.' })
export class Demand {
  @Field(() => QuantityObject, { description: 'How much.' })
  quantity!: QuantityObject;

  @Field(() => QuantityObject, { nullable: true, description: 'Up to this much, where that reaches a better price.' })
  flexibleMaximum!: QuantityObject | null;

  @Field(() => UnitPriceObject, { nullable: true, description: 'What it would pay at most, landed.' })
  maximumUnitPrice!: UnitPriceObject | null;

  @Field(() => Int, { description: 'The version of the terms it consents to.' })
  termsVersion!: number;
}

@ObjectType({ description: 'What a member bound itself to.' })
export class Commitment {
  @Field(() => QuantityObject, { description: 'How much.' })
  quantity!: QuantityObject;

  @Field(() => UnitPriceObject, { description: 'What it pays per unit at most, with all costs.' })
  maximumLandedUnitPrice!: UnitPriceObject;

  @Field(() => MoneyObject, { description: 'What it came to, as things stood when it was made.' })
  estimatedCost!: MoneyObject;

  @Field(() => Int, { description: 'The version of the terms it consents to.' })
  termsVersion!: number;

  @Field(() => CommitmentStatus, { description: 'Whether it binds.' })
  status!: keyof typeof CommitmentStatus;
}

@ObjectType({ description: 'How one line of an invoice was shared with one member.' })
export class AllocatedLine {
  @Field(() => ID, { description: 'The invoice.' })
  invoiceId!: string;

  @Field(() => ID, { description: 'Its line.' })
  lineId!: string;

  @Field(() => CostKind, { description: 'What it is for.' })
  kind!: keyof typeof CostKind;

  @Field(() => AllocationMethod, { description: 'How it is shared, by the terms.' })
  method!: keyof typeof AllocationMethod;

  @Field(() => AllocationDriver, { description: 'What it is shared by.' })
  driver!: keyof typeof AllocationDriver;

  @Field(() => String, { description: 'The member’s measure.' })
  weight!: string;

  @Field(() => String, { nullable: true, description: 'Everybody’s together. Null for who may not see totals.' })
  totalWeight!: string | null;

  @Field(() => MoneyObject, { nullable: true, description: 'The whole line. Null for who may not see totals.' })
  lineAmount!: MoneyObject | null;

  @Field(() => MoneyObject, { description: 'The member’s part, to the minor unit.' })
  amount!: MoneyObject;
}

@ObjectType({ description: 'A member’s part of the costs, explained line by line.' })
export class Allocation {
  @Field(() => ID, { description: 'The allocation it is part of.' })
  id!: string;

  @Field(() => ID, { description: 'The charge on the member’s account that follows from it.' })
  chargeId!: string;

  @Field(() => QuantityObject, { description: 'What the member got.' })
  acceptedQuantity!: QuantityObject;

  @Field(() => [AllocatedLine], { description: 'Line by line.' })
  lines!: AllocatedLine[];

  @Field(() => MoneyObject, {
    description: 'What exceeds the member’s maximum price, and is borne by the association.',
  })
  relief!: MoneyObject;

  @Field(() => MoneyObject, { description: 'What the member is charged: the lines less the relief.' })
  amount!: MoneyObject;

  @Field(() => DateTime, { description: 'When it is due.' })
  dueAt!: Instant;

  @Field(() => Boolean, { description: 'It is paid in full.' })
  settled!: boolean;
}

@ObjectType({ description: 'One member’s part in a purchase.' })
export class Participant {
  @Field(() => ID, { description: 'The member.' })
  enterpriseId!: string;

  @Field(() => String, { nullable: true, description: 'The member’s name; null once it was erased.' })
  enterpriseName!: string | null;

  @Field(() => Boolean, { description: 'It was invited.' })
  invited!: boolean;

  @Field(() => InvitationResponse, { description: 'What it answered.' })
  response!: keyof typeof InvitationResponse;

  @Field(() => DeclineReason, { nullable: true, description: 'Why it said no.' })
  declineReason!: keyof typeof DeclineReason | null;

  @Field(() => Demand, { nullable: true, description: 'What it intends to buy.' })
  demand!: Demand | null;

  @Field(() => Commitment, { nullable: true, description: 'What it bound itself to.' })
  commitment!: Commitment | null;

  @Field(() => MoneyObject, {
    nullable: true,
    description: 'What its part was to cost when the purchase was confirmed.',
  })
  confirmedCost!: MoneyObject | null;

  @Field(() => QuantityObject, { nullable: true, description: 'What it gets of what was accepted.' })
  acceptedQuantity!: QuantityObject | null;

  @Field(() => [Allocation], { description: 'What it is charged, explained.' })
  allocations!: Allocation[];
}

export const ParticipantConnection = connectionType(Participant, 'Participant');
