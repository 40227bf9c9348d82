import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import {
  ChangeTerms,
  CloseDemand,
  DeclineInvitation,
  InviteEnterprises,
  MakeCommitment,
  newPurchaseId,
  OpenBulkPurchase,
  RegisterDemand,
  ReviseDemand,
  WithdrawCommitment,
  WithdrawDemand,
} from '@jointly/joint-actions';
import { Mutations, type Answer } from '../dispatch/mutations';
import type { RequestContext } from '../graphql/options';
import {
  OpenBulkPurchaseInput,
  ChangeTermsInput,
  InviteEnterprisesInput,
  DeclineInvitationInput,
} from './terms.inputs';
import {
  RegisterDemandInput,
  ReviseDemandInput,
  WithdrawDemandInput,
  MakeCommitmentInput,
  WithdrawCommitmentInput,
} from './member.inputs';
import { CloseDemandInput } from './settlement.inputs';
import * as payload from './payloads';

/** Opening a bulk purchase, and what members say about it. */
@Resolver()
export class BulkPurchaseMutations {
  constructor(private readonly mutations: Mutations) {}

  @Mutation(() => payload.OpenBulkPurchasePayload, { description: 'A coordinator opens a bulk purchase.' })
  openBulkPurchase(@Args('input') input: OpenBulkPurchaseInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, OpenBulkPurchaseInput, input, OpenBulkPurchase, newPurchaseId);
  }

  @Mutation(() => payload.ChangeTermsPayload, { description: 'A coordinator changes the terms before an award.' })
  changeTerms(@Args('input') input: ChangeTermsInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, ChangeTermsInput, input, ChangeTerms);
  }

  @Mutation(() => payload.InviteEnterprisesPayload, { description: 'Members are invited to take part.' })
  inviteEnterprises(@Args('input') input: InviteEnterprisesInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, InviteEnterprisesInput, input, InviteEnterprises);
  }

  @Mutation(() => payload.DeclineInvitationPayload, { description: 'An invited member says no, and why.' })
  declineInvitation(@Args('input') input: DeclineInvitationInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, DeclineInvitationInput, input, DeclineInvitation);
  }

  @Mutation(() => payload.RegisterDemandPayload, { description: 'A member states what it intends to buy.' })
  registerDemand(@Args('input') input: RegisterDemandInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, RegisterDemandInput, input, RegisterDemand);
  }

  @Mutation(() => payload.ReviseDemandPayload, {
    description: 'A member changes its demand, or renews its consent to new terms.',
  })
  reviseDemand(@Args('input') input: ReviseDemandInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, ReviseDemandInput, input, ReviseDemand);
  }

  @Mutation(() => payload.WithdrawDemandPayload, { description: 'A member takes its demand back.' })
  withdrawDemand(@Args('input') input: WithdrawDemandInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, WithdrawDemandInput, input, WithdrawDemand);
  }

  @Mutation(() => payload.CloseDemandPayload, { description: 'A coordinator closes the demand.' })
  closeDemand(@Args('input') input: CloseDemandInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, CloseDemandInput, input, CloseDemand);
  }

  @Mutation(() => payload.MakeCommitmentPayload, { description: 'A member binds itself to a quantity, up to a price.' })
  makeCommitment(@Args('input') input: MakeCommitmentInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, MakeCommitmentInput, input, MakeCommitment);
  }

  @Mutation(() => payload.WithdrawCommitmentPayload, {
    description: 'A member takes its commitment back before the cut-off.',
  })
  withdrawCommitment(
    @Args('input') input: WithdrawCommitmentInput,
    @Context() context: RequestContext,
  ): Promise<Answer> {
    return this.mutations.run(context, WithdrawCommitmentInput, input, WithdrawCommitment);
  }
}
