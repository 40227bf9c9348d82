import { InputType } from '@nestjs/graphql';
import type { Instant } from '@jointly/kernel';
import { EvidenceInput } from '../graphql/evidence.graphql';
import { DateTimeField, IdField, NestedField, TextField, WordField } from '../graphql/fields';
import { AssetInput } from './asset.inputs';
import { OnConflict } from './enums.graphql';

/** What an enterprise says about its bookings, by its delegate or recorded on its behalf. */
@InputType({ isAbstract: true })
abstract class ForEnterpriseInput extends AssetInput {
  @IdField('The enterprise.')
  enterpriseId!: string;

  @NestedField(() => EvidenceInput, 'Its signed word, where a coordinator records it on its behalf.', {
    optional: true,
  })
  evidence?: EvidenceInput | null;
}

@InputType({ isAbstract: true })
abstract class SlotInput extends ForEnterpriseInput {
  @DateTimeField('From when it wants the asset.')
  start!: Instant;

  @DateTimeField('Until when, exclusive: whoever ends at ten makes room for whoever begins at ten.')
  end!: Instant;

  @TextField('What for; seen by the enterprise and by those who keep the asset.', { optional: true })
  purpose?: string | null;
}

@InputType({ isAbstract: true })
abstract class OneBookingInput extends SlotInput {
  @IdField('The displaced booking that this one takes the place of.', { optional: true })
  insteadOf?: string | null;
}

@InputType({ description: 'An enterprise books the asset. Where approval is needed, it waits and holds its slot.' })
export class RequestBookingInput extends OneBookingInput {}

@InputType({ description: 'An enterprise has a slot held for it until it confirms or the hold runs out.' })
export class HoldBookingInput extends OneBookingInput {}

@InputType({ description: 'An enterprise books a series of slots by a rule.' })
export class RequestRecurringBookingInput extends SlotInput {
  @TextField('When it recurs, by RFC 5545: "FREQ=WEEKLY;BYDAY=TU;COUNT=10". Local time is kept over daylight saving.', {
    most: 500,
  })
  rule!: string;

  @WordField(() => OnConflict, 'What becomes of it where some occurrences can’t be had.')
  onConflict!: keyof typeof OnConflict;
}

@InputType({ description: 'An enterprise waits for a slot that is taken; first come, first served.' })
export class JoinWaitlistInput extends SlotInput {}

@InputType({ isAbstract: true })
abstract class OwnBookingInput extends ForEnterpriseInput {
  @IdField('The booking.')
  bookingId!: string;
}

@InputType({ description: 'An enterprise confirms what is held for it: from then on it binds.' })
export class ConfirmBookingInput extends OwnBookingInput {}

@InputType({ description: 'An enterprise gives a booking back; after the cut-off that is a late release.' })
export class ReleaseBookingInput extends OwnBookingInput {
  @TextField('Why.', { most: 1000, optional: true })
  reason?: string | null;
}

@InputType({ description: 'An enterprise gives back what lies ahead of a series.' })
export class ReleaseSeriesInput extends ForEnterpriseInput {
  @IdField('The series.')
  seriesId!: string;

  @TextField('Why.', { most: 1000, optional: true })
  reason?: string | null;
}

@InputType({ description: 'An enterprise stops waiting.' })
export class LeaveWaitlistInput extends OwnBookingInput {}

/** What those who keep the asset decide about a booking. */
@InputType({ isAbstract: true })
abstract class DecisionInput extends AssetInput {
  @IdField('The booking.')
  bookingId!: string;

  @IdField('The enterprise whose booking it is.')
  enterpriseId!: string;
}

@InputType({ description: 'A custodian or coordinator who does not act for the enterprise approves its booking.' })
export class ApproveBookingInput extends DecisionInput {}

@InputType({
  description: 'A custodian or coordinator who does not act for the enterprise declines its booking: its slot is free.',
})
export class DeclineBookingInput extends DecisionInput {
  @TextField('Why.', { most: 1000 })
  reason!: string;
}
