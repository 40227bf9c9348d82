import { ArgsType, Field, ID, Int } from '@nestjs/graphql';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { ConsistencyToken } from '../graphql/scalars';

/** What every query takes. */
@ArgsType()
export class QueryArgs {
  @Field(() => ID, { description: 'The association.' })
  @Matches(/^[a-z][a-z0-9_]{0,63}$/, { message: 'must be the id of an association' })
  associationId!: string;

  @Field(() => ConsistencyToken, {
    nullable: true,
    description:
      'What a mutation answered with: the answer includes what it wrote, or says that it is not in view yet.',
  })
  atLeast?: string | null;
}

/** What every list takes. */
@ArgsType()
export class ListArgs extends QueryArgs {
  @Field(() => Int, { description: 'How many to answer with, 1 to 100.' })
  @IsInt()
  @Min(1, { message: 'must be 1 to 100' })
  @Max(100, { message: 'must be 1 to 100' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The cursor to go on after; absent for the first page.' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,200}$/, { message: 'must be a cursor of this list' })
  after?: string | null;
}

/** What a query about one thing takes. */
@ArgsType()
export class ThingArgs extends QueryArgs {
  @Field(() => ID, { description: 'Its id.' })
  @Matches(/^[A-Za-z0-9_-]{1,80}$/, { message: 'must be an id as this API gave it' })
  id!: string;
}
