import type { Instant } from './clock';
import type { AssociationId, EnterpriseId } from './ids';
import type { Money } from './money';
import type { Quantity } from './quantity';

/** The joint action a fact belongs to. `kind` is the stream category: bulkPurchase, sharedAsset, consortium, jointCampaign. */
export interface ActionRef {
  readonly kind: string;
  readonly id: string;
  /**
   * What of it, where an enterprise's way through it comes in pieces that go on for as long as the action does: a
   * booking or a run of a shared asset. What is stated of one piece leaves the others as they are.
   */
  readonly part?: string;
}

export type SavingStage = 'ESTIMATED' | 'CONTRACTED' | 'REALISED' | 'VERIFIED';

/**
 * The small vocabulary that participation, savings and trust are computed from. Each kind of joint action translates
 * its events into it; the indicators never see a kind's own events.
 */
export type FactBody =
  | { readonly fact: 'invited'; readonly enterprise: EnterpriseId }
  | {
      readonly fact: 'responded';
      readonly enterprise: EnterpriseId;
      readonly response: 'JOINED' | 'DECLINED';
      readonly reason?: string;
    }
  | { readonly fact: 'intended'; readonly enterprise: EnterpriseId; readonly quantity?: Quantity }
  | {
      readonly fact: 'committed';
      readonly enterprise: EnterpriseId;
      readonly quantity?: Quantity;
      /** What the enterprise binds itself to pay at most; null where no money is at stake. */
      readonly value: Money | null;
      /** false: the earlier commitment (see `supersedes`) was withdrawn. */
      readonly binding: boolean;
    }
  | {
      readonly fact: 'obligationDue';
      readonly obligation: string;
      readonly of: 'PAYMENT' | 'QUANTITY' | 'BOOKING' | 'RETURN' | 'CONTRIBUTION';
      readonly enterprise: EnterpriseId;
      readonly counterparty: string;
      /** Set where the counterparty is a member too: what two members can prove to each other is capped. */
      readonly betweenMembers?: true;
      readonly dueAt: Instant;
      readonly graceDays: number;
      readonly value: Money | null;
      /** Frozen when the obligation arises: weight = min(1, value / reference). */
      readonly reference: Money | null;
    }
  | {
      readonly fact: 'obligationDischarged';
      readonly obligation: string;
      readonly enterprise: EnterpriseId;
      /** 0..1 with at most 6 decimals; NEUTRAL never counts. */
      readonly outcome: string;
      /** Share of the obligation's value this discharges, 0..1, at most 6 decimals. */
      readonly share: string;
      /** The earlier of discharge and due + grace. */
      readonly observedAt: Instant;
    }
  | {
      readonly fact: 'baselineLocked';
      readonly baseline: string;
      readonly basis: string;
      readonly class: 'HARD' | 'SOFT';
    }
  | {
      readonly fact: 'saving';
      readonly stage: SavingStage;
      readonly enterprise: EnterpriseId;
      readonly baseline: string;
      readonly basis: string;
      readonly class: 'HARD' | 'SOFT';
      readonly quantity: Quantity;
      /** b × q: what the member would have paid alone. */
      readonly baselineCost: Money;
      /** l × q: what it costs jointly, landed. */
      readonly jointCost: Money;
    }
  | {
      readonly fact: 'exposure';
      readonly enterprise: EnterpriseId;
      readonly value: Money;
      readonly secured: Money;
    }
  /** From here on the enterprise is (or is no longer) a member: what rates are measured against. Its `action` is the enterprise's record. */
  | { readonly fact: 'membership'; readonly enterprise: EnterpriseId; readonly active: boolean }
  /** Acted together. One hyperedge of all parties; pairs are derived by whoever needs them. */
  | { readonly fact: 'tie'; readonly parties: readonly string[] };

/** A fact as it is kept: append-only, at its association's sequence; a correction names what it supersedes. */
export type Fact = FactBody & {
  readonly id: string;
  readonly supersedes?: string;
  readonly association: AssociationId;
  readonly action: ActionRef;
  readonly occurredAt: Instant;
};

/** What a translation returns; the projection adds id, association and time from the event. */
export type NewFact = FactBody & { readonly action: ActionRef; readonly id?: string; readonly supersedes?: string };
