import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Instant } from '@jointly/kernel';
import { connectionType } from '../graphql/connection.graphql';
import { MoneyObject } from '../graphql/money.graphql';
import { DateTime } from '../graphql/scalars';
import {
  ObligationKind,
  ObligationStanding,
  PaymentDirection,
  PaymentStatus,
  StatementEntryType,
} from './enums.graphql';

@ObjectType({ description: 'Something that moved an account, with the balance after it.' })
export class StatementLine {
  @Field(() => DateTime, { description: 'When.' })
  at!: Instant;

  @Field(() => StatementEntryType, { description: 'What moved it.' })
  type!: keyof typeof StatementEntryType;

  @Field(() => ID, { nullable: true, description: 'The charge, invoice or payment it is about.' })
  reference!: string | null;

  @Field(() => ID, { nullable: true, description: 'The joint action it comes from.' })
  actionId!: string | null;

  @Field(() => MoneyObject, { description: 'How much: a charge raises what a member owes, a payment lowers it.' })
  amount!: MoneyObject;

  @Field(() => MoneyObject, { description: 'What is owed after it; negative where the member has credit.' })
  balance!: MoneyObject;
}

@ObjectType({ description: 'Something that is owed.' })
export class Obligation {
  @Field(() => ID, { description: 'Its id: of the charge or the invoice.' })
  id!: string;

  @Field(() => ObligationKind, { description: 'What it is.' })
  kind!: keyof typeof ObligationKind;

  @Field(() => ID, { description: 'Whose: the enterprise or the supplier.' })
  partyId!: string;

  @Field(() => ID, { description: 'The joint action it comes from.' })
  actionId!: string;

  @Field(() => MoneyObject, { description: 'The whole.' })
  amount!: MoneyObject;

  @Field(() => MoneyObject, { description: 'What is left of it.' })
  open!: MoneyObject;

  @Field(() => DateTime, { description: 'When it is due.' })
  dueAt!: Instant;

  @Field(() => ObligationStanding, { description: 'How it stands now.' })
  standing!: keyof typeof ObligationStanding;

  @Field(() => DateTime, { nullable: true, description: 'When nothing of it was left.' })
  settledAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'When its grace period ended with something unpaid.' })
  lapsedAt!: Instant | null;
}

@ObjectType({ description: 'A payment. It takes two people.' })
export class Payment {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ID, { description: 'Who paid or was paid.' })
  partyId!: string;

  @Field(() => PaymentDirection, { description: 'Which way.' })
  direction!: keyof typeof PaymentDirection;

  @Field(() => MoneyObject, { description: 'How much.' })
  amount!: MoneyObject;

  @Field(() => DateTime, { description: 'When it was paid.' })
  paidAt!: Instant;

  @Field(() => String, { nullable: true, description: 'As on the bank’s paper; null once it was erased.' })
  reference!: string | null;

  @Field(() => PaymentStatus, { description: 'Whether it counts.' })
  status!: keyof typeof PaymentStatus;

  @Field(() => ID, { description: 'The person who entered it.' })
  enteredById!: string;

  @Field(() => ID, { nullable: true, description: 'The person who confirmed or rejected it.' })
  decidedById!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected.' })
  reason!: string | null;
}

export const StatementLineConnection = connectionType(StatementLine, 'StatementLine');
export const ObligationConnection = connectionType(Obligation, 'Obligation');
export const PaymentConnection = connectionType(Payment, 'Payment');
