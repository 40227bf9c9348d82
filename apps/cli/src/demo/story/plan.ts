/** By the subject of their tokens: the role that each officer holds. The first is the coordinator from the start. */
export const offices = {
  coordinator: 'COORDINATOR',
  approver: 'AWARD_COMMITTEE',
  treasurer: 'TREASURER',
  cashier: 'TREASURER',
  verifier: 'VERIFIER',
  inspector: 'INSPECTOR',
  agent: 'CDA',
} as const;

export type Office = keyof typeof offices;

export interface MemberPlan {
  readonly name: string;
  readonly delegate: string;
  readonly size: 'MICRO' | 'SMALL';
}

/** An association of the demonstration. Names and figures are invented, whatever case it is modelled on. */
export interface AssociationPlan<Member extends MemberPlan = MemberPlan, Supplier extends string = string> {
  readonly association: {
    readonly id: string;
    readonly name: string;
    readonly currency: string;
    readonly timeZone: string;
    readonly rules: object;
  };
  readonly cluster: {
    readonly name: string;
    readonly sector: string;
    readonly territory: string;
    readonly stage: string;
  };
  readonly officers: Readonly<Record<Office, string>>;
  readonly suppliers: Readonly<Record<Supplier, string>>;
  readonly members: readonly Member[];
  readonly memberKind: 'FIRM' | 'ARTISAN' | 'FAMILY';
  /** What a delegate may do for its enterprise. */
  readonly scopes: readonly string[];
  /** Before the subject of everybody's token, so that each logs in to one association. */
  readonly logins: string;
  /** Before the number in the register of companies. */
  readonly registration: string;
}

/** The rules of an association, in its currency; amounts in major units. */
export const rules = (currency: string, directAwardLimit: string, paymentReference: string) => ({
  directAwardLimit: { amount: directAwardLimit, currency },
  awardApprovals: 1,
  overPayment: 'REFUSE',
  paymentDueDays: 30,
  graceDays: 30,
  disclosure: 'BANDED',
  paymentReference: { amount: paymentReference, currency },
  reliabilityHalfLifeDays: 365,
  reliabilityMinimumObservations: 3,
  minimumMembershipShare: '0.5',
});
