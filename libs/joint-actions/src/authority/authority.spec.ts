import { days, later, type Command, type DomainEvent, type Known, type Policy, type PersonId } from '@jointly/kernel';
import { association } from '../association/aggregate';
import { enterprise } from '../enterprise/aggregate';
import { supplier } from '../supplier/aggregate';
import { associationStream, enterpriseStream, supplierStream } from '../streams';
import {
  delegateAppointed,
  enterpriseRegistered,
  hawi,
  memberPress,
  paper,
  press,
  reopWith,
  roleGranted,
  stranger,
  supplierRegistered,
} from '../testing/parties';
import { anHourLater, coordinator, happened, morning, reop } from '../testing/specification';
import {
  associationIsActive,
  ConsentWithoutGround,
  consentOf,
  notCda,
  requiresMandate,
  requiresMembership,
  requiresRole,
  supplierIsActive,
  type KnowsAssociation,
  type KnowsEnterprise,
  type KnowsSupplier,
  type OnBehalf,
} from '.';

type Parties = KnowsAssociation & KnowsEnterprise & KnowsSupplier;

const streams = {
  association: associationStream(reop),
  enterprise: enterpriseStream(reop, press),
  supplier: supplierStream(reop, 'supplier_adama'),
};

/** The parties as these events make them. */
function parties(events: { [Name in keyof typeof streams]?: readonly DomainEvent[] }): Parties {
  const fold = <State>(
    name: keyof typeof streams,
    aggregate: { initial: State; evolve(state: State, event: never): State },
  ): Known<State> => {
    const history = (events[name] ?? []).map((event, revision) => happened(streams[name], revision, event));
    const state = history.reduce((before, event) => aggregate.evolve(before, event as never), aggregate.initial);
    return { stream: streams[name], revision: history.length - 1, state };
  };
  return {
    association: fold('association', association),
    enterprise: fold('enterprise', enterprise),
    supplier: fold('supplier', supplier),
  };
}

const asking = (actor: PersonId, data: OnBehalf = {}, now = anHourLater) => ({ actor, now, data }) as Command<OnBehalf>;

const answer = (policy: Policy<OnBehalf, unknown, Parties>, command: Command<OnBehalf>, known: Parties) =>
  policy(command, undefined, known)?.code;

const delegated = parties({ association: reopWith(), enterprise: memberPress(delegateAppointed(hawi)) });

describe('a mandate to commit', () => {
  const commit = requiresMandate('COMMIT');

  it('lets its delegate act', () => {
    expect(answer(commit, asking(hawi), delegated)).toBeUndefined();
    expect(consentOf(asking(hawi), delegated, 'COMMIT')).toEqual({ how: 'DELEGATE', mandateId: `mandate_${hawi}` });
  });

  it('lets nobody else act', () => {
    expect(answer(commit, asking(stranger), delegated)).toBe('NO_MANDATE');
    expect(answer(commit, asking(stranger, { evidence: paper }), delegated)).toBe('NO_MANDATE');
  });

  it('holds for its scopes', () => {
    expect(answer(requiresMandate('VOTE'), asking(hawi), delegated)).toBe('NO_MANDATE');
  });

  it('holds from its first moment until before its last', () => {
    const [from, until] = [later(morning, days(1)), later(morning, days(2))];
    const enterprise = memberPress(delegateAppointed(hawi, { from, until }));
    const known = parties({ association: reopWith(), enterprise });
    const at = (now: typeof from) => answer(commit, asking(hawi, {}, now), known);
    expect([at(later(from, -1)), at(from), at(later(until, -1)), at(until)]).toEqual([
      'NO_MANDATE',
      undefined,
      undefined,
      'NO_MANDATE',
    ]);
  });

  it('is not needed by a coordinator who records the enterprise’s signed paper', () => {
    expect(answer(commit, asking(coordinator), delegated)).toBe('EVIDENCE_NEEDED');
    expect(answer(commit, asking(coordinator, { evidence: paper }), delegated)).toBeUndefined();
    expect(consentOf(asking(coordinator, { evidence: paper }), delegated, 'COMMIT')).toEqual({
      how: 'RECORDED_ON_BEHALF',
      evidence: paper,
    });
  });

  it('is of no use to a cluster development agent', () => {
    const known = { ...delegated, ...pick(parties({ association: reopWith(roleGranted(hawi, 'CDA')) })) };
    expect(answer(commit, asking(hawi), known)).toBe('CDA_IS_IMPARTIAL');
  });

  it('is not made up for by a paper that a cluster development agent brings, coordinator or not', () => {
    const both = reopWith(roleGranted(hawi, 'COORDINATOR'), roleGranted(hawi, 'CDA'));
    const known = parties({ association: both, enterprise: memberPress() });
    expect(answer(commit, asking(hawi, { evidence: paper }), known)).toBe('CDA_IS_IMPARTIAL');
  });

  it('that was taken back gives nothing', () => {
    const ended = { type: 'MandateEnded', data: { enterpriseId: press, mandateId: `mandate_${hawi}` } };
    const known = parties({ association: reopWith(), enterprise: memberPress(delegateAppointed(hawi), ended) });
    expect(answer(commit, asking(hawi), known)).toBe('NO_MANDATE');
  });

  it('needs the association and the enterprise to be there', () => {
    expect(answer(commit, asking(hawi), parties({}))).toBe('ASSOCIATION_NOT_FOUND');
    expect(answer(commit, asking(hawi), parties({ association: reopWith() }))).toBe('ENTERPRISE_NOT_FOUND');
  });

  it('is of no use for an enterprise that was erased', () => {
    const erased = { type: 'EnterpriseErased', data: { enterpriseId: press, reason: 'OBJECTION' } };
    const known = parties({ association: reopWith(), enterprise: memberPress(delegateAppointed(hawi), erased) });
    expect(answer(commit, asking(hawi), known)).toBe('ENTERPRISE_ERASED');
    expect(answer(requiresMembership, asking(hawi), known)).toBe('ENTERPRISE_ERASED');
  });

  it('or a paper has to be there before consent is recorded', () => {
    expect(() => consentOf(asking(stranger), delegated, 'COMMIT')).toThrow(ConsentWithoutGround);
  });
});

