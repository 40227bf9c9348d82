import { InputType } from '@nestjs/graphql';
import { EvidenceInput } from '../graphql/evidence.graphql';
import { DecimalField, IdField, NestedField, TextField, WordField } from '../graphql/fields';
import { AssetInput } from './asset.inputs';
import { AssetCondition } from './enums.graphql';

/** When it happened is `occurredAt`. */
@InputType({ isAbstract: true })
abstract class ExchangeInput extends AssetInput {
  @IdField('The booking.')
  bookingId!: string;

  @IdField('The enterprise whose booking it is.')
  enterpriseId!: string;

  @DecimalField('What the meter shows; needed where the asset has one.', { optional: true })
  reading?: string | null;

  @WordField(() => AssetCondition, 'How the asset is.')
  condition!: keyof typeof AssetCondition;

  @TextField('What was noticed.', { most: 1000, optional: true })
  note?: string | null;
}

@InputType({
  description: 'A custodian or coordinator who does not act for the enterprise hands the asset over to it.',
})
export class RecordHandOverInput extends ExchangeInput {}

@InputType({
  description: 'A custodian or coordinator who does not act for the enterprise excuses its no-show or late release.',
})
export class ExcuseBookingInput extends AssetInput {
  @IdField('The booking.')
  bookingId!: string;

  @IdField('Whose it is.')
  enterpriseId!: string;

  @TextField('Why nobody is to blame: illness, a flood.', { most: 1000 })
  reason!: string;
}

@InputType({ description: 'A custodian or coordinator who does not act for the enterprise takes the asset back.' })
export class RecordReturnInput extends ExchangeInput {}

@InputType({ description: 'A custodian or coordinator reads the meter outside a hand-over or a return.' })
export class RecordMeterReadingInput extends AssetInput {
  @DecimalField('What it shows: never less than before.')
  reading!: string;
}

@InputType({
  description: 'A custodian or coordinator replaces a wrong reading; a bill that rests on it is corrected.',
})
export class CorrectMeterReadingInput extends AssetInput {
  @IdField('The reading.')
  readingId!: string;

  @DecimalField('What the meter showed, between the readings before and after.')
  reading!: string;

  @TextField('What was wrong.', { most: 1000 })
  reason!: string;
}

@InputType({ description: 'A custodian or coordinator bills a use before its review ends by itself.' })
export class BillBookingInput extends AssetInput {
  @IdField('The booking.')
  bookingId!: string;
}

@InputType({ description: 'A custodian or coordinator reports that the asset is damaged.' })
export class ReportDamageInput extends AssetInput {
  @IdField('In whose use it was found, or after whose.', { optional: true })
  bookingId?: string | null;

  @TextField('What is damaged.')
  summary!: string;

  @NestedField(() => EvidenceInput, 'A photograph, a mechanic’s report.', { optional: true })
  evidence?: EvidenceInput | null;
}
