import { platform, systemActor } from '@jointly/kernel';
import {
  hawi,
  operator,
  operatorAppointed,
  personRegistered,
  reopWith,
  roleGranted,
  stranger,
} from '../testing/parties';
import { coordinator, given } from '../testing/specification';
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
    given(person).known(known).when(RegisterPerson, contact, { actor: operator }).refuses('NOT_PERMITTED');
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

  it('waits until another coordinator is there', () => {
    const self = { personId: coordinator, reason: 'OBJECTION' as const };
    const last = given(person, personRegistered(coordinator));
    last.known(known).when(ErasePerson, self).refuses('LAST_COORDINATOR');
    last
      .known({ association: reopWith(roleGranted(hawi, 'COORDINATOR')) })
      .when(ErasePerson, self)
      .then({ type: 'PersonErased', data: self });
  });
});