const pick = ({ association }: Parties): KnowsAssociation => ({ association });

describe('what a decision may ask of the parties', () => {
  it('a role among several, held by the actor', () => {
    const known = parties({ association: reopWith(roleGranted(hawi, 'INSPECTOR')) });
    const inspect = requiresRole('INSPECTOR', 'COORDINATOR');
    expect([hawi, coordinator, stranger].map((actor) => answer(inspect, asking(actor), known))).toEqual([
      undefined,
      undefined,
      'NOT_PERMITTED',
    ]);
  });

  it('that the actor is no broker', () => {
    const known = parties({ association: reopWith(roleGranted(hawi, 'CDA')) });
    expect(answer(notCda, asking(hawi), known)).toBe('CDA_IS_IMPARTIAL');
    expect(answer(notCda, asking(stranger), known)).toBeUndefined();
  });

  it('that the association is there', () => {
    expect(answer(associationIsActive, asking(hawi), parties({}))).toBe('ASSOCIATION_NOT_FOUND');
    expect(answer(associationIsActive, asking(hawi), delegated)).toBeUndefined();
  });

  it('that the enterprise is a member today', () => {
    const ended = { type: 'MembershipEnded', data: { enterpriseId: press, reason: 'Moved away.' } };
    const of = (...enterprise: readonly DomainEvent[]) =>
      answer(requiresMembership, asking(hawi), parties({ enterprise }));
    expect([of(), of(enterpriseRegistered()), of(...memberPress()), of(...memberPress(ended))]).toEqual([
      'ENTERPRISE_NOT_FOUND',
      'NOT_A_MEMBER',
      undefined,
      'NOT_A_MEMBER',
    ]);
  });

  it('that the supplier is active', () => {
    const registered = supplierRegistered('supplier_adama');
    const gone = { type: 'SupplierDeactivated', data: { supplierId: 'supplier_adama' } };
    const of = (...events: readonly DomainEvent[]) =>
      answer(supplierIsActive, asking(hawi), parties({ supplier: events }));
    const erased = { type: 'SupplierErased', data: { supplierId: 'supplier_adama', reason: 'OBJECTION' } };
    expect([of(), of(registered), of(registered, gone), of(registered, gone, erased)]).toEqual([
      'SUPPLIER_NOT_FOUND',
      undefined,
      'SUPPLIER_INACTIVE',
      'SUPPLIER_INACTIVE',
    ]);
  });
});
