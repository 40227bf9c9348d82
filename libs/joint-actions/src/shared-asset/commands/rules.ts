import { accept, refusal } from '@jointly/kernel';
import { requiresRole } from '../../authority';
import { withAssociation } from '../../lookups';
import { idSchema, record } from '../../schemas';
import { accessRulesRefusal } from '../access-rules';
import { CustodiansNamed } from '../events';
import type { AssetRule } from '../rules';
import { accessRulesSchema, rulesVersionSchema } from '../schemas';
import { assetCommand } from './asset-command';

const changesTheRulesInForce: AssetRule<{ readonly rulesVersion: number }> = ({ rulesVersion }, { data }) =>
  data.rulesVersion === rulesVersion
    ? undefined
    : refusal('STALE_RULES', `The rules are at version ${rulesVersion}. Change that version.`, 'rulesVersion');

/** `rulesVersion` names the version that is being changed. */
export const ChangeAccessRules = assetCommand({
  type: 'ChangeAccessRules',
  schema: record({ assetId: idSchema, rules: accessRulesSchema, rulesVersion: rulesVersionSchema }),
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR')],
  rules: [changesTheRulesInForce, ({ shareCapital }, { data }) => accessRulesRefusal(data.rules, shareCapital)],
  decide: ({ data }) => accept({ type: 'AccessRulesChanged', data: { ...data, rulesVersion: data.rulesVersion + 1 } }),
});

export const NameCustodians = assetCommand({
  type: 'NameCustodians',
  schema: CustodiansNamed.schema,
  lookups: withAssociation,
  allowed: [requiresRole('COORDINATOR')],
  rules: [],
  decide: ({ data }) => accept({ type: 'CustodiansNamed', data }),
});
