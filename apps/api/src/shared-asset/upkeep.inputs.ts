import { InputType } from '@nestjs/graphql';
import type { Instant } from '@jointly/kernel';
import { DateTimeField, DecimalField, IdField, TextField, WholeField, WordField } from '../graphql/fields';
import { AssetInput } from './asset.inputs';
import { DowntimeCause } from './enums.graphql';

@InputType({ description: 'A custodian or coordinator takes the asset out of service; bookings are displaced.' })
export class StartDowntimeInput extends AssetInput {
  @DateTimeField('Until when it is expected to last.')
  expectedEnd!: Instant;

  @WordField(() => DowntimeCause, 'Why.')
  cause!: keyof typeof DowntimeCause;

  @TextField('What is known about it.', { most: 1000, optional: true })
  note?: string | null;
}

@InputType({ description: 'A custodian or coordinator says that the downtime lasts longer; bookings are displaced.' })
export class ExtendDowntimeInput extends AssetInput {
  @DateTimeField('Until when it is expected to last now.')
  expectedEnd!: Instant;
}

@InputType({ description: 'A custodian or coordinator puts the asset back into service.' })
export class EndDowntimeInput extends AssetInput {}

@InputType({ description: 'A coordinator or custodian says when maintenance falls due, whichever comes first.' })
export class SetMaintenancePlanInput extends AssetInput {
  @DecimalField('After so much on the meter.', { optional: true })
  everyUnits?: string | null;

  @WholeField('After so many days.', 1, 3_650, { optional: true })
  everyDays?: number | null;

  @DateTimeField('When it was maintained last; absent for when the plan before counts from, or now.', {
    optional: true,
  })
  since?: Instant | null;

  @DecimalField('What the meter showed then.', { optional: true })
  sinceReading?: string | null;
}

@InputType({ description: 'A custodian or coordinator takes time for maintenance; bookings then are displaced.' })
export class ScheduleMaintenanceInput extends AssetInput {
  @TextField('What is done.')
  title!: string;

  @DateTimeField('From when.')
  start!: Instant;

  @DateTimeField('Until when, exclusive.')
  end!: Instant;
}

@InputType({ description: 'A custodian or coordinator calls scheduled maintenance off: its time is free.' })
export class CancelMaintenanceInput extends AssetInput {
  @IdField('The scheduled maintenance.')
  maintenanceId!: string;
}

@InputType({ description: 'A custodian or coordinator records that maintenance was done; the next counts from here.' })
export class CompleteMaintenanceInput extends AssetInput {
  @IdField('The scheduled one; absent for one done unscheduled.', { optional: true })
  maintenanceId?: string | null;

  @DecimalField('What the meter shows.', { optional: true })
  reading?: string | null;

  @TextField('What was done and found.', { most: 1000, optional: true })
  note?: string | null;
}
