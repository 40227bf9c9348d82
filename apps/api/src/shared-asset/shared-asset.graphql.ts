import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { AssociationId, Instant } from '@jointly/kernel';
import { connectionType } from '../graphql/connection.graphql';
import { MoneyObject } from '../graphql/money.graphql';
import { DateTime } from '../graphql/scalars';
import { AssetKind, AssetPhase } from './enums.graphql';
import { AccessRules, AssetOwner } from './rules.graphql';

@ObjectType({ description: 'What an asset cost and how it loses value.' })
export class Acquisition {
  @Field(() => DateTime, { description: 'Since when it is there.' })
  acquiredAt!: Instant;

  @Field(() => MoneyObject, {
    description:
      'What those who share it paid, grants not included: what it loses in value is counted from this. Nothing for one that is lent or given.',
  })
  price!: MoneyObject;

  @Field(() => MoneyObject, { description: 'What it is expected to be worth at the end of its life.' })
  salvage!: MoneyObject;

  @Field(() => Int, { description: 'Its life in years.' })
  lifeYears!: number;
}

@ObjectType({ description: 'Ownership shares in an asset.' })
export class ShareCapital {
  @Field(() => Int, { description: 'All shares.' })
  shares!: number;

  @Field(() => Int, { description: 'What one holder may have at most, in whole per cent of them.' })
  capPercent!: number;

  @Field(() => Int, { description: 'So many of them are in somebody’s hands.' })
  issued!: number;
}

@ObjectType({ description: 'An asset is out of service.' })
export class Downtime {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => DateTime, { description: 'Since when.' })
  start!: Instant;

  @Field(() => DateTime, { description: 'Until when it is expected to last.' })
  expectedEnd!: Instant;
}

@ObjectType({ description: 'When maintenance falls due, whichever comes first.' })
export class MaintenancePlan {
  @Field(() => String, { nullable: true, description: 'After so much on the meter.' })
  everyUnits!: string | null;

  @Field(() => Int, { nullable: true, description: 'After so many days.' })
  everyDays!: number | null;

  @Field(() => DateTime, { description: 'Counted from this time.' })
  since!: Instant;

  @Field(() => String, {
    nullable: true,
    description: 'Counted from this reading. Null for who neither keeps the asset nor the books.',
  })
  sinceReading!: string | null;

  @Field(() => Boolean, { description: 'It is due: nothing is booked until it is scheduled or done.' })
  due!: boolean;
}

@ObjectType('SharedAsset', {
  description: 'Equipment, a facility or a specialist’s time that enterprises share.',
})
export class SharedAssetObject {
  /** For the fields that are read only when asked for. */
  association!: AssociationId;

  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'What it is called.' })
  title!: string;

  @Field(() => ID, { description: 'The cluster it is for.' })
  clusterId!: string;

  @Field(() => AssetKind, { description: 'What it is.' })
  kind!: keyof typeof AssetKind;

  @Field(() => AssetPhase, { description: 'Where it stands.' })
  phase!: keyof typeof AssetPhase;

  @Field(() => AssetOwner, { description: 'Who owns it, who need not be among its users.' })
  owner!: AssetOwner;

  @Field(() => [ID], { description: 'The people who hand it over and take it back.' })
  custodianIds!: string[];

  @Field(() => String, { nullable: true, description: 'What its meter counts; null where it has none.' })
  meterUnit!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What its meter showed last, in that unit. Null for who neither keeps the asset nor the books.',
  })
  meter!: string | null;

  @Field(() => String, { description: 'The currency of all its amounts, ISO 4217.' })
  currency!: string;

  @Field(() => String, { description: 'IANA: opening hours, quotas, days and weeks are in it.' })
  timeZone!: string;

  @Field(() => AccessRules, { description: 'The rules of access in force.' })
  rules!: AccessRules;

  @Field(() => Int, { description: 'Their version.' })
  rulesVersion!: number;

  @Field(() => Acquisition, { nullable: true, description: 'Null until it is there.' })
  acquisition!: Acquisition | null;

  @Field(() => ShareCapital, { nullable: true, description: 'Null where it has no ownership shares.' })
  shareCapital!: ShareCapital | null;

  @Field(() => DateTime, { nullable: true, description: 'Since when it can be booked.' })
  commissionedAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'Since when it is shared no longer.' })
  retiredAt!: Instant | null;

  @Field(() => Downtime, { nullable: true, description: 'While it is out of service.' })
  downtime!: Downtime | null;

  @Field(() => MaintenancePlan, { nullable: true, description: 'Null where none was made.' })
  maintenancePlan!: MaintenancePlan | null;

  @Field(() => Int, { description: 'How many places on its waitlist are taken.' })
  waiting!: number;

  @Field(() => DateTime, { description: 'When it was registered.' })
  registeredAt!: Instant;
}

export const SharedAssetConnection = connectionType(SharedAssetObject, 'SharedAsset');
