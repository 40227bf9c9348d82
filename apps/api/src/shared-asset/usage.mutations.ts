import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import {
  BillBooking,
  CorrectMeterReading,
  ExcuseBooking,
  newDamageId,
  newReadingId,
  RecordHandOver,
  RecordMeterReading,
  RecordReturn,
  ReportDamage,
} from '@jointly/joint-actions';
import { Mutations, type Answer } from '../dispatch/mutations';
import type { RequestContext } from '../graphql/options';
import { aboutBooking } from './booked';
import {
  BillBookingInput,
  CorrectMeterReadingInput,
  ExcuseBookingInput,
  RecordHandOverInput,
  RecordMeterReadingInput,
  RecordReturnInput,
  ReportDamageInput,
} from './usage.inputs';
import * as payload from './payloads';

/** From the hand-over to the bill. */
@Resolver()
export class UsageMutations {
  constructor(private readonly mutations: Mutations) {}

  @Mutation(() => payload.RecordHandOverPayload, {
    description:
      'The asset is handed over to an enterprise that has booked it. One that was in time, as `occurredAt` says, and is recorded too late turns the no-show back into a use where nobody else has taken its time.',
  })
  recordHandOver(@Args('input') input: RecordHandOverInput, @Context() context: RequestContext): Promise<Answer> {
    return aboutBooking(this.mutations.run(context, RecordHandOverInput, input, RecordHandOver), input.bookingId);
  }

  @Mutation(() => payload.ExcuseBookingPayload, {
    description: 'A no-show or a late release was nobody’s fault: nobody is blamed, and its fee is given back.',
  })
  excuseBooking(@Args('input') input: ExcuseBookingInput, @Context() context: RequestContext): Promise<Answer> {
    return aboutBooking(this.mutations.run(context, ExcuseBookingInput, input, ExcuseBooking), input.bookingId);
  }

  @Mutation(() => payload.RecordReturnPayload, { description: 'The asset is back.' })
  recordReturn(@Args('input') input: RecordReturnInput, @Context() context: RequestContext): Promise<Answer> {
    return aboutBooking(this.mutations.run(context, RecordReturnInput, input, RecordReturn), input.bookingId);
  }

  @Mutation(() => payload.BillBookingPayload, { description: 'A use is billed before its review ends by itself.' })
  billBooking(@Args('input') input: BillBookingInput, @Context() context: RequestContext): Promise<Answer> {
    return aboutBooking(this.mutations.run(context, BillBookingInput, input, BillBooking), input.bookingId);
  }

  @Mutation(() => payload.RecordMeterReadingPayload, {
    description: 'The meter is read outside a hand-over or a return.',
  })
  recordMeterReading(
    @Args('input') input: RecordMeterReadingInput,
    @Context() context: RequestContext,
  ): Promise<Answer> {
    return this.mutations.run(context, RecordMeterReadingInput, input, RecordMeterReading, newReadingId);
  }

  @Mutation(() => payload.CorrectMeterReadingPayload, {
    description: 'A wrong reading is replaced, and the bill that rests on it corrected.',
  })
  correctMeterReading(
    @Args('input') input: CorrectMeterReadingInput,
    @Context() context: RequestContext,
  ): Promise<Answer> {
    return this.mutations.run(context, CorrectMeterReadingInput, input, CorrectMeterReading);
  }

  @Mutation(() => payload.ReportDamagePayload, { description: 'Somebody found the asset damaged.' })
  reportDamage(@Args('input') input: ReportDamageInput, @Context() context: RequestContext): Promise<Answer> {
    return this.mutations.run(context, ReportDamageInput, input, ReportDamage, newDamageId);
  }
}
