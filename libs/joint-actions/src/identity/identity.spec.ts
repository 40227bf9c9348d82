import { hawi, operatorAppointed, personRegistered, reopWith, stranger } from '../testing/parties';
import { given } from '../testing/specification';
import { identity } from './aggregate';
import { LinkIdentity } from './link-identity';

const link = { identity: 'h'.repeat(43), personId: hawi };
const linked = { type: 'IdentityLinked', data: { personId: hawi } };
const known = { association: reopWith(), platform: [operatorAppointed], person: [personRegistered(hawi)] };

describe('an identity', () => {
  it('is linked to a person by a coordinator', () => {
    given(identity).known(known).when(LinkIdentity, link).then(linked);
    given(identity).known(known).when(LinkIdentity, link, { actor: stranger }).refuses('NOT_PERMITTED');
  });

  it('that is linked to the person already stays so', () => {
    given(identity, linked).known(known).when(LinkIdentity, link).then();
  });

  it('is never linked to another person', () => {
    given(identity, { type: 'IdentityLinked', data: { personId: stranger } })
      .known(known)
      .when(LinkIdentity, link)
      .refuses('IDENTITY_TAKEN');
  });

  it('needs a registered person', () => {
    given(identity)
      .known({ ...known, person: [] })
      .when(LinkIdentity, link)
      .refuses('PERSON_NOT_FOUND');
  });
});
