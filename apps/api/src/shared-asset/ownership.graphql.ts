import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Instant } from '@jointly/kernel';
import { connectionType } from '../graphql/connection.graphql';
import { EvidenceObject } from '../graphql/evidence.graphql';
import { MoneyObject } from '../graphql/money.graphql';
import { DateTime } from '../graphql/scalars';
import { UnitPriceObject } from '../graphql/unit-price.graphql';
import {
  AssetCostCategory,
  FundingOutcome,
  HireBasis,
  HireUnit,
  PledgeStatus,
  SurplusMethod,
  SurplusStatus,
  TariffBasis,
} from './enums.graphql';

@ObjectType({ description: 'What use costs from a moment on.' })
export class Tariff {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => DateTime, { description: 'In force from then until the next one is.' })
  validFrom!: Instant;

  @Field(() => TariffBasis, { description: 'What is paid by.' })
  basis!: keyof typeof TariffBasis;

  @Field(() => UnitPriceObject, { description: 'What a member pays for each.' })
  member!: UnitPriceObject;

  @Field(() => UnitPriceObject, { description: 'What anybody else pays for each.' })
  nonMember!: UnitPriceObject;

  @Field(() => MoneyObject, { nullable: true, description: 'The least that a use costs.' })
  minimumCharge!: MoneyObject | null;

  @Field(() => MoneyObject, { nullable: true, description: 'What a no-show costs.' })
  noShowFee!: MoneyObject | null;

  @Field(() => MoneyObject, { nullable: true, description: 'What a release after the cut-off costs.' })
  lateReleaseFee!: MoneyObject | null;
}

@ObjectType({ description: 'What use is compared with.' })
export class HireBaseline {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => HireBasis, { description: 'Hiring elsewhere, or owning one alone.' })
  basis!: keyof typeof HireBasis;

  @Field(() => HireUnit, { description: 'What the rate is per.' })
  per!: keyof typeof HireUnit;

  @Field(() => UnitPriceObject, { description: 'The rate.' })
  rate!: UnitPriceObject;

  @Field(() => String, { nullable: true, description: 'Who quoted it, or where it stands; null once it was erased.' })
  source!: string | null;

  @Field(() => DateTime, { description: 'When the rate, or the figures it is computed from, held.' })
  quotedAt!: Instant;

  @Field(() => EvidenceObject, { nullable: true, description: 'The quote or list.' })
  evidence!: EvidenceObject | null;

  @Field(() => ID, { description: 'The person who declared it.' })
  declaredById!: string;

  @Field(() => ID, { nullable: true, description: 'The person who verified it.' })
  verifiedById!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'It counts for what is handed over from then on.' })
  verifiedAt!: Instant | null;
}

@ObjectType({ description: 'What a member pledged towards an asset.' })
export class Pledge {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ID, { description: 'The member.' })
  enterpriseId!: string;

  @Field(() => MoneyObject, { description: 'How much.' })
  amount!: MoneyObject;

  @Field(() => PledgeStatus, { description: 'Where it stands.' })
  status!: keyof typeof PledgeStatus;

  @Field(() => ID, { nullable: true, description: 'The charge on its account, once the target was reached.' })
  chargeId!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When that is due.' })
  dueAt!: Instant | null;
}

@ObjectType({ description: 'An attempt to raise what an asset costs; below its target nobody owes anything.' })
export class Funding {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => MoneyObject, { description: 'What pledges and grants must reach together.' })
  target!: MoneyObject;

  @Field(() => DateTime, { description: 'Until when.' })
  deadline!: Instant;

  @Field(() => MoneyObject, {
    nullable: true,
    description:
      'What members have pledged together. Null for who may not see totals, while fewer than three enterprises have pledged, or all but one of them are the asker’s own.',
  })
  pledged!: MoneyObject | null;

  @Field(() => Boolean, { description: 'Whether pledges and grants reach the target.' })
  isReached!: boolean;

  @Field(() => MoneyObject, { description: 'What outside parties give.' })
  granted!: MoneyObject;

  @Field(() => Int, { nullable: true, description: 'How many members have pledged. Null where `pledged` is.' })
  members!: number | null;

  @Field(() => FundingOutcome, { nullable: true, description: 'How it ended; null while it is open.' })
  outcome!: keyof typeof FundingOutcome | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  closedAt!: Instant | null;

  @Field(() => [Pledge], { description: 'All for who may see them, for others those of their own enterprises.' })
  pledges!: Pledge[];
}

