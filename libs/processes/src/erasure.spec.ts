import type { Happened } from '@jointly/kernel';
import {
  EnterpriseErased,
  EnterpriseRegistered,
  PersonErased,
  PersonRegistered,
  SupplierErased,
  SupplierRegistered,
} from '@jointly/joint-actions';
import { erasure } from '.';

const happened = (type: string, data: object): Happened => ({ type, association: 'reop', data }) as unknown as Happened;

it.each([
  ['person', PersonRegistered, PersonErased, 'personId'],
  ['enterprise', EnterpriseRegistered, EnterpriseErased, 'enterpriseId'],
  ['supplier', SupplierRegistered, SupplierErased, 'supplierId'],
])('the keys of an erased %s are destroyed, and of nobody else', async (_who, entered, gone, id) => {
  const destroyed: string[] = [];
  const process = erasure((association, subject) => destroyed.push(`${association} ${subject}`));
  await process.handle(happened(entered.type, { [id]: 'almaz' }));
  await process.handle(happened(gone.type, { [id]: 'baraka', reason: 'OBJECTION' }));
  expect(destroyed).toEqual(['reop baraka']);
});
