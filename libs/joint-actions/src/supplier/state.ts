import type { Happened } from '@jointly/kernel';
import type { SupplierEvent } from './events';

export type SupplierState =
  { readonly status: 'ABSENT' } | { readonly status: 'ACTIVE' | 'INACTIVE' | 'ERASED'; readonly supplierId: string };

export const noSupplier: SupplierState = { status: 'ABSENT' };

export function evolveSupplier(_state: SupplierState, event: Happened<SupplierEvent>): SupplierState {
  const { supplierId } = event.data;
  switch (event.type) {
    case 'SupplierRegistered':
      return { status: 'ACTIVE', supplierId };
    case 'SupplierDeactivated':
      return { status: 'INACTIVE', supplierId };
    case 'SupplierErased':
      return { status: 'ERASED', supplierId };
  }
}
