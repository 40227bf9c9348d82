import type { AssociationRules } from '@jointly/joint-actions';
import type { Instant } from '@jointly/kernel';

/** A fact as it is kept; `body` is all of it, as JSON. */
export interface FactRow {
  readonly id: string;
  readonly fact: string;
  readonly actionKind: string;
  readonly actionId: string;
  /** Null where a fact is about an action as a whole. */
  readonly enterprise: string | null;
  readonly body: string;
}

/** A state for one enterprise's part in one action, or one piece of it: small, however long either of them lives. */
export interface PartDocument<State> {
  readonly actionId: string;
  readonly enterprise: string;
  readonly state: State;
}

/** What figures are stated with: how far the association's log went, and the rules in force then. */
export interface AssociationTime {
  readonly sequence: number;
  /** The running maximum of recorded times: what "now" means for figures. */
  readonly asOf: Instant;
  /** Null before the association was founded. */
  readonly rules: AssociationRules | null;
}
