import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional, Length, Matches } from 'class-validator';
import type { Instant } from '@jointly/kernel';
import { ConsistencyToken, DateTime } from './scalars';
import { UserErrorCode } from './user-error-code';

/** What every mutation takes. */
@InputType({ isAbstract: true })
export abstract class MutationInput {
  @Field(() => ID, { description: 'The association in which this happens.' })
  @Matches(/^[a-z][a-z0-9_]{0,63}$/, { message: 'must be the id of an association' })
  associationId!: string;

  @Field(() => String, {
    description:
      'Chosen by the client, one per thing it means to do. Repeating the same input with the same key does it once and answers as before.',
  })
  @Length(1, 200, { message: 'must have 1 to 200 characters' })
  idempotencyKey!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it happened, where it is recorded later; absent for now. Deadlines go by the time of recording.',
  })
  @IsOptional()
  occurredAt?: Instant | null;
}

@ObjectType({ description: 'Why a mutation was refused, in words for the person who asked.' })
export class UserError {
  @Field(() => UserErrorCode, { description: 'For programs to branch on.' })
  code!: string;

  @Field(() => String, { description: 'What happened and what to do.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'The input field it is about, as a path: "quantity.value".' })
  field!: string | null;
}

/** What every mutation answers with, beside the thing it is about. */
@ObjectType({ isAbstract: true })
export abstract class MutationPayload {
  @Field(() => ConsistencyToken, {
    nullable: true,
    description: 'Give it to a query as `atLeast` to see what was written. Null when the input was refused unread.',
  })
  consistencyToken!: string | null;

  @Field(() => [UserError], { description: 'Empty when it was done. Otherwise nothing was done, and this says why.' })
  userErrors!: UserError[];
}
