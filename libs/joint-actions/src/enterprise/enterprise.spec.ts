import { days, later, type DomainEvent, type EnterpriseId } from '@jointly/kernel';
import {
  clusterCreated,
  delegateAppointed,
  enterpriseRegistered,
  hawi,
  memberAdmitted,
  memberPress,
  oilCluster,
  paper,
  personRegistered,
  press,
  reopWith,
  roleGranted,
  stranger,
} from '../testing/parties';
import { memberPaid } from '../testing/payments';
import { anHourLater, coordinator, given } from '../testing/specification';
import { enterprise } from './aggregate';
import { AppointDelegate } from './appoint-delegate';
import { EndMandate } from './end-mandate';
import { EraseEnterprise } from './erase-enterprise';
import { AdmitMember, EndMembership } from './membership';
import { RegisterEnterprise } from './register-enterprise';
import { actsFor, everMandated, type EnterpriseState } from './state';

const association = reopWith();
const leaving = { enterpriseId: press, reason: 'Closed its doors.' };

const registration = {
  enterpriseId: press,
  legalIdentity: 'r'.repeat(43),
  name: 'Tolosa Oil Press',
  kind: 'FIRM' as const,
  size: 'MICRO' as const,
  clusterId: oilCluster,
  sector: 'Edible oil',
};

describe('registering an enterprise', () => {
  const reserved = { type: 'LegalIdentityReserved', data: { enterpriseId: press } };
  const known = { association, cluster: [clusterCreated], legalIdentity: [reserved] };

  it('enters it under its reserved legal identity', () => {
    given(enterprise).known(known).when(RegisterEnterprise, registration).then(enterpriseRegistered());
  });

  it('is for a coordinator', () => {
    given(enterprise).known(known).when(RegisterEnterprise, registration, { actor: stranger }).refuses('NOT_PERMITTED');
  });

  it('needs the reservation first', () => {
    given(enterprise)
      .known({ ...known, legalIdentity: [] })
      .when(RegisterEnterprise, registration)
      .refuses('LEGAL_IDENTITY_NOT_RESERVED');
  });

  it('can’t start a second record for the same registration number, so that no history is washed', () => {
    given(enterprise)
      .known(known)
      .when(RegisterEnterprise, { ...registration, enterpriseId: 'enterprise_clean' as EnterpriseId })
      .refuses('ALREADY_REGISTERED');
  });

  it('is done once', () => {
    given(enterprise, enterpriseRegistered())
      .known(known)
      .when(RegisterEnterprise, registration)
      .refuses('ALREADY_REGISTERED');
  });

  it('needs a cluster of the association', () => {
    given(enterprise)
      .known({ ...known, cluster: [] })
      .when(RegisterEnterprise, registration)
      .refuses('CLUSTER_NOT_FOUND');
  });

  it.each([
    ['name', { name: 'x'.repeat(201) }],
    ['size', { size: 'HUGE' as 'MICRO' }],
    ['sector', { sector: '' }],
  ])('with an absurd %s is refused', (field, change) => {
    const { refusal } = given(enterprise)
      .known(known)
      .when(RegisterEnterprise, { ...registration, ...change });
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field });
  });
});

