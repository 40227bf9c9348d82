import { Field, ID, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayUnique, IsOptional, Matches } from 'class-validator';
import type { Instant } from '@jointly/kernel';
import { EvidenceInput } from '../graphql/evidence.graphql';
import { DateTimeField, IdField, NestedField, TextField, WordField } from '../graphql/fields';
import { MoneyInput } from '../graphql/money.graphql';
import { QuantityInput } from '../graphql/quantity.graphql';
import { AssetInput } from './asset.inputs';
import { RunSharing } from './enums.graphql';

@InputType({ description: 'A coordinator schedules a joint production or testing run that members join.' })
export class ScheduleRunInput extends AssetInput {
  @TextField('What is done.')
  title!: string;

  @DateTimeField('From when it takes the asset.')
  start!: Instant;

  @DateTimeField('Until when, exclusive.')
  end!: Instant;

  @DateTimeField('Until when members join and leave.')
  joinBy!: Instant;

  @NestedField(() => QuantityInput, 'What the run can take in all.')
  capacity!: QuantityInput;

  @NestedField(() => QuantityInput, 'Below it the run is cancelled when joining ends.', { optional: true })
  minimum?: QuantityInput | null;

  @WordField(() => RunSharing, 'How its cost is shared.')
  sharing!: keyof typeof RunSharing;

  @NestedField(() => MoneyInput, 'What it is expected to cost.')
  estimatedCost!: MoneyInput;
}

@InputType({ isAbstract: true })
abstract class RunInput extends AssetInput {
  @IdField('The run.')
  runId!: string;
}

@InputType({ isAbstract: true })
abstract class RunMemberInput extends RunInput {
  @IdField('The member.')
  enterpriseId!: string;

  @NestedField(() => EvidenceInput, 'Its signed word, where a coordinator records it on its behalf.', {
    optional: true,
  })
  evidence?: EvidenceInput | null;
}

@InputType({ description: 'A member takes part in a run with a quantity; joining again replaces it.' })
export class JoinRunInput extends RunMemberInput {
  @NestedField(() => QuantityInput, 'What it brings.')
  quantity!: QuantityInput;
}

@InputType({ description: 'A member takes no part in the run after all.' })
export class LeaveRunInput extends RunMemberInput {}

@InputType({ description: 'A coordinator calls a run off: its time is free and nobody owes anything.' })
export class CancelRunInput extends RunInput {}

@InputType({
  description: 'A coordinator records that a run took place at `occurredAt`; its cost is shared to the minor unit.',
})
export class CompleteRunInput extends RunInput {
  @NestedField(() => MoneyInput, 'What it cost in all.')
  cost!: MoneyInput;

  @IdField('The supplier who is owed it; absent where the association bore it itself.', { optional: true })
  supplierId?: string | null;

  @DateTimeField('When the supplier is to be paid; absent for the association’s usual term.', { optional: true })
  dueAt?: Instant | null;

  @Field(() => [ID], { nullable: true, description: 'Members of it who did not bring what they had announced.' })
  @IsOptional()
  @ArrayMaxSize(300, { message: 'must name 300 at most' })
  @ArrayUnique({ message: 'must name each once' })
  @Matches(/^[A-Za-z0-9_-]{1,80}$/, { each: true, message: 'must be ids as this API gave them' })
  absent?: string[] | null;
}
