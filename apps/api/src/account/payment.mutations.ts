import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { ConfirmPayment, EnterPayment, newPaymentId, RejectPayment } from '@jointly/joint-actions';
import { Mutations, type Answer } from '../dispatch/mutations';
import type { RequestContext } from '../graphql/options';
import { payloadType } from '../graphql/payload';
import { ConfirmPaymentInput, EnterPaymentInput, RejectPaymentInput } from './payment.inputs';

const EnterPaymentPayload = payloadType({ name: 'EnterPayment', created: 'paymentId' });
const ConfirmPaymentPayload = payloadType({ name: 'ConfirmPayment' });
const RejectPaymentPayload = payloadType({ name: 'RejectPayment' });

/** Each payment takes two people. */
@Resolver()
export class PaymentMutations {
  constructor(private readonly mutations: Mutations) {}

  @Mutation(() => EnterPaymentPayload, { description: 'Somebody enters a payment.' })
  enterPayment(@Args('input') input: EnterPaymentInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, EnterPaymentInput, input, EnterPayment, newPaymentId);
  }

  @Mutation(() => ConfirmPaymentPayload, { description: 'Another person confirms it: now it discharges what is owed.' })
  confirmPayment(@Args('input') input: ConfirmPaymentInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, ConfirmPaymentInput, input, ConfirmPayment);
  }

  @Mutation(() => RejectPaymentPayload, { description: 'Another person finds that it is not so.' })
  rejectPayment(@Args('input') input: RejectPaymentInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, RejectPaymentInput, input, RejectPayment);
  }
}
