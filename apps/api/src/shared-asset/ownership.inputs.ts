import { InputType } from '@nestjs/graphql';
import type { Instant } from '@jointly/kernel';
import { EvidenceInput } from '../graphql/evidence.graphql';
import { DateTimeField, IdField, NestedField, TextField, WholeField, WordField, YesNoField } from '../graphql/fields';
import { MoneyInput } from '../graphql/money.graphql';
import { AssetInput } from './asset.inputs';
import { AssetCostCategory } from './enums.graphql';

const onBehalf = 'Its signed word, where a coordinator records it on its behalf.';

@InputType({ description: 'A coordinator opens the funding: below its target nobody owes anything.' })
export class OpenFundingInput extends AssetInput {
  @NestedField(() => MoneyInput, 'What pledges and grants must reach together.')
  target!: MoneyInput;

  @DateTimeField('Until when.')
  deadline!: Instant;
}

@InputType({ description: 'A member binds itself to a contribution, should the target be reached.' })
export class FundAssetInput extends AssetInput {
  @IdField('The member.')
  enterpriseId!: string;

  @NestedField(() => MoneyInput, 'The whole of its contribution; replaces what it pledged before.')
  amount!: MoneyInput;

  @NestedField(() => EvidenceInput, onBehalf, { optional: true })
  evidence?: EvidenceInput | null;
}

@InputType({ description: 'A member takes its pledge back before the deadline.' })
export class WithdrawPledgeInput extends AssetInput {
  @IdField('The member.')
  enterpriseId!: string;

  @NestedField(() => EvidenceInput, onBehalf, { optional: true })
  evidence?: EvidenceInput | null;
}

@InputType({ description: 'A coordinator records what an outside party gives towards the asset.' })
export class RecordGrantInput extends AssetInput {
  @TextField('Who gives it: a donor, a ministry.')
  grantor!: string;

  @NestedField(() => MoneyInput, 'How much.')
  amount!: MoneyInput;

  @NestedField(() => EvidenceInput, 'The letter or contract.')
  evidence!: EvidenceInput;
}

@InputType({ description: 'A coordinator closes a funding that has reached its target: each pledge is owed.' })
export class CloseFundingInput extends AssetInput {}

@InputType({ description: 'A coordinator gives an enterprise shares in the asset.' })
export class IssueShareInput extends AssetInput {
  @IdField('The enterprise.')
  enterpriseId!: string;

  @WholeField('How many.', 1, 1_000_000)
  shares!: number;
}

@InputType({ description: 'A holder gives shares in the asset to another enterprise.' })
export class TransferShareInput extends AssetInput {
  @IdField('Who gives them.')
  enterpriseId!: string;

  @IdField('Who gets them.')
  to!: string;

  @WholeField('How many.', 1, 1_000_000)
  shares!: number;

  @NestedField(() => EvidenceInput, 'The giver’s signed word, where a coordinator records it on its behalf.', {
    optional: true,
  })
  evidence?: EvidenceInput | null;
}

@InputType({
  description: 'A treasurer or coordinator records what keeping or running the asset cost at `occurredAt`.',
})
export class RecordAssetCostInput extends AssetInput {
  @WordField(() => AssetCostCategory, 'What for.')
  category!: keyof typeof AssetCostCategory;

  @YesNoField('Whether it grows with use, as energy does and rent does not.')
  variable!: boolean;

  @NestedField(() => MoneyInput, 'How much.')
  amount!: MoneyInput;

  @IdField('The supplier who is owed it; absent where the association bore it itself.', { optional: true })
  supplierId?: string | null;

  @DateTimeField('When the supplier is to be paid; absent for the association’s usual term.', { optional: true })
  dueAt?: Instant | null;

  @NestedField(() => EvidenceInput, 'The invoice or receipt.', { optional: true })
  evidence?: EvidenceInput | null;
}

@InputType({
  description: 'A treasurer or coordinator voids a wrong cost before it is paid; the right one is recorded anew.',
})
export class VoidAssetCostInput extends AssetInput {
  @IdField('The cost.')
  costId!: string;

  @IdField('The supplier who is owed it; absent where the association bore it itself.', { optional: true })
  supplierId?: string | null;

  @TextField('What is wrong with it.', { most: 1000 })
  reason!: string;
}

@InputType({
  description:
    'A treasurer or coordinator proposes to share what use brought in beyond costs, as the rules of access say.',
})
export class ProposeSurplusInput extends AssetInput {}

@InputType({ description: 'A second person approves: each enterprise’s part is credited to its account.' })
export class ApproveSurplusInput extends AssetInput {
  @IdField('The proposal.')
  distributionId!: string;
}

@InputType({ description: 'A second person turns the proposal down: nothing is shared.' })
export class RejectSurplusInput extends AssetInput {
  @IdField('The proposal.')
  distributionId!: string;
}
