import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import {
  ApproveSurplus,
  CloseFunding,
  FundAsset,
  IssueShare,
  newCostId,
  newDistributionId,
  newFundingId,
  newGrantId,
  newPledgeId,
  OpenFunding,
  ProposeSurplus,
  RecordAssetCost,
  RecordGrant,
  RejectSurplus,
  TransferShare,
  VoidAssetCost,
  WithdrawPledge,
} from '@jointly/joint-actions';
import { Mutations, type Answer } from '../dispatch/mutations';
import type { RequestContext } from '../graphql/options';
import {
  ApproveSurplusInput,
  CloseFundingInput,
  FundAssetInput,
  IssueShareInput,
  OpenFundingInput,
  ProposeSurplusInput,
  RecordAssetCostInput,
  RecordGrantInput,
  RejectSurplusInput,
  TransferShareInput,
  VoidAssetCostInput,
  WithdrawPledgeInput,
} from './ownership.inputs';
import * as payload from './payloads';

/** Who pays for an asset, who owns it, and who gets what it brings in. */
@Resolver()
export class OwnershipMutations {
  constructor(private readonly mutations: Mutations) {}

  @Mutation(() => payload.OpenFundingPayload, {
    description: 'Members may pledge towards the asset; below the target nobody owes anything.',
  })
  openFunding(@Args('input') input: OpenFundingInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, OpenFundingInput, input, OpenFunding, newFundingId);
  }

  @Mutation(() => payload.FundAssetPayload, {
    description: 'A member pledges a contribution; it replaces what it pledged before.',
  })
  fundAsset(@Args('input') input: FundAssetInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, FundAssetInput, input, FundAsset, newPledgeId);
  }

  @Mutation(() => payload.WithdrawPledgePayload, { description: 'A member takes its pledge back before the deadline.' })
  withdrawPledge(@Args('input') input: WithdrawPledgeInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, WithdrawPledgeInput, input, WithdrawPledge);
  }

  @Mutation(() => payload.RecordGrantPayload, { description: 'An outside party gives money towards the asset.' })
  recordGrant(@Args('input') input: RecordGrantInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, RecordGrantInput, input, RecordGrant, newGrantId);
  }

  @Mutation(() => payload.CloseFundingPayload, { description: 'The target is reached: each pledge is owed.' })
  closeFunding(@Args('input') input: CloseFundingInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, CloseFundingInput, input, CloseFunding);
  }

  @Mutation(() => payload.IssueSharePayload, { description: 'An enterprise is given shares in the asset.' })
  issueShare(@Args('input') input: IssueShareInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, IssueShareInput, input, IssueShare);
  }

  @Mutation(() => payload.TransferSharePayload, { description: 'Shares go from one holder to another.' })
  transferShare(@Args('input') input: TransferShareInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, TransferShareInput, input, TransferShare);
  }

  @Mutation(() => payload.RecordAssetCostPayload, { description: 'Keeping or running the asset cost something.' })
  recordAssetCost(@Args('input') input: RecordAssetCostInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, RecordAssetCostInput, input, RecordAssetCost, newCostId);
  }

  @Mutation(() => payload.VoidAssetCostPayload, { description: 'A wrong cost counts for nothing from now on.' })
  voidAssetCost(@Args('input') input: VoidAssetCostInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, VoidAssetCostInput, input, VoidAssetCost);
  }

  @Mutation(() => payload.ProposeSurplusPayload, {
    description: 'Somebody proposes to share what use brought in beyond costs.',
  })
  proposeSurplus(@Args('input') input: ProposeSurplusInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, ProposeSurplusInput, input, ProposeSurplus, newDistributionId);
  }

  @Mutation(() => payload.ApproveSurplusPayload, {
    description: 'A second person approves: each part is credited to its enterprise’s account.',
  })
  approveSurplus(@Args('input') input: ApproveSurplusInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, ApproveSurplusInput, input, ApproveSurplus);
  }

  @Mutation(() => payload.RejectSurplusPayload, { description: 'A second person turns the proposal down.' })
  rejectSurplus(@Args('input') input: RejectSurplusInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, RejectSurplusInput, input, RejectSurplus);
  }
}