describe('a membership', () => {
  const known = { association };

  it('begins with admission by a coordinator', () => {
    const start = given(enterprise, enterpriseRegistered()).known(known);
    start.when(AdmitMember, { enterpriseId: press }).then(memberAdmitted());
    start.when(AdmitMember, { enterpriseId: press }, { actor: stranger }).refuses('NOT_PERMITTED');
  });

  it('is for registered enterprises, and for each once at a time', () => {
    given(enterprise).known(known).when(AdmitMember, { enterpriseId: press }).refuses('ENTERPRISE_NOT_FOUND');
    given(enterprise, ...memberPress())
      .known(known)
      .when(AdmitMember, { enterpriseId: press })
      .refuses('ALREADY_A_MEMBER');
  });

  it('ends with a reason', () => {
    given(enterprise, ...memberPress())
      .known(known)
      .when(EndMembership, leaving)
      .then({ type: 'MembershipEnded', data: leaving });
    given(enterprise, ...memberPress())
      .known(known)
      .when(EndMembership, { ...leaving, reason: ' ' })
      .refuses('INVALID_INPUT');
  });

  it('is ended by a coordinator', () => {
    given(enterprise, ...memberPress())
      .known(known)
      .when(EndMembership, leaving, { actor: hawi })
      .refuses('NOT_PERMITTED');
  });

  it('can’t end where there is none', () => {
    given(enterprise, enterpriseRegistered()).known(known).when(EndMembership, leaving).refuses('NOT_A_MEMBER');
    given(enterprise).known(known).when(EndMembership, leaving).refuses('ENTERPRISE_NOT_FOUND');
  });

  it('may begin again on the same record', () => {
    given(enterprise, ...memberPress())
      .known(known)
      .when(EndMembership, leaving)
      .next.when(AdmitMember, { enterpriseId: press })
      .then(memberAdmitted());
  });
});

describe('a delegate', () => {
  const known = { association, person: [personRegistered(hawi)] };
  const appointment = { enterpriseId: press, personId: hawi, scopes: ['COMMIT', 'VOTE'] as ('COMMIT' | 'VOTE')[] };
  const start = given(enterprise, ...memberPress()).known(known);

  it('is appointed with scopes, from now on unless said otherwise', () => {
    start.when(AppointDelegate, appointment).then({
      type: 'DelegateAppointed',
      data: {
        ...appointment,
        from: anHourLater,
        mandateId: expect.stringMatching(/^mandate_[0-9a-f]{32}$/) as string,
      },
    });
  });

  it('is appointed by a coordinator', () => {
    start.when(AppointDelegate, appointment, { actor: stranger }).refuses('NOT_PERMITTED');
  });

  it('is a registered person of a registered enterprise', () => {
    start.known({ person: [] }).when(AppointDelegate, appointment).refuses('PERSON_NOT_FOUND');
    given(enterprise).known(known).when(AppointDelegate, appointment).refuses('ENTERPRISE_NOT_FOUND');
  });

  it('is no cluster development agent', () => {
    start
      .known({ association: reopWith(roleGranted(hawi, 'CDA')) })
      .when(AppointDelegate, appointment)
      .refuses('CDA_IS_IMPARTIAL');
  });

  it('who appoints themselves shows the enterprise’s signed paper', () => {
    const own = { ...appointment, personId: coordinator };
    const self = start.known({ person: [personRegistered(coordinator)] });
    self.when(AppointDelegate, own).refuses('EVIDENCE_NEEDED');
    expect(self.when(AppointDelegate, { ...own, evidence: paper }).events).toMatchObject([
      { type: 'DelegateAppointed', data: { evidence: paper } },
    ]);
  });

  it.each([
    ['over already', { until: anHourLater }],
    ['over before it begins', { from: later(anHourLater, days(3)), until: later(anHourLater, days(2)) }],
  ])('is not appointed for a time that is %s', (_when, period) => {
    start.when(AppointDelegate, { ...appointment, ...period }).refuses('ENDS_IN_THE_PAST');
  });

  it('has at least one scope', () => {
    start.when(AppointDelegate, { ...appointment, scopes: [] }).refuses('INVALID_INPUT');
  });
});

