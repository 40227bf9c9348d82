import type { EnterpriseId } from '@jointly/kernel';
import { press, reopWith, stranger } from '../testing/parties';
import { given } from '../testing/specification';
import { legalIdentity } from './aggregate';
import { ReserveLegalIdentity } from './reserve-legal-identity';
import type { LegalIdentityState } from './state';

const reservation = { legalIdentity: 'r'.repeat(43), enterpriseId: press };
const known = { association: reopWith() };

describe('a legal identity', () => {
  it('is reserved for one enterprise record', () => {
    given(legalIdentity)
      .known(known)
      .when(ReserveLegalIdentity, reservation)
      .then({ type: 'LegalIdentityReserved', data: { enterpriseId: press } });
  });

  it('that is reserved stays with its owner, whoever asks for it next', () => {
    const other = { ...reservation, enterpriseId: 'enterprise_other' as EnterpriseId };
    const again = given(legalIdentity)
      .known(known)
      .when(ReserveLegalIdentity, reservation)
      .next.when(ReserveLegalIdentity, other);
    again.then();
    expect(again.state<LegalIdentityState>().enterpriseId).toBe(press);
  });

  it('is reserved by a coordinator', () => {
    given(legalIdentity)
      .known(known)
      .when(ReserveLegalIdentity, reservation, { actor: stranger })
      .refuses('NOT_PERMITTED');
  });
});
