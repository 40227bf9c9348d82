import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import {
  ApproveAward,
  AwardDirectly,
  CancelBulkPurchase,
  ConfirmPurchase,
  DeclareBaseline,
  FailPurchase,
  LockBaseline,
  newBaselineId,
  newOfferId,
  RecordOffer,
  RejectAward,
  VerifyBaseline,
} from '@jointly/joint-actions';
import { Mutations, type Answer } from '../dispatch/mutations';
import type { RequestContext } from '../graphql/options';
import {
  DeclareBaselineInput,
  VerifyBaselineInput,
  LockBaselineInput,
  RecordOfferInput,
  RejectAwardInput,
  AwardDirectlyInput,
  ApproveAwardInput,
} from './award.inputs';
import { ConfirmPurchaseInput, FailPurchaseInput, CancelBulkPurchaseInput } from './settlement.inputs';
import * as payload from './payloads';

/** From the baseline to the confirmed purchase. */
@Resolver()
export class AwardMutations {
  constructor(private readonly mutations: Mutations) {}

  @Mutation(() => payload.DeclareBaselinePayload, { description: 'Somebody declares what members would pay alone.' })
  declareBaseline(@Args('input') input: DeclareBaselineInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, DeclareBaselineInput, input, DeclareBaseline, newBaselineId);
  }

  @Mutation(() => payload.VerifyBaselinePayload, { description: 'Another person verifies the baseline.' })
  verifyBaseline(@Args('input') input: VerifyBaselineInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, VerifyBaselineInput, input, VerifyBaseline);
  }

  @Mutation(() => payload.LockBaselinePayload, {
    description: 'The verified baseline is fixed before the first offer.',
  })
  lockBaseline(@Args('input') input: LockBaselineInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, LockBaselineInput, input, LockBaseline);
  }

  @Mutation(() => payload.RecordOfferPayload, { description: 'A supplier’s offer is recorded.' })
  recordOffer(@Args('input') input: RecordOfferInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, RecordOfferInput, input, RecordOffer, newOfferId);
  }

  @Mutation(() => payload.AwardDirectlyPayload, { description: 'An award without bids is proposed, with its reason.' })
  awardDirectly(@Args('input') input: AwardDirectlyInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, AwardDirectlyInput, input, AwardDirectly);
  }

  @Mutation(() => payload.ApproveAwardPayload, {
    description: 'A second person approves the award; then members commit.',
  })
  approveAward(@Args('input') input: ApproveAwardInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, ApproveAwardInput, input, ApproveAward);
  }

  @Mutation(() => payload.RejectAwardPayload, { description: 'A second person turns the award down.' })
  rejectAward(@Args('input') input: RejectAwardInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, RejectAwardInput, input, RejectAward);
  }

  @Mutation(() => payload.ConfirmPurchasePayload, { description: 'The threshold is met and the purchase goes ahead.' })
  confirmPurchase(@Args('input') input: ConfirmPurchaseInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, ConfirmPurchaseInput, input, ConfirmPurchase);
  }

  @Mutation(() => payload.FailPurchasePayload, { description: 'The purchase does not go ahead and binds nobody.' })
  failPurchase(@Args('input') input: FailPurchaseInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, FailPurchaseInput, input, FailPurchase);
  }

  @Mutation(() => payload.CancelBulkPurchasePayload, { description: 'A coordinator calls the purchase off.' })
  cancelBulkPurchase(
    @Args('input') input: CancelBulkPurchaseInput,
    @Context() context: RequestContext,
  ): Promise<Answer> {
    return this.mutations.run(context, CancelBulkPurchaseInput, input, CancelBulkPurchase);
  }
}