describe('a mandate', () => {
  const ending = { enterpriseId: press, mandateId: `mandate_${hawi}` };
  const ended = { type: 'MandateEnded', data: ending };
  const start = given(enterprise, ...memberPress(delegateAppointed(hawi))).known({ association });

  it('is ended by a coordinator or by its holder', () => {
    start.when(EndMandate, ending).then(ended);
    start.when(EndMandate, ending, { actor: hawi }).then(ended);
    start.when(EndMandate, ending, { actor: stranger }).refuses('NOT_PERMITTED');
  });

  it('of an enterprise that is not there can’t be ended', () => {
    given(enterprise).known({ association }).when(EndMandate, ending).refuses('ENTERPRISE_NOT_FOUND');
  });

  it('is ended once', () => {
    start.when(EndMandate, ending).next.when(EndMandate, ending, { key: 'again' }).refuses('MANDATE_NOT_FOUND');
  });

  it('that was ended or is over lets nobody act, and stays known', () => {
    const until = later(anHourLater, days(1));
    const state = (...more: readonly DomainEvent[]) =>
      given(enterprise, ...memberPress(delegateAppointed(hawi, { until }), ...more))
        .known({ association: reopWith() })
        .when(EndMembership, leaving)
        .state<EnterpriseState>();
    expect([anHourLater, until].map((now) => actsFor(state(), hawi, now))).toEqual([true, false]);
    expect(actsFor(state(ended), hawi, anHourLater)).toBe(false);
    expect([state(), state(ended)].map((known) => everMandated(known, hawi))).toEqual([true, true]);
    expect(everMandated(state(), stranger)).toBe(false);
  });
});

describe('erasing an enterprise', () => {
  const erasure = { enterpriseId: press, reason: 'OBJECTION' as const };
  const erased = { type: 'EnterpriseErased', data: erasure };
  const left = { type: 'MembershipEnded', data: leaving };
  const start = given(enterprise, ...memberPress(delegateAppointed(hawi), left)).known({ association });

  it('is for a coordinator, once it is no member', () => {
    start.when(EraseEnterprise, erasure).then(erased);
    start.when(EraseEnterprise, erasure, { actor: hawi }).refuses('NOT_PERMITTED');
    given(enterprise, ...memberPress())
      .known({ association })
      .when(EraseEnterprise, erasure)
      .refuses('STILL_A_MEMBER');
    given(enterprise).known({ association }).when(EraseEnterprise, erasure).refuses('ENTERPRISE_NOT_FOUND');
  });

  it('waits for what it owes, what it is owed and what is being paid', () => {
    const { charged, entered, confirmed, rejected, overpaid } = memberPaid(press);
    const erases = (...account: DomainEvent[]) => start.known({ account }).when(EraseEnterprise, erasure);
    erases(charged).refuses('ACCOUNT_OPEN');
    erases(charged, entered, confirmed).then(erased);
    erases(charged, ...overpaid).refuses('ACCOUNT_OPEN');
    erases(entered).refuses('ACCOUNT_OPEN');
    erases(entered, rejected).then(erased);
  });

  it('twice is the same as once, even where it was charged since', () => {
    start
      .when(EraseEnterprise, erasure)
      .next.known({ account: [memberPaid(press).charged] })
      .when(EraseEnterprise, erasure, { key: 'since' })
      .then();
    start.when(EraseEnterprise, erasure).next.when(EraseEnterprise, erasure, { key: 'again' }).then();
  });

  it('leaves nothing to be recorded about it, and nobody who acts for it', () => {
    const after = start.when(EraseEnterprise, erasure);
    const delegate = { enterpriseId: press, personId: hawi, scopes: ['VOTE'] as 'VOTE'[] };
    after.next.when(AdmitMember, { enterpriseId: press }).refuses('ENTERPRISE_ERASED');
    after.next.when(EndMembership, leaving).refuses('ENTERPRISE_ERASED');
    after.next
      .known({ person: [personRegistered(hawi)] })
      .when(AppointDelegate, delegate)
      .refuses('ENTERPRISE_ERASED');
    after.next.when(EndMandate, { enterpriseId: press, mandateId: `mandate_${hawi}` }).refuses('ENTERPRISE_ERASED');
    expect(actsFor(after.state(), hawi, anHourLater)).toBe(false);
    expect(everMandated(after.state(), hawi)).toBe(true);
  });

  it('gives no way to register anew without the history', () => {
    const reserved = { type: 'LegalIdentityReserved', data: { enterpriseId: press } };
    given(enterprise, enterpriseRegistered(), erased)
      .known({ association, cluster: [clusterCreated], legalIdentity: [reserved] })
      .when(RegisterEnterprise, registration)
      .refuses('ALREADY_REGISTERED');
  });
});
