import { days, later, money, platform, type Instant } from '@jointly/kernel';
import {
  founded,
  hawi,
  operator,
  operatorAppointed,
  personRegistered,
  reopWith,
  roleGranted,
  stranger,
} from '../testing/parties';
import { anHourLater, coordinator, given } from '../testing/specification';
import { association } from './aggregate';
import { ChangeRules } from './change-rules';
import { CreateAssociation } from './create-association';
import { GrantRole } from './grant-role';
import { RevokeRole } from './revoke-role';
import { defaultRules } from './rules';
import { roles, type Role } from './roles';

const tomorrow = later(anHourLater, days(1));

describe('an association', () => {
  const profile = { name: 'REOP plc', currency: 'ETB', timeZone: 'Africa/Addis_Ababa' };
  const creation = { ...profile, personId: coordinator };
  const start = given(association).known({ platform: [operatorAppointed], person: [personRegistered(coordinator)] });
  const created = (change: Partial<typeof creation> & { locale?: string }) =>
    start.when(CreateAssociation, { ...creation, ...change }, { actor: operator });

  it('is founded by an operator with default rules and its first coordinator', () => {
    created({}).then(founded(), roleGranted(coordinator, 'COORDINATOR'));
  });

  it('may bring its own rules', () => {
    const rules = { ...defaultRules('ETB'), overPayment: 'CREDIT' as const };
    start
      .when(CreateAssociation, { ...creation, rules }, { actor: operator })
      .then(founded({ overPayment: 'CREDIT' }), roleGranted(coordinator, 'COORDINATOR'));
  });

  it('can’t set rules in a currency that is not its own', () => {
    start
      .when(CreateAssociation, { ...creation, rules: defaultRules('XOF') }, { actor: operator })
      .refuses('CURRENCY_MISMATCH');
  });

  it('is founded by nobody but an operator', () => {
    start.when(CreateAssociation, creation, { actor: stranger }).refuses('NOT_PERMITTED');
  });

  it('is founded once', () => {
    const again = given(association, founded()).known({ platform: [operatorAppointed] });
    again.when(CreateAssociation, creation, { actor: operator }).refuses('ASSOCIATION_EXISTS');
  });

  it('can’t take the installation’s own id', () => {
    start.when(CreateAssociation, creation, { actor: operator, association: platform }).refuses('ASSOCIATION_EXISTS');
  });

  it('needs a coordinator who is registered', () => {
    given(association)
      .known({ platform: [operatorAppointed] })
      .when(CreateAssociation, creation, { actor: operator })
      .refuses('PERSON_NOT_FOUND');
  });

  it.each([
    ['UNKNOWN_CURRENCY', { currency: 'ABC' }],
    ['UNKNOWN_CURRENCY', { currency: 'XXX' }],
    ['UNKNOWN_TIME_ZONE', { timeZone: 'Africa/Atlantis' }],
    ['UNKNOWN_LOCALE', { locale: 'not a language' }],
    ['INVALID_INPUT', { currency: 'birr' }],
    ['INVALID_INPUT', { name: 'x'.repeat(201) }],
    ['INVALID_INPUT', { name: '' }],
  ])('is refused with %s for %j', (code, change) => {
    created(change).refuses(code);
  });

  it('keeps to its operator’s limits: an operator has no say in it afterwards', () => {
    given(association, ...reopWith())
      .known({ person: [personRegistered(stranger)] })
      .when(GrantRole, { personId: stranger, role: 'TREASURER' }, { actor: operator })
      .refuses('NOT_PERMITTED');
  });
});

describe('rules', () => {
  const rules = { ...defaultRules('ETB'), directAwardLimit: money(50_000_000, 'ETB') };

  it('change to the next version by a coordinator', () => {
    given(association, ...reopWith())
      .when(ChangeRules, { basedOnVersion: 1, rules })
      .then({ type: 'RulesChanged', data: { rules: { ...rules, version: 2 } } });
  });

  it('are not changed by others', () => {
    given(association, ...reopWith())
      .when(ChangeRules, { basedOnVersion: 1, rules }, { actor: stranger })
      .refuses('NOT_PERMITTED');
  });

  it('that changed since they were looked at are not overwritten', () => {
    given(association, ...reopWith(), { type: 'RulesChanged', data: { rules: { ...rules, version: 2 } } })
      .when(ChangeRules, { basedOnVersion: 1, rules })
      .refuses('RULES_CHANGED_MEANWHILE');
  });

  it('name amounts in the association’s currency', () => {
    const foreign = { ...rules, paymentReference: money(1000, 'XOF') };
    const { refusal } = given(association, ...reopWith()).when(ChangeRules, { basedOnVersion: 1, rules: foreign });
    expect(refusal).toMatchObject({ code: 'CURRENCY_MISMATCH', field: 'rules.paymentReference' });
  });

  it.each([
    ['an award that nobody else approves', { awardApprovals: 0 }],
    ['a negative limit', { directAwardLimit: money(-1, 'ETB') }],
    ['a share above one', { participation: { minimumMembershipShare: '1.5' } }],
  ])('can’t allow %s', (_what, change) => {
    given(association, ...reopWith())
      .when(ChangeRules, { basedOnVersion: 1, rules: { ...rules, ...change } })
      .refuses('INVALID_INPUT');
  });

  it('of an association that does not exist can’t be changed', () => {
    given(association).when(ChangeRules, { basedOnVersion: 1, rules }).refuses('ASSOCIATION_NOT_FOUND');
  });
});

