import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import {
  ApproveBooking,
  ConfirmBooking,
  DeclineBooking,
  HoldBooking,
  JoinWaitlist,
  LeaveWaitlist,
  newSeriesId,
  ReleaseBooking,
  ReleaseSeries,
  RequestBooking,
  RequestRecurringBooking,
} from '@jointly/joint-actions';
import { Mutations, type Answer } from '../dispatch/mutations';
import type { RequestContext } from '../graphql/options';
import { aboutBooking, aboutSlot, bookingMadeBy, type SlotAnswer } from './booked';
import {
  ApproveBookingInput,
  ConfirmBookingInput,
  DeclineBookingInput,
  HoldBookingInput,
  JoinWaitlistInput,
  LeaveWaitlistInput,
  ReleaseBookingInput,
  ReleaseSeriesInput,
  RequestBookingInput,
  RequestRecurringBookingInput,
} from './booking.inputs';
import * as payload from './payloads';

/** Who has an asset, and when. */
@Resolver()
export class BookingMutations {
  constructor(private readonly mutations: Mutations) {}

  @Mutation(() => payload.RequestBookingPayload, {
    description: 'An enterprise books the asset; where approval is needed, it waits and holds its slot.',
  })
  requestBooking(@Args('input') input: RequestBookingInput, @Context() context: RequestContext): Promise<SlotAnswer> {
    return aboutSlot(this.mutations.run(context, RequestBookingInput, input, RequestBooking, bookingMadeBy), input);
  }

  @Mutation(() => payload.HoldBookingPayload, { description: 'A slot is held for an enterprise until it confirms.' })
  holdBooking(@Args('input') input: HoldBookingInput, @Context() context: RequestContext): Promise<SlotAnswer> {
    return aboutSlot(this.mutations.run(context, HoldBookingInput, input, HoldBooking, bookingMadeBy), input);
  }

  @Mutation(() => payload.ConfirmBookingPayload, { description: 'An enterprise confirms what is held for it.' })
  confirmBooking(@Args('input') input: ConfirmBookingInput, @Context() context: RequestContext): Promise<Answer> {
    return aboutBooking(this.mutations.run(context, ConfirmBookingInput, input, ConfirmBooking), input.bookingId);
  }

  @Mutation(() => payload.ApproveBookingPayload, { description: 'A custodian or coordinator approves a booking.' })
  approveBooking(@Args('input') input: ApproveBookingInput, @Context() context: RequestContext): Promise<Answer> {
    return aboutBooking(this.mutations.run(context, ApproveBookingInput, input, ApproveBooking), input.bookingId);
  }

  @Mutation(() => payload.DeclineBookingPayload, {
    description: 'A custodian or coordinator declines a booking: its slot is free.',
  })
  declineBooking(@Args('input') input: DeclineBookingInput, @Context() context: RequestContext): Promise<Answer> {
    return aboutBooking(this.mutations.run(context, DeclineBookingInput, input, DeclineBooking), input.bookingId);
  }

  @Mutation(() => payload.ReleaseBookingPayload, {
    description: 'An enterprise gives its booking back; after the cut-off that is a late release.',
  })
  releaseBooking(@Args('input') input: ReleaseBookingInput, @Context() context: RequestContext): Promise<Answer> {
    return aboutBooking(this.mutations.run(context, ReleaseBookingInput, input, ReleaseBooking), input.bookingId);
  }

  @Mutation(() => payload.RequestRecurringBookingPayload, {
    description: 'An enterprise books a series of slots by a rule; conflicts are named one by one.',
  })
  requestRecurringBooking(
    @Args('input') input: RequestRecurringBookingInput,
    @Context() context: RequestContext,
  ): Promise<Answer> {
    return this.mutations.run(context, RequestRecurringBookingInput, input, RequestRecurringBooking, newSeriesId);
  }

  @Mutation(() => payload.ReleaseSeriesPayload, {
    description: 'An enterprise gives back what lies ahead of a series.',
  })
  releaseSeries(@Args('input') input: ReleaseSeriesInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, ReleaseSeriesInput, input, ReleaseSeries);
  }

  @Mutation(() => payload.JoinWaitlistPayload, {
    description: 'An enterprise waits for a slot that is taken; first come, first served.',
  })
  joinWaitlist(@Args('input') input: JoinWaitlistInput, @Context() context: RequestContext): Promise<SlotAnswer> {
    return aboutSlot(this.mutations.run(context, JoinWaitlistInput, input, JoinWaitlist, bookingMadeBy), input);
  }

  @Mutation(() => payload.LeaveWaitlistPayload, { description: 'An enterprise stops waiting.' })
  leaveWaitlist(@Args('input') input: LeaveWaitlistInput, @Context() context: RequestContext): Promise<Answer> {
    return aboutBooking(this.mutations.run(context, LeaveWaitlistInput, input, LeaveWaitlist), input.bookingId);
  }
}
