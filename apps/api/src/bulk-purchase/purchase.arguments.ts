import { ArgsType, Field, Int } from '@nestjs/graphql';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

@ArgsType()
export class ParticipantArgs {
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
