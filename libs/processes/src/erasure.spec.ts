import type { Happened } from '@jointly/kernel';
import { PersonErased, PersonRegistered } from '@jointly/joint-actions';
import { erasure } from '.';

const happened = (type: string, personId: string): Happened =>
  ({ type, association: 'reop', data: { personId, reason: 'OBJECTION' } }) as unknown as Happened;

it('the keys of an erased person are destroyed, and of nobody else', async () => {
  const destroyed: string[] = [];
  const process = erasure((association, subject) => destroyed.push(`${association} ${subject}`));
  await process.handle(happened(PersonRegistered.type, 'almaz'));
  await process.handle(happened(PersonErased.type, 'baraka'));
  expect(destroyed).toEqual(['reop baraka']);
});