@ObjectType({ description: 'What an outside party gave towards an asset.' })
export class Grant {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ID, { description: 'The funding that it counted towards.' })
  fundingId!: string;

  @Field(() => String, { nullable: true, description: 'Who gave it; null once it was erased.' })
  grantor!: string | null;

  @Field(() => MoneyObject, { description: 'How much.' })
  amount!: MoneyObject;
}

@ObjectType({ description: 'Ownership shares in one hand.' })
export class ShareHolding {
  @Field(() => ID, { description: 'The holder.' })
  enterpriseId!: string;

  @Field(() => Int, { description: 'How many.' })
  shares!: number;
}

@ObjectType({ description: 'What an enterprise’s part of a surplus goes by.' })
export class SurplusWeight {
  @Field(() => ID, { description: 'The enterprise.' })
  enterpriseId!: string;

  @Field(() => String, { description: 'Shares, what it paid for use in minor units, or 1.' })
  weight!: string;
}

@ObjectType({ description: 'An enterprise’s part of a surplus.' })
export class SurplusPart {
  @Field(() => ID, { description: 'The enterprise.' })
  enterpriseId!: string;

  @Field(() => String, { description: 'Shares, what it paid for use in minor units, or 1: what its part goes by.' })
  weight!: string;

  @Field(() => MoneyObject, { description: 'Its part, credited to its account.' })
  amount!: MoneyObject;

  @Field(() => ID, { description: 'The credit on its account.' })
  creditId!: string;
}

@ObjectType({ description: 'What use brought in beyond costs and depreciation, and how it is shared.' })
export class Surplus {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => SurplusStatus, { description: 'Where it stands.' })
  status!: keyof typeof SurplusStatus;

  @Field(() => SurplusMethod, { description: 'How it is shared.' })
  method!: keyof typeof SurplusMethod;

  @Field(() => DateTime, { description: 'Counted from then.' })
  from!: Instant;

  @Field(() => DateTime, { description: 'Counted until then.' })
  until!: Instant;

  @Field(() => MoneyObject, { description: 'What use brought in.' })
  income!: MoneyObject;

  @Field(() => MoneyObject, { description: 'What keeping and running it cost.' })
  costs!: MoneyObject;

  @Field(() => MoneyObject, { description: 'What it lost in value, in a straight line.' })
  depreciation!: MoneyObject;

  @Field(() => MoneyObject, { description: 'Income less costs and depreciation.' })
  surplus!: MoneyObject;

  @Field(() => [SurplusWeight], {
    description:
      'As they were when it was proposed: all for who may see them, for others those of their own enterprises.',
  })
  weights!: SurplusWeight[];

  @Field(() => ID, { description: 'The person who proposed it.' })
  proposedById!: string;

  @Field(() => ID, { nullable: true, description: 'The person who approved or rejected it.' })
  decidedById!: string | null;

  @Field(() => [SurplusPart], { description: 'All for who may see them, for others those of their own enterprises.' })
  parts!: SurplusPart[];
}

@ObjectType({ description: 'What keeping or running an asset cost.' })
export class AssetCost {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => AssetCostCategory, { description: 'What for.' })
  category!: keyof typeof AssetCostCategory;

  @Field(() => Boolean, { description: 'Whether it grows with use.' })
  variable!: boolean;

  @Field(() => MoneyObject, { description: 'How much.' })
  amount!: MoneyObject;

  @Field(() => DateTime, { description: 'When it arose.' })
  incurredAt!: Instant;

  @Field(() => ID, { nullable: true, description: 'The supplier who is owed it.' })
  supplierId!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was voided: it counts for nothing.' })
  voidedAt!: Instant | null;
}

export const AssetCostConnection = connectionType(AssetCost, 'AssetCost');

@ObjectType({ description: 'The asset was found damaged.' })
export class DamageReport {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => DateTime, { description: 'When it was reported.' })
  at!: Instant;

  @Field(() => ID, { nullable: true, description: 'In whose use it was found, or after whose.' })
  bookingId!: string | null;

  @Field(() => String, { nullable: true, description: 'What is damaged; null once it was erased.' })
  summary!: string | null;

  @Field(() => ID, { description: 'The person who reported it.' })
  reportedById!: string;

  @Field(() => EvidenceObject, { nullable: true, description: 'A photograph, a mechanic’s report.' })
  evidence!: EvidenceObject | null;
}
