import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { parseStreamId } from '@jointly/kernel';
import {
  AdmitMember,
  AppointDelegate,
  EndMandate,
  EndMembership,
  EraseEnterprise,
  newMandateId,
} from '@jointly/joint-actions';
import { Mutations, type Answer } from '../dispatch/mutations';
import type { RequestContext } from '../graphql/options';
import {
  AdmitMemberInput,
  AppointDelegateInput,
  EndMandateInput,
  EndMembershipInput,
  EraseEnterpriseInput,
  RegisterEnterpriseInput,
} from './governance.inputs';
import * as payload from './payloads';
import { Registration } from './registration';

/** Enterprises, their membership, and who may act for them. */
@Resolver()
export class EnterpriseMutations {
  constructor(
    private readonly mutations: Mutations,
    private readonly registration: Registration,
  ) {}

  @Mutation(() => payload.RegisterEnterprisePayload, { description: 'A coordinator enters an enterprise.' })
  registerEnterprise(
    @Args('input') input: RegisterEnterpriseInput,
    @Context() context: RequestContext,
  ): Promise<Answer> {
    return this.mutations.steps(
      context,
      RegisterEnterpriseInput,
      input,
      (given) => this.registration.enterprise(given),
      { created: (_command, stream) => parseStreamId(stream).id },
    );
  }

  @Mutation(() => payload.AdmitMemberPayload, { description: 'A coordinator admits a member.' })
  admitMember(@Args('input') input: AdmitMemberInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, AdmitMemberInput, input, AdmitMember);
  }

  @Mutation(() => payload.EndMembershipPayload, { description: 'A coordinator ends a membership.' })
  endMembership(@Args('input') input: EndMembershipInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, EndMembershipInput, input, EndMembership);
  }

  @Mutation(() => payload.EraseEnterprisePayload, { description: 'An enterprise’s name is given up for good.' })
  eraseEnterprise(@Args('input') input: EraseEnterpriseInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.steps(context, EraseEnterpriseInput, input, (given) =>
      this.registration.erase(given, EraseEnterprise, given.input.enterpriseId),
    );
  }

  @Mutation(() => payload.AppointDelegatePayload, { description: 'A person may act for an enterprise from now on.' })
  appointDelegate(@Args('input') input: AppointDelegateInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, AppointDelegateInput, input, AppointDelegate, newMandateId);
  }

  @Mutation(() => payload.EndMandatePayload, { description: 'A mandate is ended.' })
  endMandate(@Args('input') input: EndMandateInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, EndMandateInput, input, EndMandate);
  }
}
