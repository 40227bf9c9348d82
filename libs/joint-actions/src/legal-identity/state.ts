import type { EnterpriseId, Happened } from '@jointly/kernel';
import type { LegalIdentityEvent } from './events';

export interface LegalIdentityState {
  /** The record that owns it. */
  readonly enterpriseId?: EnterpriseId;
}

export const unreserved: LegalIdentityState = {};

export function evolveLegalIdentity(
  _state: LegalIdentityState,
  event: Happened<LegalIdentityEvent>,
): LegalIdentityState {
  switch (event.type) {
    case 'LegalIdentityReserved':
      return { enterpriseId: event.data.enterpriseId };
  }
}
