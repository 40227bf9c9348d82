import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import {
  ChangeAccessRules,
  CommissionAsset,
  DeclareHireBaseline,
  NameCustodians,
  newAssetId,
  newHireBaselineId,
  newTariffId,
  RecordAcquisition,
  RegisterAsset,
  RetireAsset,
  SetTariff,
  VerifyHireBaseline,
} from '@jointly/joint-actions';
import { Mutations, type Answer } from '../dispatch/mutations';
import type { RequestContext } from '../graphql/options';
import {
  ChangeAccessRulesInput,
  CommissionAssetInput,
  DeclareHireBaselineInput,
  NameCustodiansInput,
  RecordAcquisitionInput,
  RegisterAssetInput,
  RetireAssetInput,
  SetTariffInput,
  VerifyHireBaselineInput,
} from './asset.inputs';
import * as payload from './payloads';

/** What an asset is, who may use it, and what that costs. */
@Resolver()
export class AssetMutations {
  constructor(private readonly mutations: Mutations) {}

  @Mutation(() => payload.RegisterAssetPayload, {
    description: 'A coordinator proposes equipment, a facility or a specialist’s time to be shared.',
  })
  registerAsset(@Args('input') input: RegisterAssetInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, RegisterAssetInput, input, RegisterAsset, newAssetId);
  }

  @Mutation(() => payload.ChangeAccessRulesPayload, {
    description: 'The rules of access are replaced; bookings keep what they were made under.',
  })
  changeAccessRules(@Args('input') input: ChangeAccessRulesInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, ChangeAccessRulesInput, input, ChangeAccessRules);
  }

  @Mutation(() => payload.NameCustodiansPayload, {
    description: 'Other people hand the asset over and take it back from now on.',
  })
  nameCustodians(@Args('input') input: NameCustodiansInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, NameCustodiansInput, input, NameCustodians);
  }

  @Mutation(() => payload.RecordAcquisitionPayload, { description: 'The asset is there: bought, lent or given.' })
  recordAcquisition(@Args('input') input: RecordAcquisitionInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, RecordAcquisitionInput, input, RecordAcquisition);
  }

  @Mutation(() => payload.CommissionAssetPayload, { description: 'The asset can be booked from now on.' })
  commissionAsset(@Args('input') input: CommissionAssetInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, CommissionAssetInput, input, CommissionAsset);
  }

  @Mutation(() => payload.RetireAssetPayload, {
    description: 'The asset is shared no longer; bookings ahead are displaced.',
  })
  retireAsset(@Args('input') input: RetireAssetInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, RetireAssetInput, input, RetireAsset);
  }

  @Mutation(() => payload.SetTariffPayload, { description: 'What use costs from a moment on.' })
  setTariff(@Args('input') input: SetTariffInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, SetTariffInput, input, SetTariff, newTariffId);
  }

  @Mutation(() => payload.DeclareHireBaselinePayload, { description: 'Somebody declares what use is compared with.' })
  declareHireBaseline(
    @Args('input') input: DeclareHireBaselineInput,
    @Context() context: RequestContext,
  ): Promise<Answer> {
    return this.mutations.run(context, DeclareHireBaselineInput, input, DeclareHireBaseline, newHireBaselineId);
  }

  @Mutation(() => payload.VerifyHireBaselinePayload, {
    description: 'Another person verifies it: it counts for what is handed over from now on.',
  })
  verifyHireBaseline(
    @Args('input') input: VerifyHireBaselineInput,
    @Context() context: RequestContext,
  ): Promise<Answer> {
    return this.mutations.run(context, VerifyHireBaselineInput, input, VerifyHireBaseline);
  }
}
