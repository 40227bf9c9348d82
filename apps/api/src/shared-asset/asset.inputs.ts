import { InputType } from '@nestjs/graphql';
import {
  ArrayUnique,
  Validate,
  ValidatorConstraint,
  type ValidationArguments,
  type ValidatorConstraintInterface,
} from 'class-validator';
import type { Instant } from '@jointly/kernel';
import { EvidenceInput } from '../graphql/evidence.graphql';
import {
  DateTimeField,
  DecimalField,
  IdField,
  IdsField,
  NestedField,
  TextField,
  WholeField,
  WordField,
} from '../graphql/fields';
import { MoneyInput } from '../graphql/money.graphql';
import { MutationInput } from '../graphql/mutation.graphql';
import { UnitPriceInput } from '../graphql/unit-price.graphql';
import { AssetKind, HireBasis, HireUnit, OwnerKind, TariffBasis } from './enums.graphql';
import { AccessRulesInput } from './rules.inputs';

/** What every mutation about an asset takes. */
@InputType({ isAbstract: true })
export abstract class AssetInput extends MutationInput {
  @IdField('The asset.')
  assetId!: string;
}

/** An enterprise is named by its id, an institution by its name, and who else owns is not named. */
@ValidatorConstraint({ name: 'ownerIsNamed' })
class OwnerIsNamed implements ValidatorConstraintInterface {
  validate(kind: unknown, { object }: ValidationArguments): boolean {
    const { enterpriseId, name } = object as OwnerInput;
    return (kind === 'ENTERPRISE') === Boolean(enterpriseId) && (kind === 'INSTITUTION') === Boolean(name);
  }

  defaultMessage(): string {
    return 'must come with the enterpriseId of an ENTERPRISE, the name of an INSTITUTION, and neither of others';
  }
}

@InputType({ description: 'Who owns an asset in law.' })
export class OwnerInput {
  @WordField(() => OwnerKind, 'What the owner is.')
  @Validate(OwnerIsNamed)
  kind!: keyof typeof OwnerKind;

  @IdField('Which enterprise, where it is one.', { optional: true })
  enterpriseId?: string | null;

  @TextField('The name of a chamber, a municipality, a school.', { optional: true })
  name?: string | null;
}

@InputType({ description: 'How many ownership shares there are, and what one holder may have of them at most.' })
export class ShareCapitalInput {
  @WholeField('All shares.', 1, 1_000_000)
  shares!: number;

  @WholeField('What one holder may have at most, in whole per cent of them.', 1, 100)
  capPercent!: number;
}

@InputType({ description: 'A coordinator proposes equipment, a facility or a specialist’s time to be shared.' })
export class RegisterAssetInput extends MutationInput {
  @IdField('The cluster it is for.')
  clusterId!: string;

  @TextField('What it is called.')
  title!: string;

  @WordField(() => AssetKind, 'What it is.')
  kind!: keyof typeof AssetKind;

  @NestedField(() => OwnerInput, 'Who owns it.')
  owner!: OwnerInput;

  @IdsField('The people who hand it over and take it back.', 50)
  @ArrayUnique({ message: 'must name each once' })
  custodians!: string[];

  @TextField('What its meter counts: h, kg, m. Absent where it has none.', { most: 20, optional: true })
  meterUnit?: string | null;

  @NestedField(() => ShareCapitalInput, 'Its ownership shares; absent where it has none.', { optional: true })
  shareCapital?: ShareCapitalInput | null;

  @TextField('IANA: Africa/Addis_Ababa. Absent for the association’s.', { most: 64, optional: true })
  timeZone?: string | null;

  @NestedField(() => AccessRulesInput, 'Its rules of access, version 1.')
  rules!: AccessRulesInput;
}

@InputType({ description: 'A coordinator replaces the rules of access; bookings keep what they were made under.' })
export class ChangeAccessRulesInput extends AssetInput {
  @WholeField('The version that is being changed, so that nobody undoes a change they have not seen.', 1, 1_000_000)
  rulesVersion!: number;

  @NestedField(() => AccessRulesInput, 'All rules, as they shall be.')
  rules!: AccessRulesInput;
}

@InputType({ description: 'A coordinator says who hands the asset over and takes it back from now on.' })
export class NameCustodiansInput extends AssetInput {
  @IdsField('All of them.', 50)
  @ArrayUnique({ message: 'must name each once' })
  custodians!: string[];
}

