import type { Aggregate } from '@jointly/kernel';
import { DeactivateSupplier } from './deactivate-supplier';
import { EraseSupplier } from './erase-supplier';
import { RegisterSupplier } from './register-supplier';
import type { SupplierEvent } from './events';
import { evolveSupplier, noSupplier, type SupplierState } from './state';

export const supplier: Aggregate<SupplierState, SupplierEvent> = {
  category: 'supplier',
  initial: noSupplier,
  evolve: evolveSupplier,
  commands: [RegisterSupplier, DeactivateSupplier, EraseSupplier],
};
