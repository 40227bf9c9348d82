import { platform, systemActor } from '@jointly/kernel';
import { operator, operatorAppointed, personRegistered, stranger } from '../testing/parties';
import { given } from '../testing/specification';
import { platformAggregate } from './aggregate';
import { AppointOperator } from './appoint-operator';

const at = { association: platform };
const known = { person: [personRegistered(stranger)] };
const appointed = { type: 'OperatorAppointed', data: { personId: stranger } };

describe('an operator', () => {
  it('is first appointed by the installation itself', () => {
    given(platformAggregate)
      .known(known)
      .when(AppointOperator, { personId: stranger }, { ...at, actor: systemActor })
      .then(appointed);
  });

  it('is then appointed by another operator', () => {
    given(platformAggregate, operatorAppointed)
      .known(known)
      .when(AppointOperator, { personId: stranger }, { ...at, actor: operator })
      .then(appointed);
  });

  it('is not appointed by anybody else', () => {
    given(platformAggregate, operatorAppointed)
      .known(known)
      .when(AppointOperator, { personId: stranger }, { ...at, actor: stranger })
      .refuses('NOT_PERMITTED');
  });

  it('has to be registered first', () => {
    given(platformAggregate, operatorAppointed)
      .when(AppointOperator, { personId: stranger }, { ...at, actor: operator })
      .refuses('PERSON_NOT_FOUND');
  });

  it('who is one already is not appointed again', () => {
    given(platformAggregate, operatorAppointed)
      .known({ person: [personRegistered(operator)] })
      .when(AppointOperator, { personId: operator }, { ...at, actor: operator })
      .then();
  });
});
