import { refusal, type Policy } from '@jointly/kernel';
import { isSettled } from './account/state';
import type { KnowsAccount } from './authority';
import { oneOf } from './schemas';

/** Why personal data is given up. Codes: free text would put personal data back beside what is erased. */
export const erasureReasonSchema = oneOf([
  'CONSENT_WITHDRAWN',
  'NO_LONGER_NEEDED',
  'OBJECTION',
  'UNLAWFUL',
  'LEGAL_OBLIGATION',
]);

/** Who is paid or has to pay must be known by name until it is done. Of a party erased already nothing is asked. */
export const accountIsSettled: Policy<unknown, { readonly status: string }, KnowsAccount> = (
  _command,
  { status },
  { account },
) =>
  status === 'ERASED' || isSettled(account.state)
    ? undefined
    : refusal('ACCOUNT_OPEN', 'Something is still owed or being paid on this account. Settle it first, then erase.');
