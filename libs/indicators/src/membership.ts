import { Decimal, type EnterpriseId, type Fact, type Instant } from '@jointly/kernel';

/** From `from` until before `until`; null while it lasts. */
export interface MembershipSpan {
  readonly from: Instant;
  readonly until: Instant | null;
}

export type MembershipState = Readonly<Record<EnterpriseId, readonly MembershipSpan[]>>;

/** From `from` until before `until`. */
export interface Period {
  readonly from: Instant;
  readonly until: Instant;
}

/** Who was a member when: what rates are measured against. History stays when somebody leaves and comes back. */
export function noteMembership(state: MembershipState, fact: Fact): MembershipState {
  if (fact.fact !== 'membership') return state;
  const spans = state[fact.enterprise] ?? [];
  const last = spans.at(-1);
  const isMember = last !== undefined && last.until === null;
  if (isMember === fact.active) return state;
  const next = isMember
    ? [...spans.slice(0, -1), { from: last.from, until: fact.occurredAt }]
    : [...spans, { from: fact.occurredAt, until: null }];
  return { ...state, [fact.enterprise]: next };
}

/** Those who were members for at least `minimumShare` (a decimal, 0 to 1) of a period. */
export const eligibleIn = (state: MembershipState, period: Period, minimumShare: string): ReadonlySet<EnterpriseId> =>
  new Set(
    (Object.keys(state) as EnterpriseId[]).filter((enterprise) => {
      const during = state[enterprise]!.reduce((sum, span) => sum + overlap(span, period), 0);
      return during > 0 && new Decimal(during).gte(new Decimal(minimumShare).times(length(period)));
    }),
  );

const length = ({ from, until }: Period): number => Date.parse(until) - Date.parse(from);

function overlap(span: MembershipSpan, period: Period): number {
  const from = span.from > period.from ? span.from : period.from;
  const until = span.until !== null && span.until < period.until ? span.until : period.until;
  return Math.max(0, length({ from, until }));
}
