import { supplierPaid } from '../testing/payments';
import { reopWith, stranger, supplierRegistered } from '../testing/parties';
import { given } from '../testing/specification';
import { supplier } from './aggregate';
import { DeactivateSupplier } from './deactivate-supplier';
import { EraseSupplier } from './erase-supplier';
import { RegisterSupplier } from './register-supplier';

const known = { association: reopWith() };
const adama = { name: 'Adama Oilseed Traders' };

describe('a supplier', () => {
  it('is registered by a coordinator, once per command', () => {
    const outcome = given(supplier).known(known).when(RegisterSupplier, adama);
    outcome.then({
      type: 'SupplierRegistered',
      data: { supplierId: expect.stringMatching(/^supplier_[0-9a-f]{32}$/) as string, ...adama },
    });
    outcome.next.when(RegisterSupplier, adama).then();
    given(supplier).known(known).when(RegisterSupplier, adama, { actor: stranger }).refuses('NOT_PERMITTED');
  });

  it('is deactivated, and a second time changes nothing', () => {
    const data = { supplierId: 'supplier_adama', reason: 'Late three times.' };
    const outcome = given(supplier, supplierRegistered('supplier_adama')).known(known).when(DeactivateSupplier, data);
    outcome.then({ type: 'SupplierDeactivated', data });
    outcome.next.when(DeactivateSupplier, data, { key: 'again' }).then();
  });

  it('that is unknown can’t be deactivated', () => {
    given(supplier).known(known).when(DeactivateSupplier, { supplierId: 'supplier_x' }).refuses('SUPPLIER_NOT_FOUND');
  });

  it('is erased by a coordinator once it is dealt with no more, and a second time changes nothing', () => {
    const erasure = { supplierId: 'supplier_adama', reason: 'NO_LONGER_NEEDED' as const };
    const registered = supplierRegistered('supplier_adama');
    const gone = { type: 'SupplierDeactivated', data: { supplierId: 'supplier_adama' } };
    const start = given(supplier, registered, gone).known(known);
    start.when(EraseSupplier, erasure, { actor: stranger }).refuses('NOT_PERMITTED');
    given(supplier, registered).known(known).when(EraseSupplier, erasure).refuses('SUPPLIER_ACTIVE');
    given(supplier).known(known).when(EraseSupplier, erasure).refuses('SUPPLIER_NOT_FOUND');
    const outcome = start.when(EraseSupplier, erasure);
    outcome.then({ type: 'SupplierErased', data: erasure });
    outcome.next.when(EraseSupplier, erasure, { key: 'again' }).then();
    outcome.next.when(DeactivateSupplier, { supplierId: 'supplier_adama', reason: 'Late.' }).then();
  });

  it('stays known by name until everything between it and the association is paid', () => {
    const erasure = { supplierId: 'supplier_adama', reason: 'NO_LONGER_NEEDED' as const };
    const gone = { type: 'SupplierDeactivated', data: { supplierId: 'supplier_adama' } };
    const start = given(supplier, supplierRegistered('supplier_adama'), gone).known(known);
    const { invoicePosted, entered, confirmed } = supplierPaid('supplier_adama');
    start
      .known({ account: [invoicePosted] })
      .when(EraseSupplier, erasure)
      .refuses('ACCOUNT_OPEN');
    start
      .known({ account: [invoicePosted, entered] })
      .when(EraseSupplier, erasure)
      .refuses('ACCOUNT_OPEN');
    const paid = start.known({ account: [invoicePosted, entered, confirmed] }).when(EraseSupplier, erasure);
    paid.then({ type: 'SupplierErased', data: erasure });
  });
});
