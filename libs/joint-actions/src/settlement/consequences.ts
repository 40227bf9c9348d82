import type { AssociationId, Happened, JsonObject } from '@jointly/kernel';
import type { AccountEvent, Application } from '../account/events';

/** A command that follows from an event; the one who dispatches it acts as the system. */
export interface Consequence {
  readonly type: string;
  readonly association: AssociationId;
  readonly data: JsonObject;
}

/** What follows in the association that the event is of. */
export type Reaction = Omit<Consequence, 'association'>;

/**
 * A process without a memory. `reactions` is pure, and silent on events that are not its business; every command it
 * asks for may be repeated without harm.
 */
export const reactingTo = (name: string, reactions: (event: Happened) => readonly Reaction[]) => ({
  name,
  react: (event: Happened): readonly Consequence[] =>
    reactions(event).map((reaction) => ({ association: event.association, ...reaction })),
});

/** The charges of one kind of joint action of which a payment or a credit leaves nothing open. */
export const settledCharges = (
  { data: { party, applications } }: Extract<AccountEvent, { type: 'CreditApplied' | 'PaymentConfirmed' }>,
  kind: string,
): readonly Application[] =>
  party.kind === 'MEMBER' ? applications.filter(({ settles, action }) => settles && action.kind === kind) : [];
