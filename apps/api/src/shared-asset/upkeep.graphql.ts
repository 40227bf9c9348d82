import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Instant } from '@jointly/kernel';
import { connectionType } from '../graphql/connection.graphql';
import { MoneyObject } from '../graphql/money.graphql';
import { QuantityObject } from '../graphql/quantity.graphql';
import { DateTime } from '../graphql/scalars';
import { Slot } from './calendar.graphql';
import { Downtime } from './shared-asset.graphql';
import {
  DowntimeCause,
  MaintenanceStatus,
  ReadingSource,
  RunCancellation,
  RunSharing,
  RunStatus,
} from './enums.graphql';

@ObjectType({ description: 'A reading was found wrong and replaced.' })
export class ReadingCorrection {
  @Field(() => String, { description: 'What it was before.' })
  was!: string;

  @Field(() => DateTime, { description: 'When it was corrected.' })
  correctedAt!: Instant;

  @Field(() => ID, { description: 'The person who corrected it.' })
  correctedById!: string;

  @Field(() => String, { nullable: true, description: 'What was wrong; null once it was erased.' })
  reason!: string | null;
}

@ObjectType({ description: 'What a meter showed.' })
export class MeterReading {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ReadingSource, { description: 'On what occasion.' })
  of!: keyof typeof ReadingSource;

  @Field(() => ID, { nullable: true, description: 'The booking that began or ended with it.' })
  bookingId!: string | null;

  @Field(() => DateTime, { description: 'When it was read.' })
  at!: Instant;

  @Field(() => String, { description: 'As it stands, in the asset’s meter unit.' })
  reading!: string;

  @Field(() => [ReadingCorrection], { description: 'The earliest first.' })
  corrections!: ReadingCorrection[];
}

@ObjectType({ description: 'An asset was out of service, or is.' })
export class DowntimeRecord extends Downtime {
  @Field(() => DateTime, { nullable: true, description: 'When it was back; null while it lasts.' })
  end!: Instant | null;

  @Field(() => DowntimeCause, { description: 'Why.' })
  cause!: keyof typeof DowntimeCause;

  @Field(() => String, {
    nullable: true,
    description: 'What is known about it; null where nothing is, or once erased.',
  })
  note!: string | null;

  @Field(() => ID, { description: 'The person who reported it.' })
  reportedById!: string;
}

@ObjectType({ description: 'Time taken for maintenance.' })
export class Maintenance extends Slot {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'What is done; null for what was done unscheduled.' })
  title!: string | null;

  @Field(() => MaintenanceStatus, { description: 'Where it stands.' })
  status!: keyof typeof MaintenanceStatus;

  @Field(() => DateTime, { nullable: true, description: 'When it was done.' })
  completedAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'What was done and found; null once it was erased.' })
  note!: string | null;
}

@ObjectType({ description: 'A member’s part of a joint run’s cost.' })
export class RunShare {
  @Field(() => Boolean, { description: 'Whether what it had announced was there.' })
  attended!: boolean;

  @Field(() => ID, { description: 'The charge on its account.' })
  chargeId!: string;

  @Field(() => MoneyObject, { description: 'Its part.' })
  amount!: MoneyObject;

  @Field(() => DateTime, { description: 'When it is due.' })
  dueAt!: Instant;
}

@ObjectType({ description: 'A member in a joint run.' })
export class RunPart {
  @Field(() => ID, { description: 'The member.' })
  enterpriseId!: string;

  @Field(() => QuantityObject, { description: 'What it brings.' })
  quantity!: QuantityObject;

  @Field(() => RunShare, { nullable: true, description: 'Null until the run took place.' })
  share!: RunShare | null;
}

@ObjectType({ description: 'A joint production or testing run on an asset.' })
export class JointRun extends Slot {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'What is done.' })
  title!: string;

  @Field(() => RunStatus, { description: 'Where it stands.' })
  status!: keyof typeof RunStatus;

  @Field(() => DateTime, { description: 'Until when members join and leave.' })
  joinBy!: Instant;

  @Field(() => QuantityObject, { description: 'What it can take in all.' })
  capacity!: QuantityObject;

  @Field(() => QuantityObject, { nullable: true, description: 'Below it the run is cancelled when joining ends.' })
  minimum!: QuantityObject | null;

  @Field(() => QuantityObject, {
    nullable: true,
    description:
      'What members have announced together. Null for who may not see totals, while fewer than three enterprises have joined, or all but one of them are the asker’s own.',
  })
  joined!: QuantityObject | null;

  @Field(() => Boolean, { description: 'Whether what was announced comes to the minimum, where there is one.' })
  isMinimumReached!: boolean;

  @Field(() => RunSharing, { description: 'How its cost is shared.' })
  sharing!: keyof typeof RunSharing;

  @Field(() => MoneyObject, { description: 'What it is expected to cost.' })
  estimatedCost!: MoneyObject;

  @Field(() => MoneyObject, {
    nullable: true,
    description: 'What it cost; null until it took place, and where `joined` is.',
  })
  cost!: MoneyObject | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The supplier who is owed it, for who sees the asset’s costs; null where the association bore it itself.',
  })
  supplierId!: string | null;

  @Field(() => RunCancellation, { nullable: true, description: 'Why it does not take place.' })
  cancelledFor!: keyof typeof RunCancellation | null;

  @Field(() => [RunPart], { description: 'All parts for who may see them, for others those of their own enterprises.' })
  parts!: RunPart[];
}

export const MeterReadingConnection = connectionType(MeterReading, 'MeterReading');
export const DowntimeConnection = connectionType(DowntimeRecord, 'DowntimeRecord');
export const MaintenanceConnection = connectionType(Maintenance, 'Maintenance');
export const JointRunConnection = connectionType(JointRun, 'JointRun');
