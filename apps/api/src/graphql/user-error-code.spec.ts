import { resolve } from 'node:path';
import { errorCodes } from '../../../../test/docs/error-codes';
import { UserErrorCode } from './user-error-code';

const root = resolve(__dirname, '../../../..');

/** What the consistency token's own refusals are told as: the reason of a BAD_USER_INPUT. */
const reasons = ['INVALID_TOKEN', 'TOKEN_OF_ANOTHER_LOG', 'TOKEN_BEFORE_RESTORE'];

it('the codes of the schema are those that decisions refuse with, and no others', () => {
  const decided = errorCodes(root, ['libs', 'apps/api/src/dispatch']).filter((code) => !reasons.includes(code));
  expect(Object.keys(UserErrorCode).sort()).toEqual(decided);
});
