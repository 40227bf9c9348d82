import { oneOf } from './schemas';

/** Why personal data is given up. Codes: free text would put personal data back beside what is erased. */
export const erasureReasonSchema = oneOf([
  'CONSENT_WITHDRAWN',
  'NO_LONGER_NEEDED',
  'OBJECTION',
  'UNLAWFUL',
  'LEGAL_OBLIGATION',
]);