describe('a role', () => {
  const known = { person: [personRegistered(hawi)] };
  const granting = (role: Role, ...before: ReturnType<typeof roleGranted>[]) =>
    given(association, ...reopWith(...before))
      .known(known)
      .when(GrantRole, { personId: hawi, role });

  it.each(roles.filter((role) => role !== 'AUDITOR'))('%s is granted by a coordinator', (role) => {
    granting(role).then(roleGranted(hawi, role));
  });

  it('goes to registered people only', () => {
    given(association, ...reopWith())
      .when(GrantRole, { personId: hawi, role: 'TREASURER' })
      .refuses('PERSON_NOT_FOUND');
  });

  it('does not go to a person whose data was erased', () => {
    const erased = { type: 'PersonErased', data: { personId: hawi, reason: 'OBJECTION' } };
    given(association, ...reopWith())
      .known({ person: [personRegistered(hawi), erased] })
      .when(GrantRole, { personId: hawi, role: 'TREASURER' })
      .refuses('PERSON_NOT_FOUND');
  });

  it('that has ended gives no more authority', () => {
    const before = [founded(), roleGranted(hawi, 'COORDINATOR', { until: tomorrow })];
    const grant = { personId: hawi, role: 'TREASURER' as const };
    const start = given(association, ...before).known(known);
    start.when(GrantRole, grant, { actor: hawi }).then(roleGranted(hawi, 'TREASURER'));
    start.when(GrantRole, grant, { actor: hawi, now: tomorrow }).refuses('NOT_PERMITTED');
  });

  it('can’t end before it begins', () => {
    given(association, ...reopWith())
      .known(known)
      .when(GrantRole, { personId: hawi, role: 'VERIFIER', until: anHourLater })
      .refuses('ENDS_IN_THE_PAST');
  });

  it.each(['COORDINATOR', 'TREASURER', 'AWARD_COMMITTEE'] as const)(
    '%s is not for a CDA, and CDA not for one who holds it',
    (role) => {
      granting(role, roleGranted(hawi, 'CDA')).refuses('CDA_IS_IMPARTIAL');
      granting('CDA', roleGranted(hawi, role)).refuses('CDA_IS_IMPARTIAL');
    },
  );

  it('is revoked by a coordinator, and only where it is held', () => {
    const revocation = { personId: hawi, role: 'TREASURER' as const, reason: 'Term is over.' };
    given(association, ...reopWith(roleGranted(hawi, 'TREASURER')))
      .when(RevokeRole, revocation)
      .then({ type: 'RoleRevoked', data: revocation });
    given(association, ...reopWith())
      .when(RevokeRole, revocation)
      .refuses('ROLE_NOT_HELD');
    given(association, ...reopWith(roleGranted(hawi, 'TREASURER')))
      .when(RevokeRole, revocation, { actor: hawi })
      .refuses('NOT_PERMITTED');
  });

  it('of a person who was erased is revoked without a word about them', () => {
    const erased = { type: 'PersonErased', data: { personId: hawi, reason: 'OBJECTION' } };
    const revocation = { personId: hawi, role: 'TREASURER' as const };
    const start = given(association, ...reopWith(roleGranted(hawi, 'TREASURER'))).known({
      person: [personRegistered(hawi), erased],
    });
    start.when(RevokeRole, { ...revocation, reason: 'Left.' }).refuses('PERSON_ERASED');
    start.when(RevokeRole, revocation).then({ type: 'RoleRevoked', data: revocation });
  });

  it('that was revoked gives no more authority', () => {
    given(association, ...reopWith(roleGranted(hawi, 'COORDINATOR')))
      .when(RevokeRole, { personId: hawi, role: 'COORDINATOR' })
      .next.known(known)
      .when(GrantRole, { personId: hawi, role: 'TREASURER' }, { actor: hawi })
      .refuses('NOT_PERMITTED');
  });
});

describe('the last coordinator', () => {
  const temporary = roleGranted(hawi, 'COORDINATOR', { until: tomorrow });

  it('can’t be revoked', () => {
    given(association, ...reopWith())
      .when(RevokeRole, { personId: coordinator, role: 'COORDINATOR' })
      .refuses('LAST_COORDINATOR');
  });

  it('is last even beside one whose time will end', () => {
    given(association, ...reopWith(temporary))
      .when(RevokeRole, { personId: coordinator, role: 'COORDINATOR' })
      .refuses('LAST_COORDINATOR');
  });

  it('can’t be given an end', () => {
    given(association, ...reopWith())
      .known({ person: [personRegistered(coordinator)] })
      .when(GrantRole, { personId: coordinator, role: 'COORDINATOR', until: tomorrow })
      .refuses('LAST_COORDINATOR');
  });

  it('may go once another one stays', () => {
    given(association, ...reopWith(roleGranted(hawi, 'COORDINATOR')))
      .when(RevokeRole, { personId: coordinator, role: 'COORDINATOR' })
      .then({ type: 'RoleRevoked', data: { personId: coordinator, role: 'COORDINATOR' } });
  });
});

describe('an auditor', () => {
  const scope = { purpose: 'Audit of the year 2026' };
  const grant = (more: { scope?: typeof scope; until?: Instant }, role: Role = 'AUDITOR') =>
    given(association, ...reopWith())
      .known({ person: [personRegistered(hawi)] })
      .when(GrantRole, { personId: hawi, role, ...more });

  it('is given a scope and an end', () => {
    grant({ scope, until: tomorrow }).then(roleGranted(hawi, 'AUDITOR', { scope, until: tomorrow }));
  });

  it('without scope or without end is not appointed', () => {
    grant({ scope }).refuses('AUDIT_NOT_BOUNDED');
    grant({ until: tomorrow }).refuses('AUDIT_NOT_BOUNDED');
  });

  it('is the only one with a scope', () => {
    grant({ scope }, 'VERIFIER').refuses('SCOPE_NOT_ALLOWED');
  });
});
