import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { platform } from '@jointly/kernel';
import {
  ChangeClusterStage,
  ChangeRules,
  CreateAssociation,
  CreateCluster,
  ErasePerson,
  EraseSupplier,
  GrantRole,
  newClusterId,
  newPersonId,
  newSupplierId,
  DeactivateSupplier,
  RegisterSupplier,
  RevokeRole,
} from '@jointly/joint-actions';
import { commandData } from '../dispatch/command-data';
import { Mutations, type Answer } from '../dispatch/mutations';
import type { RequestContext } from '../graphql/options';
import { ChangeRulesInput, CreateAssociationInput, ErasePersonInput, RegisterPersonInput } from './founding.inputs';
import {
  ChangeClusterStageInput,
  CreateClusterInput,
  DeactivateSupplierInput,
  EraseSupplierInput,
  GrantRoleInput,
  RegisterSupplierInput,
  RevokeRoleInput,
} from './governance.inputs';
import * as payload from './payloads';
import { Registration } from './registration';

/** Founding an association and running it. */
@Resolver()
export class AssociationMutations {
  constructor(
    private readonly mutations: Mutations,
    private readonly registration: Registration,
  ) {}

  @Mutation(() => payload.CreateAssociationPayload, { description: 'An operator founds an association.' })
  createAssociation(@Args('input') input: CreateAssociationInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.steps(
      context,
      CreateAssociationInput,
      input,
      async (given) => {
        const { coordinator, ...founded } = given.input;
        const registered = await this.registration.person(given, coordinator, context.holder);
        const personId = newPersonId(registered.commandId);
        await given.step(CreateAssociation, { ...commandData(founded), personId });
        return registered;
      },
      { created: newPersonId, askerIn: () => platform },
    );
  }

  @Mutation(() => payload.ChangeRulesPayload, { description: 'A coordinator changes the association’s rules.' })
  changeRules(@Args('input') input: ChangeRulesInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, ChangeRulesInput, input, ChangeRules);
  }

  @Mutation(() => payload.RegisterPersonPayload, { description: 'A coordinator enters a person.' })
  registerPerson(@Args('input') input: RegisterPersonInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.steps(
      context,
      RegisterPersonInput,
      input,
      (given) => this.registration.person(given, given.input.person, context.holder),
      { created: newPersonId },
    );
  }

  @Mutation(() => payload.ErasePersonPayload, { description: 'A person’s name and contact are given up for good.' })
  erasePerson(@Args('input') input: ErasePersonInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.steps(context, ErasePersonInput, input, (given) =>
      this.registration.erase(given, ErasePerson, given.input.personId),
    );
  }

  @Mutation(() => payload.GrantRolePayload, { description: 'A coordinator gives a role.' })
  grantRole(@Args('input') input: GrantRoleInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, GrantRoleInput, input, GrantRole);
  }

  @Mutation(() => payload.RevokeRolePayload, { description: 'A coordinator takes a role back.' })
  revokeRole(@Args('input') input: RevokeRoleInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, RevokeRoleInput, input, RevokeRole);
  }

  @Mutation(() => payload.CreateClusterPayload, { description: 'A coordinator enters a cluster.' })
  createCluster(@Args('input') input: CreateClusterInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, CreateClusterInput, input, CreateCluster, newClusterId);
  }

  @Mutation(() => payload.ChangeClusterStagePayload, { description: 'A coordinator records a cluster’s new stage.' })
  changeClusterStage(
    @Args('input') input: ChangeClusterStageInput,
    @Context() context: RequestContext,
  ): Promise<Answer> {
    return this.mutations.run(context, ChangeClusterStageInput, input, ChangeClusterStage);
  }

  @Mutation(() => payload.RegisterSupplierPayload, { description: 'A coordinator enters a supplier.' })
  registerSupplier(@Args('input') input: RegisterSupplierInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, RegisterSupplierInput, input, RegisterSupplier, newSupplierId);
  }

  @Mutation(() => payload.DeactivateSupplierPayload, { description: 'A supplier is dealt with no more.' })
  deactivateSupplier(
    @Args('input') input: DeactivateSupplierInput,
    @Context() context: RequestContext,
  ): Promise<Answer> {
    return this.mutations.run(context, DeactivateSupplierInput, input, DeactivateSupplier);
  }
  @Mutation(() => payload.EraseSupplierPayload, { description: 'A supplier’s name is given up for good.' })
  eraseSupplier(@Args('input') input: EraseSupplierInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.steps(context, EraseSupplierInput, input, (given) =>
      this.registration.erase(given, EraseSupplier, given.input.supplierId),
    );
  }
}
