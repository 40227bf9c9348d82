import type {
  AccessRules,
  Acquisition,
  AssetKind,
  AssetPhase,
  Downtime,
  MaintenancePlan,
  Opening,
  Owner,
  Reading,
  ShareCapital,
  SharedAssetEvent,
  SurplusMethod,
} from '@jointly/joint-actions';
import type { Currency, EnterpriseId, Instant, Money, PersonId, SealedAt } from '@jointly/kernel';
import type { Placed } from '../documents';

export type Data<Type extends SharedAssetEvent['type']> = Placed<Extract<SharedAssetEvent, { type: Type }>['data']>;

/** An asset as a list shows it: what it is, by which rules it is shared, and where it stands. */
export interface AssetDocument {
  readonly id: string;
  readonly clusterId: string;
  readonly title: string;
  readonly kind: AssetKind;
  readonly phase: AssetPhase;
  readonly owner: Owner;
  readonly custodians: readonly PersonId[];
  readonly meterUnit: string | null;
  readonly currency: Currency;
  readonly timeZone: string;
  readonly rules: AccessRules;
  readonly rulesVersion: number;
  readonly acquisition: Acquisition | null;
  readonly commissionedAt: Instant | null;
  readonly retiredAt: Instant | null;
  /** While it is out of service. */
  readonly downtime: Downtime | null;
  readonly plan: MaintenancePlan | null;
  /** What the meter showed last. */
  readonly reading: Reading | null;
  readonly shareCapital: ShareCapital | null;
  /** Of the share capital, so much is in somebody's hands. */
  readonly sharesIssued: number;
  /** How many wait for a slot. */
  readonly waiting: number;
  readonly registeredAt: Instant;
  readonly registeredBy: PersonId;
  readonly since: number;
  /** The asset's last event, and when it was recorded: what its figures are computed at. */
  readonly sequence: number;
  readonly asOf: Instant;
}

export type TariffView = Omit<Data<'TariffSet'>, 'assetId'>;

export interface HireBaselineView extends Omit<Data<'HireBaselineDeclared'>, 'assetId'> {
  readonly verifiedAt: Instant | null;
  readonly verifiedBy: PersonId | null;
}

/** One member's pledge towards the asset: its own to see. */
export interface PledgeView {
  readonly enterpriseId: EnterpriseId;
  readonly pledgeId: string;
  readonly amount: Money;
  readonly status: 'PLEDGED' | 'WITHDRAWN' | 'CALLED' | 'RECEIVED' | 'NOT_CALLED';
  /** The charge on its account, once the target was reached. */
  readonly chargeId: string | null;
  readonly dueAt: Instant | null;
}

/** An attempt to raise what the asset costs; `pledges` are each its member's own to see. */
export interface FundingView {
  readonly fundingId: string;
  readonly target: Money;
  readonly deadline: Instant;
  readonly openedAt: Instant;
  readonly pledged: Money;
  readonly granted: Money;
  /** How many members have pledged. */
  readonly members: number;
  readonly outcome: 'REACHED' | 'FAILED' | null;
  readonly closedAt: Instant | null;
  readonly pledges: readonly PledgeView[];
}

/** What an enterprise’s part of a surplus will go by. */
export type SurplusWeight = Data<'SurplusProposed'>['weights'][number];

export interface SurplusView {
  readonly distributionId: string;
  readonly method: SurplusMethod;
  readonly from: Instant;
  readonly until: Instant;
  readonly income: Money;
  readonly costs: Money;
  readonly depreciation: Money;
  readonly surplus: Money;
  readonly weights: readonly SurplusWeight[];
  readonly proposedBy: PersonId;
  readonly status: 'PROPOSED' | 'DISTRIBUTED' | 'REJECTED';
  readonly decidedBy: PersonId | null;
  readonly parts: readonly Omit<Data<'SurplusShared'>, 'assetId' | 'distributionId'>[];
}

/** What is on file about an asset beside its calendar; its latest entry last. */
export interface AssetFile {
  readonly id: string;
  readonly title: string;
  readonly registeredAt: Instant;
  readonly registeredBy: PersonId;
  readonly since: number;
  readonly retirement: { readonly at: Instant; readonly reason: SealedAt } | null;
  /** What was open from when on: a period's hours are counted by the rules of their time. */
  readonly openings: readonly { readonly from: Instant; readonly hours: readonly Opening[] }[];
  /** By the moment they are in force from. */
  readonly tariffs: readonly TariffView[];
  readonly baselines: readonly HireBaselineView[];
  readonly fundings: readonly FundingView[];
  readonly grants: readonly Omit<Data<'GrantRecorded'>, 'assetId'>[];
  readonly shares: Readonly<Record<EnterpriseId, number>>;
  readonly surpluses: readonly SurplusView[];
  readonly damages: readonly (Omit<Data<'DamageReported'>, 'assetId'> & { readonly at: Instant })[];
  /** The longest time, in milliseconds, from a booking's first moment to its last: how far around a period to look. */
  readonly longestBooking: number;
}

/** A meter reading as it stands, and what it was before it was corrected. */
export interface ReadingDocument {
  readonly readingId: string;
  readonly assetId: string;
  readonly of: 'COMMISSIONING' | 'HAND_OVER' | 'RETURN' | 'READING';
  readonly bookingId: string | null;
  readonly at: Instant;
  readonly reading: string;
  readonly recordedBy: PersonId;
  readonly corrections: readonly ReadingCorrection[];
  readonly since: number;
}

export interface ReadingCorrection {
  readonly was: string;
  readonly correctedBy: PersonId;
  readonly correctedAt: Instant;
  readonly reason: SealedAt;
}

export interface CostDocument extends Data<'AssetCostRecorded'> {
  readonly recordedBy: PersonId;
  readonly since: number;
  /** Where it turned out wrong: it counts for nothing. */
  readonly voided?: { readonly at: Instant; readonly by: PersonId; readonly reason: SealedAt };
}

/** Which booking was displaced by what. */
export interface DisplacementRow {
  readonly asset: string;
  /** The downtime, the maintenance, or the booking that was not brought back. */
  readonly cause: string | null;
  /** null where it was time alone. */
  readonly command: string | null;
  readonly booking: string;
}

/** What an event brought in or cost, for sums over a period. Corrections may be negative. */
export interface LedgerRow {
  readonly asset: string;
  readonly at: Instant;
  readonly kind: 'USE' | 'CORRECTION' | 'FEE' | 'FIXED_COST' | 'VARIABLE_COST' | 'RUN_INCOME' | 'RUN_COST';
  readonly enterprise: string | null;
  /** 1 for a member's, 0 for another's, null for a cost and for what joint runs bring in. */
  readonly member: number | null;
  /** The booking, the cost or the run. */
  readonly reference: string;
  readonly minor: number;
  /** Units on the meter that were billed with it, as a decimal; negative in a correction that takes some back. */
  readonly units: string | null;
}
