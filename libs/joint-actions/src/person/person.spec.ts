import { later, platform, systemActor } from '@jointly/kernel';
import {
  hawi,
  operator,
  operatorAppointed,
  personRegistered,
  reopWith,
  roleGranted,
  stranger,
} from '../testing/parties';
import { anHourLater, coordinator, given } from '../testing/specification';
import { person } from './aggregate';
import { ErasePerson } from './erase-person';
import { RegisterPerson } from './register-person';

const known = { association: reopWith(), platform: [operatorAppointed] };
const contact = { name: 'Hawi Tolosa', phone: '+251911234567', email: 'hawi@example.org' };
const registered = {
  type: 'PersonRegistered',
  data: { personId: expect.stringMatching(/^person_[0-9a-f]{32}$/) as string, ...contact },
};

describe('registering a person', () => {
  it('is for a coordinator', () => {
    given(person).known(known).when(RegisterPerson, contact).then(registered);
    given(person).known(known).when(RegisterPerson, contact, { actor: stranger }).refuses('NOT_PERMITTED');
  });

  it('is for an operator while there is no association, and no longer then', () => {
    given(person)
      .known({ platform: [operatorAppointed] })
      .when(RegisterPerson, contact, { actor: operator })
      .then(registered);
    given(person).known(known).when(RegisterPerson, contact, { actor: operator }).refuses('ASSOCIATION_EXISTS');
  });

  it('is for the installation itself where no operator is yet', () => {
    given(person).when(RegisterPerson, contact, { actor: systemActor, association: platform }).then(registered);
    given(person).when(RegisterPerson, contact, { actor: stranger, association: platform }).refuses('NOT_PERMITTED');
  });

  it('twice by the same command leaves one person', () => {
    given(person).known(known).when(RegisterPerson, contact).next.when(RegisterPerson, contact).then();
  });

  it.each([
    ['phone', { ...contact, phone: '0911' }],
    ['email', { ...contact, email: 'hawi' }],
    ['name', { ...contact, name: ' ' }],
  ])('with a bad %s names the field and repeats nothing of it', (field, data) => {
    const { refusal } = given(person).known(known).when(RegisterPerson, data);
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field });
    expect(refusal!.message).not.toContain('0911');
  });
});

describe('erasing a person', () => {
  const erasure = { personId: hawi, reason: 'CONSENT_WITHDRAWN' as const };
  const erased = { type: 'PersonErased', data: erasure };
  const start = given(person, personRegistered(hawi)).known(known);

  it('is for the person and for a coordinator', () => {
    start.when(ErasePerson, erasure, { actor: hawi }).then(erased);
    start.when(ErasePerson, erasure).then(erased);
  });

  it('is not for others', () => {
    start.when(ErasePerson, erasure, { actor: stranger }).refuses('NOT_PERMITTED');
  });

  it('twice is the same as once', () => {
    start.when(ErasePerson, erasure).next.when(ErasePerson, erasure, { key: 'again' }).then();
  });

  it('needs somebody to erase', () => {
    given(person).known(known).when(ErasePerson, erasure).refuses('PERSON_NOT_FOUND');
  });

  it('waits until every role is revoked, so that nobody is left to coordinate whom nobody can reach', () => {
    const self = { personId: coordinator, reason: 'OBJECTION' as const };
    const two = reopWith(roleGranted(hawi, 'COORDINATOR'));
    const { refusal } = given(person, personRegistered(coordinator))
      .known({ ...known, association: two })
      .when(ErasePerson, self);
    expect(refusal).toMatchObject({ code: 'HOLDS_ROLES', message: expect.stringContaining('coordinator') as string });
    const revoked = { type: 'RoleRevoked', data: { personId: coordinator, role: 'COORDINATOR' } };
    given(person, personRegistered(coordinator))
      .known({ ...known, association: [...two, revoked] })
      .when(ErasePerson, self)
      .then({ type: 'PersonErased', data: self });
  });

  it('does not wait for a role whose time is over', () => {
    const audit = roleGranted(hawi, 'AUDITOR', { scope: { purpose: 'Audit of 2025' }, until: anHourLater });
    const auditor = start.known({ ...known, association: reopWith(audit) });
    auditor.when(ErasePerson, erasure, { now: later(anHourLater, -1) }).refuses('HOLDS_ROLES');
    auditor.when(ErasePerson, erasure).then(erased);
  });
});