@InputType({ description: 'A coordinator records that the asset is there, since `occurredAt`: bought, lent or given.' })
export class RecordAcquisitionInput extends AssetInput {
  @NestedField(
    () => MoneyInput,
    'What those who share it paid, grants not included: what it loses in value is counted from this. Zero for one that is lent or given.',
  )
  price!: MoneyInput;

  @NestedField(() => MoneyInput, 'What it is expected to be worth at the end of its life.')
  salvage!: MoneyInput;

  @WholeField('Its life in years: depreciation is spread over it in a straight line.', 1, 100)
  lifeYears!: number;

  @NestedField(() => EvidenceInput, 'The bill, or the contract.', { optional: true })
  evidence?: EvidenceInput | null;
}

@InputType({ description: 'A coordinator puts the asset into service: it can be booked from now on.' })
export class CommissionAssetInput extends AssetInput {
  @DecimalField('What its meter shows; needed where it has one.', { optional: true })
  reading?: string | null;
}

@InputType({ description: 'A coordinator retires the asset: bookings ahead are displaced, what is owed stays owed.' })
export class RetireAssetInput extends AssetInput {
  @TextField('Why.', { most: 1000 })
  reason!: string;
}

@InputType({ description: 'A coordinator sets what use costs from a moment on.' })
export class SetTariffInput extends AssetInput {
  @DateTimeField(
    'From then on, until the next tariff is; absent for now. A use is billed by the tariff in force at its hand-over.',
    { optional: true },
  )
  validFrom?: Instant | null;

  @WordField(() => TariffBasis, 'What is paid by.')
  basis!: keyof typeof TariffBasis;

  @NestedField(() => UnitPriceInput, 'What a member pays for each.')
  member!: UnitPriceInput;

  @NestedField(() => UnitPriceInput, 'What anybody else pays for each.')
  nonMember!: UnitPriceInput;

  @NestedField(() => MoneyInput, 'The least that a use costs.', { optional: true })
  minimumCharge?: MoneyInput | null;

  @NestedField(() => MoneyInput, 'What a no-show costs.', { optional: true })
  noShowFee?: MoneyInput | null;

  @NestedField(() => MoneyInput, 'What a release after the cut-off costs.', { optional: true })
  lateReleaseFee?: MoneyInput | null;
}

@InputType({ description: 'What owning one alone would cost, from which its rate is computed.' })
export class OwnershipCostInput {
  @NestedField(() => MoneyInput, 'What one costs.')
  price!: MoneyInput;

  @NestedField(() => MoneyInput, 'What it is worth at the end of its life.')
  salvage!: MoneyInput;

  @WholeField('Its life in years.', 1, 100)
  lifeYears!: number;

  @DecimalField('What capital costs a year: "0.12" is 12 %.')
  capitalRate!: string;

  @NestedField(() => MoneyInput, 'Insurance, housing and whatever else each year costs.')
  fixedPerYear!: MoneyInput;

  @NestedField(() => UnitPriceInput, 'What each unit of use costs: energy, operator.')
  variablePerUnit!: UnitPriceInput;

  @DecimalField('Units of use that its owner would have in a year.')
  annualUnits!: string;
}

@InputType({ description: 'Somebody declares what use is compared with, before it is handed over.' })
export class DeclareHireBaselineInput extends AssetInput {
  @WordField(() => HireBasis, 'Hiring elsewhere, or owning one alone.')
  basis!: keyof typeof HireBasis;

  @WordField(() => HireUnit, 'What the rate is per.')
  per!: keyof typeof HireUnit;

  @NestedField(() => UnitPriceInput, 'The rate, where it is a hire rate.', { optional: true })
  rate?: UnitPriceInput | null;

  @NestedField(() => OwnershipCostInput, 'What the rate is computed from, where one would be owned alone.', {
    optional: true,
  })
  ownership?: OwnershipCostInput | null;

  @TextField('Who quoted it, or where it stands.', { most: 1000 })
  source!: string;

  @DateTimeField('When the rate, or the figures it is computed from, held.')
  quotedAt!: Instant;

  @NestedField(() => EvidenceInput, 'The quote or list; needed for a hire rate.', { optional: true })
  evidence?: EvidenceInput | null;
}

@InputType({ description: 'A verifier, another person than the declarer, finds a rate of comparison supported.' })
export class VerifyHireBaselineInput extends AssetInput {
  @IdField('The rate of comparison.')
  baselineId!: string;
}
